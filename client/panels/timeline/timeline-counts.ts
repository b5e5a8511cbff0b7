import { maxTimelineBins, type TimelineAnswer } from '#shared/protocol/timeline.ts';
import { type TimelineMark, timelineMarks } from '#shared/schema/timeline-marks.ts';
import { clampTo, lengthOf, type TimeSpan } from './time-window.ts';

/** What to ask for: so many bins of equal length. */
export type CountPlan = { from: number; to: number; binMs: number; length: number };
/** Counts as they were read, and the height of their tallest column. */
export type TimelineCounts = CountPlan & { bins: TimelineAnswer['bins']; tallest: number };
export type CountSums = Record<TimelineMark, number>;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Reports are told to the second: bins shorter than that would only come and go. */
const binLengths: readonly number[] = [
  ...[second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second],
  ...[minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute],
  ...[hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour],
  ...[day, 2 * day, 5 * day, 10 * day, 30 * day, 90 * day, 365 * day],
];

/**
 * Bins about the window, half of it more at either side, so that what a drag brings in is there already. They are cut at
 * round times whatever the window, or bars would change while it moves.
 */
export function planCounts(
  window: TimeSpan,
  { width, barPixels, extent }: { width: number; barPixels: number; extent: TimeSpan },
): CountPlan {
  const wanted = (lengthOf(window) / Math.max(1, width)) * barPixels;
  const binMs = binLengths.find((each) => each >= wanted) ?? Math.ceil(wanted / day) * day;
  const half = lengthOf(window) / 2;
  const from = Math.floor(clampTo(window.from - half, extent) / binMs);
  const to = Math.ceil(clampTo(window.to + half, extent) / binMs);
  const length = Math.min(maxTimelineBins, Math.max(1, to - from));
  return { from: from * binMs, to: (from + length) * binMs, binMs, length };
}

/** Whether counts still serve: as finely cut as wanted, with some to spare at either side of the window. */
export function servesPlan(counts: CountPlan | undefined, plan: CountPlan, window: TimeSpan): boolean {
  if (counts?.binMs !== plan.binMs) return false;
  const spare = lengthOf(window) / 8;
  return counts.from <= Math.max(plan.from, window.from - spare) && counts.to >= Math.min(plan.to, window.to + spare);
}

/** A mark of which there is nothing may be left out of an answer, so that only what was asked says how many bins there are. */
export function parseCounts({ from, to, bins }: TimelineAnswer, asked: CountPlan): TimelineCounts {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const length = Math.max(0, ...Object.values(bins).map((each) => each.length)) || asked.length;
  const columns = Array.from({ length }, (_, bin) => sumOver((mark) => barUnits(bins[mark]?.[bin] ?? 0)));
  return {
    from: start,
    to: end,
    length,
    binMs: (end - start) / length,
    bins,
    tallest: Math.max(leastTallest, ...columns),
  };
}

/** Height of a bar: by the square root, each mark by itself, so that one attack is seen on top of a hundred incidents. */
export const barUnits = (count: number): number => Math.sqrt(count);

/** A quiet stretch does not fill its columns: one report is not a storm. */
const leastTallest = 2.5;

const sumOver = (find: (mark: TimelineMark) => number): number =>
  timelineMarks.reduce((total, mark) => total + find(mark), 0);

/** The bin that holds a time. */
export function findBin({ from, binMs, length }: TimelineCounts, at: number): number | undefined {
  const bin = Math.floor((at - from) / binMs);
  return bin >= 0 && bin < length ? bin : undefined;
}

/** The bins of which any part lies in a span: the first, and the one after the last. */
export function findBins({ from, binMs, length }: TimelineCounts, span: TimeSpan): [first: number, end: number] {
  const first = clampTo(Math.floor((span.from - from) / binMs), { from: 0, to: length });
  return [first, clampTo(Math.ceil((span.to - from) / binMs), { from: first, to: length })];
}

export function sumCounts({ bins }: TimelineCounts, [first, end]: readonly [number, number]): CountSums {
  const sums = timelineMarks.map((mark) => {
    const counts = (bins[mark] ?? []).slice(first, end);
    return [mark, counts.reduce((total, each) => total + each, 0)] as const;
  });
  return Object.fromEntries(sums) as CountSums;
}
