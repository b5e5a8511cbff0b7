import { unknownCover } from '#shared/coverage/unknown-cover.ts';
import { noValue } from '#shared/picture/fix-batch.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { CoverReport } from '#shared/schema/medical/cover.ts';
import { worstState } from '../../format/cover/cover-text.ts';
import { findPatrolProgress, nextCheckInAt, type PatrolProgress } from '../../format/patrol-progress.ts';
import { trackOf } from '../../format/position-of-key.ts';
import { drawnFreshness, type FreshnessCode } from '../../store/live/freshness.ts';
import { findToldCover } from '../../store/live/told-cover.ts';
import { isFrozen, type Live } from '../../store/live-context.ts';

export type PatrolRow = {
  record: PictureRecord<'patrol'>;
  /** State of its tracker; undefined when it has none that was ever heard. */
  state: FreshnessCode | undefined;
  checkInAt: number | undefined;
  progress: PatrolProgress | undefined;
  speedMetresPerSecond: number;
  /** What was last concluded of its medical cover, while it is out; unknown where nothing was. */
  cover: Pick<CoverReport, 'team' | 'surgery'> | undefined;
};

/** Further from its route than this a patrol is somewhere else. */
export const offRouteMetres = 5_000;

/**
 * Patrols that are out or about to go, those first that need someone: overdue at check-in, the longest first; out of
 * medical cover, then those of whom that is unknown; tracker lost or stale; away from the route; then whose check-in is
 * next; then those that should have left, and the planned.
 */
export function sortPatrols(live: Live): PatrolRow[] {
  const now = live.clock.serverNow() ?? 0;
  return live.store
    .recordsOf('patrol')
    .filter(({ body }) => ['planned', 'under-way', 'unplanned'].includes(body.status))
    .map((record) => describePatrol(live, record, now))
    .map((row) => ({ row, rank: rankOf(row, now), due: dueOf(row) }))
    .sort(
      (one, other) =>
        one.rank - other.rank || one.due - other.due || (one.row.record.id < other.row.record.id ? -1 : 1),
    )
    .map(({ row }) => row);
}

/** A patrol and where its tracker says it is. */
export function describePatrol(live: Live, record: PictureRecord<'patrol'>, now: number): PatrolRow {
  const { tracks } = live.store.picture;
  const { body } = record;
  const track = trackOf(live.store.picture, record);
  const slot = track === undefined ? undefined : tracks.find(track);
  const checkInAt = nextCheckInAt(body);
  const told = findToldCover(live.store, record.id)?.body ?? unknownCover;
  const cover = body.status === 'under-way' ? told : undefined;
  if (slot === undefined || tracks.observedAt[slot] === 0)
    return { record, state: undefined, checkInAt, progress: undefined, speedMetresPerSecond: 0, cover };
  const position = [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6] as const;
  const speed = tracks.speed[slot]!;
  const speedMetresPerSecond = speed === noValue ? 0 : speed / 10;
  const motion = { now, speedMetresPerSecond };
  const progress = body.plan && findPatrolProgress(body.plan, position, motion);
  const state = drawnFreshness(tracks, slot, now, isFrozen(live));
  return { record, state, checkInAt, progress, speedMetresPerSecond, cover };
}

function rankOf({ record, state, checkInAt, progress, cover }: PatrolRow, now: number): number {
  const { status, plan } = record.body;
  if (checkInAt !== undefined && checkInAt < now) return 0;
  const worst = cover && worstState(cover);
  if (worst === 'missed') return 1;
  if (worst === 'unknown') return 2;
  if (state === 3) return 3;
  if (state === 2) return 4;
  if (progress && progress.offMetres > offRouteMetres) return 5;
  if (status !== 'planned') return 6;
  return plan && plan.startAt < now ? 7 : 8;
}

function dueOf({ record, checkInAt }: PatrolRow): number {
  return checkInAt ?? record.body.plan?.startAt ?? Number.POSITIVE_INFINITY;
}
