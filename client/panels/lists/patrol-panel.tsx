import { memo } from 'react';
import type { TierState } from '#shared/schema/medical/cover.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatTier, tierNames, worstState } from '../../format/cover/cover-text.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { patrolPath } from '../../format/symbol-paths.ts';
import { formatUtcTime } from '../../format/time-text.ts';
import { type Translate, useText } from '../../language/use-text.ts';
import { type FreshnessCode, freshnessName } from '../../store/live/freshness.ts';
import { useCoverage, useLive, usePulse, useView } from '../../store/live-context.ts';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { LongList } from '../../ui/long-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { aheadText } from '../cover/ahead-text.ts';
import { offRouteMetres, type PatrolRow, sortPatrols } from './sort-patrols.ts';

/** Patrols that are out or about to go, those that need someone first. */
export function PatrolPanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const live = usePulse();
  const selected = useView((state) => state.selected);
  const coverage = useCoverage((state) => state);
  const now = live.clock.serverNow() ?? 0;
  const rows = sortPatrols(live);
  return (
    <Panel name="patrols" title={t('patrols.title')} onClose={onClose}>
      <LongList
        className="track-list patrol-list"
        count={rows.length}
        renderRow={(index) => {
          const row = rows[index]!;
          const { record, checkInAt } = row;
          return (
            <Row
              recordKey={record.key}
              name={recordKinds.patrol.titleOf(record, t)}
              state={row.state}
              isSelected={record.key === selected}
              isOverdue={checkInAt !== undefined && checkInAt < now}
              checkIn={checkInText(row, now, t)}
              way={wayText(row, t)}
              cover={row.cover && tierNames.map((tier) => formatTier(t, tier, row.cover![tier])).join(' · ')}
              coverState={row.cover && worstState(row.cover)}
              ahead={aheadText(t, row, coverage, now)}
              share={row.progress ? row.progress.doneMetres / row.progress.totalMetres : undefined}
            />
          );
        }}
      />
      {rows.length === 0 && <p className="empty">{t('patrols.empty')}</p>}
    </Panel>
  );
}

function checkInText({ record, checkInAt }: PatrolRow, now: number, t: Translate): string {
  const startAt = record.body.plan?.startAt;
  if (checkInAt === undefined)
    return record.body.status === 'planned' && startAt !== undefined
      ? t(startAt < now ? 'patrols.shouldHaveLeft' : 'patrols.leaves', { time: clockText(startAt) })
      : t('patrols.noCheckIn');
  const values = { time: clockText(checkInAt), age: formatAge(t, Math.abs(now - checkInAt)) };
  return t(checkInAt < now ? 'patrols.overdue' : 'patrols.due', values);
}

/** Where it is on its way: off the route, the next waypoint with its time, or the whole route. */
function wayText({ progress }: PatrolRow, t: Translate): string {
  if (!progress) return '';
  if (progress.offMetres > offRouteMetres)
    return t('patrols.offRoute', { distance: formatDistance(progress.offMetres) });
  const { next } = progress;
  if (!next) return t('patrols.routeDone');
  const time = next.etaAt ?? next.plannedAt;
  const name = next.name ?? t('patrols.waypoint', { number: next.index + 1 });
  return time === undefined ? name : t('patrols.next', { name, time: clockText(time) });
}

function clockText(at: number): string {
  return `${formatUtcTime(at).slice(0, 5)}Z`;
}

const Row = memo(function Row(row: {
  recordKey: string;
  name: string;
  state: FreshnessCode | undefined;
  isSelected: boolean;
  isOverdue: boolean;
  checkIn: string;
  way: string;
  cover: string | undefined;
  coverState: TierState | undefined;
  ahead: string | undefined;
  share: number | undefined;
}) {
  const { view, replay } = useLive();
  return (
    <button
      type="button"
      aria-pressed={row.isSelected}
      onClick={() => view.getState().select(row.recordKey, { centre: true })}
    >
      <Glyph path={patrolPath} colour={row.isOverdue ? 'critical' : 'patrol'} />
      <span className="grow">
        <span className="row-head">
          <span className="grow">{row.name}</span>
          {row.state !== undefined && <FreshnessBadge state={freshnessName(row.state)} isPast={replay !== undefined} />}
        </span>
        <span className={row.isOverdue ? 'row-note tone-critical' : 'row-note'}>{row.checkIn}</span>
        {row.cover && <span className={`row-note row-cover is-${row.coverState}`}>{row.cover}</span>}
        {row.ahead && <span className="row-note row-cover">{row.ahead}</span>}
        <span className="row-note">{row.way}</span>
        {row.share !== undefined && (
          <span className="way-bar" aria-hidden="true">
            <span style={{ inlineSize: `${Math.round(row.share * 100)}%` }} />
          </span>
        )}
      </span>
    </button>
  );
});
