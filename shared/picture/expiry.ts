import { freshnessMultiples } from '../parameters/freshness.ts';
import type { PictureRecord } from './record.ts';

/**
 * What silence and the passing of time make of the picture, as rules over ages: the server concludes by them, and a
 * replay concludes by them anew.
 */
export const retireRadarAfterMs = 10 * 60_000;
export const retirePatrolAfterMs = 24 * 3_600_000;

/** Code of `freshnessCodes` for a track that was last observed so long ago. */
export function freshnessOfAge(ageMs: number, intervalMs: number): number {
  if (ageMs >= freshnessMultiples.lost * intervalMs) return 3;
  if (ageMs >= freshnessMultiples.stale * intervalMs) return 2;
  return ageMs > freshnessMultiples.late * intervalMs ? 1 : 0;
}

/** Whether a source that reports so often is silent, when it was last heard so long ago. */
export function isSilent(ageMs: number, intervalSeconds: number): boolean {
  return ageMs >= freshnessMultiples.stale * intervalSeconds * 1000;
}

/** Why a record leaves the picture, if it does: a radar contact long lost, a patrol long closed. A lost patrol stays. */
export function retirementReason(record: PictureRecord, ageMs: number): 'lost' | 'closed' | undefined {
  if (record.kind === 'track')
    return record.body.trackType === 'radar' && ageMs > retireRadarAfterMs ? 'lost' : undefined;
  if (record.kind !== 'patrol' || ageMs <= retirePatrolAfterMs) return undefined;
  return ['completed', 'aborted', 'removed'].includes(record.body.status) ? 'closed' : undefined;
}
