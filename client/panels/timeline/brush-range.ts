import { clampTo, type TimeSpan } from './time-window.ts';

/** Shorter than this, a range is a slip of the hand. */
const shortestRangeMs = 1000;

/** The range between two times in either order, within the extent; none where it would be too short to be meant. */
export function makeRange(one: number, other: number, extent: TimeSpan): TimeSpan | undefined {
  const from = clampTo(Math.min(one, other), extent);
  const to = clampTo(Math.max(one, other), extent);
  return to - from >= shortestRangeMs ? { from, to } : undefined;
}

/** The range with one end set; an end that would come to lie beyond the other sends that to the end of the record. */
export function applyRangeEnd(
  range: TimeSpan | undefined,
  { end, at, extent }: { end: 'from' | 'to'; at: number; extent: TimeSpan },
): TimeSpan | undefined {
  const set =
    end === 'from'
      ? makeRange(at, range && range.to > at ? range.to : extent.to, extent)
      : makeRange(range && range.from < at ? range.from : extent.from, at, extent);
  return set ?? range;
}
