import { formatAge } from '../../format/age-text.ts';
import { positionOfKey } from '../../format/position-of-key.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { pastYearOf } from '../../format/site-validity.ts';
import { useText } from '../../language/use-text.ts';
import { drawnFreshness, freshnessName } from '../../store/live/freshness.ts';
import { isFrozen, useCoverage, usePulse, useView } from '../../store/live-context.ts';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { placeCoverText } from '../cover/place-cover-text.ts';
import { GatheredCard } from './gathered-card.tsx';

/** Hover explains: what is under the pointer, in two lines. Nothing is said only here. */
export function HoverCard({ hover }: { hover: { key: string; x: number; y: number; keys?: readonly string[] } }) {
  const t = useText();
  const live = usePulse();
  const coverage = useCoverage((state) => state);
  const hidden = useView((state) => state.hidden);
  // Beside the pointer, and never beyond the edge of the window.
  const [x, y] = [hover.x + 14, hover.y + 14];
  const style = { translate: `min(${x}px, 100vw - 100% - 8px) min(${y}px, 100vh - 100% - 8px)` };
  if (hover.keys)
    return (
      <div className="hover-card" style={style}>
        <GatheredCard keys={hover.keys} />
      </div>
    );
  const record = live.store.picture.records.get(hover.key);
  const kind = kindOfKey(hover.key);
  if (!record || !kind) return null;
  const { titleOf, label, subkindOf, subkindLabel } = descriptionOf(kind);
  const { tracks } = live.store.picture;
  const slot = record.kind === 'track' ? tracks.find(record.id) : undefined;
  const now = live.clock.serverNow() ?? 0;
  const position = positionOfKey(live.store.picture, hover.key);
  const cover = position && placeCoverText(t, coverage, position, hidden);
  return (
    <div className="hover-card" style={style}>
      <b>{titleOf(record, t)}</b>
      <span>
        {t(label)} · {t(subkindLabel(subkindOf(record)))}
      </span>
      {slot !== undefined && (
        <span>
          <FreshnessBadge
            state={freshnessName(drawnFreshness(tracks, slot, now, isFrozen(live)))}
            isPast={live.replay !== undefined}
          />{' '}
          {formatAge(t, now - tracks.observedAt[slot]!)}
        </span>
      )}
      {record.kind === 'site' && pastYearOf(record, now) !== undefined && (
        <span>{t('hover.asOf', { year: String(pastYearOf(record, now)) })}</span>
      )}
      {cover && <span>{cover}</span>}
      {record.kind === 'incident' && <span>{t('hover.ago', { age: formatAge(t, now - record.body.occurredAt) })}</span>}
    </div>
  );
}
