import type { Mission } from '#shared/schema/mission.ts';
import { formatLocalTime, formatUtcTime, formatZone } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, usePulse, useView } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { countHidden } from '../layers/count-records.ts';
import { SourceButton } from '../lists/source-button.tsx';
import { SearchBox } from '../search/search-box.tsx';
import { LinkBadge } from './link-badge.tsx';
import { ViewMenu } from './view-menu.tsx';

/** What is always visible: whose picture, exercise or real, what time, how live, how much is hidden. */
export function TopBar({ mission }: { mission: Mission }) {
  const t = useText();
  const { store } = usePulse();
  const isExercise = store.lastBeat?.exercise ?? mission.isExercise;
  return (
    <header className="top-bar">
      <h1 className="brand">
        <span className="brand-name">{t('product.name')}</span>
        <span className="mission-name">{mission.name}</span>
      </h1>
      {isExercise && <strong className="exercise-mark">{t('exercise.mark')}</strong>}
      <SearchBox mission={mission} />
      <Clocks timeZone={mission.timeZone} />
      <LinkBadge />
      <SourceButton />
      <HiddenCount />
      <ViewMenu />
      <KeysButton />
    </header>
  );
}

function Clocks({ timeZone }: { timeZone: string }) {
  const t = useText();
  const { clock } = usePulse();
  const now = clock.serverNow();
  return (
    <div className="clocks">
      <time className="clock-utc">{now === undefined ? t('clock.unknown') : formatUtcTime(now)}</time>
      <span className="clock-local">
        {now === undefined
          ? t('clock.unknown')
          : t('clock.local', { time: formatLocalTime(now, timeZone), zone: formatZone(now, timeZone) })}
      </span>
    </div>
  );
}

function HiddenCount() {
  const t = useText();
  const live = usePulse();
  useView((view) => view.hidden);
  useView((view) => view.since);
  const byFilter = countHidden(live);
  const byLimit = live.store.lastBeat?.hidden ?? 0;
  return (
    <span className={byFilter + byLimit > 0 ? 'hidden-count is-some' : 'hidden-count'}>
      {t('hidden.count', { count: byFilter + byLimit })}
    </span>
  );
}

function KeysButton() {
  const t = useText();
  const { view } = useLive();
  return (
    <button
      type="button"
      className="icon-button keys-button"
      aria-label={t('keys.title')}
      onClick={() => view.getState().togglePanel('keys')}
    >
      <Glyph path={controlPaths.keys} />
    </button>
  );
}
