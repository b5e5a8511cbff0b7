import { Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Mission } from '#shared/schema/mission.ts';
import { LanguageProvider } from './language/language-provider.tsx';
import { MissionNotice } from './panels/notices/mission-notice.tsx';
import { ReplayRoom } from './rooms/later-room.ts';
import { PartBoundary } from './rooms/part-boundary.tsx';
import type { Session } from './rooms/session.ts';
import { WatchRoom } from './rooms/watch-room.tsx';
import { LiveContext } from './store/live-context.ts';
import type { Language } from './store/view/view-url.ts';
import { applyTheme } from './ui/theme.ts';

const retryMs = 3_000;

/** Composition: the mission, the language, the theme, and the room. */
export function App({ session }: { session: Session }) {
  const theme = useStore(session.view, (view) => view.theme);
  const chosen = useStore(session.view, (view) => view.language);
  const { mission, hasFailed } = useMission();
  const language = chosen ?? mission?.languages[0] ?? 'en';

  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    if (mission) document.title = `${mission.name} · Vedette`;
  }, [mission]);

  return (
    <LiveContext value={session}>
      <LanguageProvider language={language}>
        {mission ? (
          <Room session={session} mission={mission} language={language} />
        ) : (
          <MissionNotice hasFailed={hasFailed} />
        )}
      </LanguageProvider>
    </LiveContext>
  );
}

/** The present, or the past when the view names a moment of it. */
function Room(props: { session: Session; mission: Mission; language: Language }) {
  const isReplay = useStore(props.session.view, (view) => view.replay !== undefined);
  return (
    <PartBoundary key={isReplay ? 'past' : 'present'}>
      {isReplay ? (
        <Suspense fallback={<MissionNotice hasFailed={false} />}>
          <ReplayRoom {...props} />
        </Suspense>
      ) : (
        <WatchRoom {...props} />
      )}
    </PartBoundary>
  );
}

function useMission(): { mission: Mission | undefined; hasFailed: boolean } {
  const [mission, setMission] = useState<Mission>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function read(): Promise<void> {
      try {
        const answer = await fetch('/api/v1/mission', { signal: stop.signal });
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
        setMission((await answer.json()) as Mission);
        setFailed(false);
      } catch {
        if (stop.signal.aborted) return;
        setFailed(true);
        timer = setTimeout(() => void read(), retryMs);
      }
    }
    void read();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return { mission, hasFailed };
}
