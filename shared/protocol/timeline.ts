import type { TimelineMark } from '../schema/timeline-marks.ts';

/**
 * Answer of `GET /api/v1/timeline?from=&to=&bins=`: how much happened when, in bins of equal length, by mark. `first` is the
 * earliest mark that this viewer may see, `last` is now; they are equal where there is none.
 */
export type TimelineAnswer = {
  from: string;
  to: string;
  first: string;
  last: string;
  bins: Partial<Record<TimelineMark, number[]>>;
};

export const maxTimelineBins = 2_000;
