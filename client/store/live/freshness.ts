import { freshnessOf, freshnessStates } from '#shared/parameters/freshness.ts';
import { freshnessCodes, type TrackTable } from '#shared/picture/track-table.ts';

export type FreshnessCode = 0 | 1 | 2 | 3;
export type FreshnessCounts = Record<(typeof freshnessStates)[number], number>;

/** The state to draw: the worse of what the age deserves here and what the server concluded; never live when frozen. */
export function drawnFreshness(table: TrackTable, slot: number, serverNow: number, isFrozen: boolean): FreshnessCode {
  const own = freshnessCodes[freshnessOf(serverNow - table.observedAt[slot]!, table.intervalMs[slot]!)];
  return Math.min(3, Math.max(own, table.freshness[slot]!, isFrozen ? 1 : 0)) as FreshnessCode;
}

export function freshnessName(code: FreshnessCode): (typeof freshnessStates)[number] {
  return freshnessStates[code];
}

export function noFreshness(): FreshnessCounts {
  return { live: 0, late: 0, stale: 0, lost: 0 };
}
