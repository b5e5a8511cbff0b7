import type { TimeSpan } from './time-window.ts';
import type { TimelineRows } from './timeline-rows.ts';

/** What a hand on the timeline works on: how it lies there now, and what can be done to it. */
export type TimelineSurface = {
  layout: () => TimelineLayout;
  moveWindow: (window: TimeSpan) => void;
  seek: (at: number, isFinal: boolean) => void;
  /** Shows a range that is being drawn; nothing is told to the room before it is set. */
  sketchRange: (range: TimeSpan | undefined) => void;
  setRange: (range: TimeSpan | undefined) => void;
  point: (at: number | undefined) => void;
  /** True from the first touch to the last release: the window does not move by itself meanwhile. */
  hold: (isHeld: boolean) => void;
};

export type TimelineLayout = {
  window: TimeSpan;
  limits: TimeSpan;
  extent: TimeSpan;
  range: TimeSpan | undefined;
  width: number;
  rows: TimelineRows;
};
