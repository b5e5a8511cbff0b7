import { z } from 'zod';
import { markingSchema } from '../marking.ts';
import { earliestInstant, identifierSchema, instantSchema } from '../vocabulary.ts';

const briefingTruths = ['happened', 'known', 'both'] as const;
/** Bookmarks of one briefing, characters of a title, characters of a text, seconds that a bookmark is held. */
export const briefingLimits = { bookmarks: 200, title: 120, text: 4_000, holdSeconds: 600 } as const;

const titleSchema = z.string().min(1).max(briefingLimits.title);

/** A moment of the record that is shown and spoken to, and how it is looked at. */
const bookmarkSchema = z.strictObject({
  bookmarkId: identifierSchema,
  at: instantSchema,
  /** `both` shows the two truths beside each other. */
  truth: z.enum(briefingTruths),
  title: titleSchema,
  text: z.string().max(briefingLimits.text).optional(),
  /** Seconds of the record for each second. */
  speed: z.number().min(0.25).max(3_600).optional(),
  camera: z
    .strictObject({
      longitude: z.number().min(-180).max(180),
      latitude: z.number().min(-90).max(90),
      zoom: z.number().min(0).max(24),
    })
    .optional(),
  /** Key of the record that is selected. */
  selected: z.string().min(1).max(300).optional(),
  /** How long the story stays here before it goes on. */
  holdSeconds: z.number().min(1).max(briefingLimits.holdSeconds).optional(),
});
export type Bookmark = z.infer<typeof bookmarkSchema>;

const contentShape = { title: titleSchema, bookmarks: z.array(bookmarkSchema).max(briefingLimits.bookmarks) };

/** Moments of the record in the order in which they are told. It never changes what is known. */
export const briefingReportSchema = z.strictObject({
  briefingId: identifierSchema,
  ...contentShape,
  /** Deleted: no longer offered. */
  state: z.enum(['kept', 'deleted']).default('kept'),
});

/** A briefing as it is carried from one server to another. */
export const briefingFileSchema = z.strictObject({
  format: z.literal('vedette-briefing'),
  version: z.literal(1),
  marking: markingSchema.optional(),
  ...contentShape,
});

/** Rules a JSON schema cannot say: each bookmark has an id of its own, and none is older than the record can be. */
export function findBriefingFault({ bookmarks }: { bookmarks: readonly Bookmark[] }): string | undefined {
  const seen = new Set<string>();
  for (const { bookmarkId, at } of bookmarks) {
    if (seen.has(bookmarkId)) return `bookmarks: bookmarkId "${bookmarkId}" is used twice`;
    if (at < earliestInstant) return 'bookmarks: at is before 24 October 1945';
    seen.add(bookmarkId);
  }
  return undefined;
}
