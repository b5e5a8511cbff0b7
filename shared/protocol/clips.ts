import { z } from 'zod';
import { truths } from '../replay/moment.ts';
import { markingSchema } from '../schema/marking.ts';

/**
 * A clip is a part of the record of one mission as one viewer may see it, in a file that another Vedette opens. These are
 * its bounds; what goes beyond one of them is refused as `too-large`.
 */
export const clipBounds = {
  spanMs: 24 * 3_600_000,
  /** Records at the first moment and what changed after it besides positions, in both truths together. */
  changes: 100_000,
  /** In both truths together. */
  fixes: 2_000_000,
  unpackedBytes: 200 * 1024 * 1024,
  packedBytes: 100 * 1024 * 1024,
} as const;

/**
 * *As happened* also tells where each track was heard next after the last moment, this much later at most: it is drawn on
 * its way there.
 */
export const clipTailMs = 10 * 60_000;

export const clipExtension = '.vedette-clip';
export const clipIdPattern = /^[0-9a-f]{32}$/;

const instantText = z.iso.datetime();
const countSchema = z.int().min(0).max(1e9);
const excerptCountsSchema = z.strictObject({
  /** In the picture of the first moment. */
  records: countSchema.max(clipBounds.changes),
  /** Changes after it that are not positions. */
  facts: countSchema.max(clipBounds.changes),
  fixes: countSchema.max(clipBounds.fixes),
});
export type ExcerptCounts = z.infer<typeof excerptCountsSchema>;

/** `manifest.json` of a package: what is in it, and by which digests it is known to be whole. */
export const clipManifestSchema = z.strictObject({
  format: z.literal('vedette-clip'),
  version: z.literal(1),
  madeAt: instantText,
  product: z.string().max(100),
  mission: z.strictObject({ missionId: z.string().max(128), name: z.string().max(200) }),
  isExercise: z.boolean(),
  /** Of the log that it is from. */
  epoch: z.string().max(200),
  from: instantText,
  to: instantText,
  /** Up to when knowledge counts in *as happened*. */
  by: instantText,
  truths: z.array(z.enum(truths)).min(1).max(2),
  /** Only who may see this may see everything in it. */
  marking: markingSchema,
  counts: z.partialRecord(z.enum(truths), excerptCountsSchema),
  files: z.record(
    z.string().max(40),
    z.strictObject({ bytes: countSchema, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type ClipManifest = z.infer<typeof clipManifestSchema>;

/** A clip that this server holds. `id` is the start of the SHA-256 of its file. */
export type StoredClip = { id: string; sizeBytes: number; manifest: ClipManifest };

/** Answer of `GET /api/v1/clips`: those whose marking the asker may see, the newest first. */
export type ClipsAnswer = { count: number; clips: StoredClip[] };

export const clipTruths = ['both', ...truths] as const;
export type ClipTruth = (typeof clipTruths)[number];
