import { Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Mission } from '#shared/schema/mission.ts';
import { storyCommands } from '../../commands/briefing-commands.ts';
import { PanelTabs } from '../../panels/bar/panel-tabs.tsx';
import { TopBar } from '../../panels/bar/top-bar.tsx';
import { StoryCaption } from '../../panels/briefing/story-caption.tsx';
import { LayerPanel } from '../../panels/layers/layer-panel.tsx';
import { ClassificationBanner, FooterLine } from '../../panels/notices/footer-line.tsx';
import { PointingTools } from '../../panels/pointing/pointing-tools.tsx';
import { LiveInterrupt } from '../../panels/replay/live-interrupt.tsx';
import { ReplayBanner } from '../../panels/replay/replay-banner.tsx';
import '../../panels/replay/replay.css';
import { useBasemapStatus } from '../../store/basemap-status.ts';
import { LiveContext, useView } from '../../store/live-context.ts';
import type { Language } from '../../store/view/view-url.ts';
import { useMedia } from '../../ui/use-media.ts';
import {
  BriefingPanel,
  DossierPage,
  EntityPanel,
  KeysSheet,
  ListPanel,
  PassagesPanel,
  PatrolPanel,
} from '../later-panels.ts';
import { phoneWidth } from '../screen-measures.ts';
import type { Session } from '../session.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import { makeReplayControl } from './make-replay-control.ts';
import { openReplay, type Replay } from './open-replay.ts';
import { ReplayFoot } from './replay-foot.tsx';
import { ReplayMap } from './replay-map.tsx';

/** Before whatever has the focus: a story is told to a room. */
const storyKeys = { among: storyCommands, comesFirst: true };

type Props = { session: Session; mission: Mission; language: Language };

/** The past, on the map: the same panels as the watch over another picture, in a frame that nobody takes for now. */
export function ReplayRoom({ session, ...rest }: Props) {
  const [replay, setReplay] = useState<Replay>();
  const clip = useStore(session.view, (view) => view.replay?.clip);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clip is another replay
  useEffect(() => {
    const start = session.view.getState().replay;
    if (!start) return;
    const opened = openReplay(session, start);
    setReplay(opened);
    return () => opened.close();
  }, [session, clip]);
  return replay ? <Opened key={clip ?? ''} live={session} replay={replay} {...rest} /> : null;
}

function Opened({ live, replay, mission, language }: Omit<Props, 'session'> & { live: Session; replay: Replay }) {
  const { sides } = useStore(replay.sides);
  const isPhone = useMedia(phoneWidth);
  const open = useView((view) => view.open);
  // Whoever answers these knows the record of this server, and not the clip.
  const clip = useView((view) => view.replay?.clip);
  const selected = useView((view) => view.selected);
  const [since] = useState(() => live.clock.serverNow() ?? Date.now());
  const main = sides[0]!;
  const context = useMemo(() => ({ live: main.session, mission, isPhone }), [main, mission, isPhone]);
  const control = useMemo(() => makeReplayControl(replay, live.view), [replay, live]);
  useShortcuts(context, storyKeys);
  useShortcuts(context);
  const basemap = useBasemapStatus();
  const { togglePanel } = live.view.getState();
  const showSide = !isPhone || selected === undefined;
  const shown = isPhone ? sides.slice(0, 1) : sides;
  return (
    <LiveContext value={main.session}>
      <main className={`desk is-replay${shown.length > 1 ? ' is-split' : ''}`}>
        <div className="replay-maps">
          {shown.map((side, index) => (
            <LiveContext key={index === 0 ? 'one' : 'other'} value={side.session}>
              <ReplayMap side={side} {...{ mission, language, basemap }} isSplit={shown.length > 1} />
            </LiveContext>
          ))}
        </div>
        <div className="desk-head">
          <ClassificationBanner />
          <TopBar mission={mission} />
          <ReplayBanner timeZone={mission.timeZone} onLeave={control.leave} />
          <LiveContext value={live}>
            <LiveInterrupt
              since={since}
              onShow={(key) => {
                control.leave();
                if (key) live.view.getState().select(key, { centre: true });
              }}
            />
          </LiveContext>
        </div>
        <div className="desk-start">
          <PanelTabs context={context} />
          {showSide && open.includes('layers') && (
            <LayerPanel isPhone={isPhone} onClose={() => togglePanel('layers', false)} />
          )}
          <Suspense>
            {showSide && open.includes('patrols') && <PatrolPanel onClose={() => togglePanel('patrols', false)} />}
            {showSide && !clip && open.includes('passages') && (
              <PassagesPanel onClose={() => togglePanel('passages', false)} />
            )}
            {showSide && open.includes('briefing') && (
              <BriefingPanel mission={mission} onClose={() => togglePanel('briefing', false)} />
            )}
            {showSide && open.includes('list') && <ListPanel onClose={() => togglePanel('list', false)} />}
          </Suspense>
        </div>
        <PointingTools context={context} />
        <div className="desk-end">
          <Suspense>{selected !== undefined && <EntityPanel mission={mission} />}</Suspense>
        </div>
        <div className="desk-foot">
          <StoryCaption timeZone={mission.timeZone} />
          <ReplayFoot control={control} timeZone={mission.timeZone} missionName={mission.name} />
          <FooterLine basemap={basemap} isPhone={isPhone} />
        </div>
        <Suspense>
          {open.includes('dossier') && !clip && (
            <LiveContext value={live}>
              <DossierPage mission={mission} />
            </LiveContext>
          )}
        </Suspense>
        <Suspense>{open.includes('keys') && <KeysSheet onClose={() => togglePanel('keys', false)} />}</Suspense>
      </main>
    </LiveContext>
  );
}
