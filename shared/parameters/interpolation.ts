import { freshnessMultiples } from './freshness.ts';

/**
 * Two fixes of a track are joined by a straight line at even speed when they are no further apart in time than this;
 * across a longer gap nothing is known of the way. A track is STALE from then on. Both in milliseconds.
 */
export function gapLimitMs(intervalMs: number): number {
  return freshnessMultiples.stale * intervalMs;
}
