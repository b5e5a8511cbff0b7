import type { TimeSpan } from './time-window.ts';
import { findX } from './time-window.ts';

/** Heights of the canvas from the top down, in pixels: label of the moment, bars, lane of the range, axis. */
export type TimelineRows = { bars: number; lane: number; axis: number; groups: number; height: number };
export type TimelinePart = 'bars' | 'lane' | 'from' | 'to' | 'axis';

/** Their heights in rem; `timeline.css` gives the canvas their sum and the flags their place. */
const labelRem = 1.3;
const laneRem = 0.7;
const axisRem = 1.15;

export function findRows(height: number, rem: number): TimelineRows {
  const groups = height - axisRem * rem;
  const axis = groups - axisRem * rem;
  return { bars: labelRem * rem, lane: axis - laneRem * rem, axis, groups, height };
}

/** What lies under a point; ends of the range are held anywhere above the axis, within `reach` pixels. */
export function findPart(
  { x, y }: { x: number; y: number },
  { rows, window, width, range, reach }: HitScene,
): TimelinePart {
  if (y >= rows.axis) return 'axis';
  // A finger needs more than the lane to hit it; the bars above are high enough to give some away.
  const isLane = y >= rows.lane - Math.max(0, reach - (rows.axis - rows.lane));
  if (range && isLane) {
    const [toStart, toEnd] = [x - findX(window, width, range.from), x - findX(window, width, range.to)];
    // Where both are near, outside of the range or on its own half decides.
    const isStart = Math.abs(toStart) <= Math.abs(toEnd);
    if (Math.abs(isStart ? toStart : toEnd) <= reach) return isStart ? 'from' : 'to';
  }
  return isLane ? 'lane' : 'bars';
}

type HitScene = {
  rows: TimelineRows;
  window: TimeSpan;
  width: number;
  range: TimeSpan | undefined;
  reach: number;
};
