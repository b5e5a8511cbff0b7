import { z } from 'zod';

/** What the server concluded about the age of a track; logged so that a replay is exact. */
export const freshnessReportSchema = z.strictObject({
  /** `source/trackId` */
  track: z.string().min(3).max(260),
  state: z.enum(['late', 'stale', 'lost', 'removed']),
  lastObservedAt: z.number(),
});
export type FreshnessReport = z.infer<typeof freshnessReportSchema>;

/** The recorder itself: when it started and stopped, so that a gap in the record has a cause. */
export const recordingReportSchema = z.strictObject({
  state: z.enum(['started', 'stopped']),
  /** Known time of the last event before a start; absent in an empty log. */
  previousAt: z.number().optional(),
});
export type RecordingReport = z.infer<typeof recordingReportSchema>;
