import type { Palette } from '../../format/palette.ts';
import type { TimeSpan } from './time-window.ts';
import type { TimelineCounts } from './timeline-counts.ts';
import type { TimelineRows } from './timeline-rows.ts';

/** Everything that a drawing shows; lengths in CSS pixels. */
export type TimelineScene = {
  width: number;
  rows: TimelineRows;
  rem: number;
  fontFamily: string;
  palette: Palette;
  locale: string;
  window: TimeSpan;
  extent: TimeSpan;
  counts: TimelineCounts | undefined;
  at: number;
  /** The moment in words, the longest form first: the first that fits is written. */
  momentTexts: readonly string[];
  range: TimeSpan | undefined;
  /** The time that is pointed at. */
  pointed: number | undefined;
};
