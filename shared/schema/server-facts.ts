import { z } from 'zod';
import { instantSchema } from './vocabulary.ts';
import { positionReportSchema } from './watch/track.ts';

/** Facts that only the server writes: what it concluded, so that a replay is exact. */

/** The age of a track passed a limit. */
export const freshnessReportSchema = z.strictObject({
  /** `source/trackId` */
  track: z.string().min(3).max(260),
  state: z.enum(['late', 'stale', 'lost']),
  lastObservedAt: z.number(),
});

/** The newest fix of a track that stands, when the ones after it were taken back. */
const remainingFixSchema = z.strictObject({
  ...positionReportSchema.omit({ trackId: true }).shape,
  observedAt: z.number(),
  freshness: z.enum(['live', 'late', 'stale', 'lost']),
});

/**
 * A record left the picture: a closed patrol after a day, a radar contact long lost, a lost track that a person removed,
 * a track whose import was undone, a position that its reporter took back. The log keeps it.
 */
export const retireReportSchema = z.strictObject({
  key: z.string().min(3).max(300),
  reason: z.enum(['closed', 'lost', 'removed', 'undone']),
  /** What the person who removed it said. */
  remark: z.string().min(3).max(500).optional(),
  /** Guards against retiring something that was heard again meanwhile. */
  lastObservedAt: z.number(),
  /** Where a track is put back to, when others reported it too. */
  remaining: remainingFixSchema.optional(),
});
export type RemainingFix = z.output<typeof remainingFixSchema>;

/** What a person says who removes a lost track. */
export const retireRequestSchema = z.strictObject({ reason: z.string().trim().min(3).max(500) });

/** Which position of a track its reporter takes back. */
export const takeBackRequestSchema = z.strictObject({ observedAt: instantSchema });

/** The recorder itself: when it started and stopped, so that a gap in the record has a cause. */
export const recordingReportSchema = z.strictObject({
  state: z.enum(['started', 'stopped']),
  /** Recorded time of the last event before a start; absent in an empty log. */
  previousAt: z.number().optional(),
});
