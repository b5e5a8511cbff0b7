import { z } from 'zod';
import { identifierSchema, instantSchema } from '../vocabulary.ts';

const importStatuses = ['running', 'done', 'failed', 'undoing', 'undone'] as const;

/** Bounds of what a record of an import keeps; beyond them neighbours are joined and reasons are counted by name. */
export const importRangeLimit = 200;
const importReasonLimit = 51;
const reasonLength = 400;

const countSchema = z.number().int().min(0);

const reasonsSchema = z
  .array(z.strictObject({ reason: z.string().max(reasonLength), count: countSchema, firstLines: z.array(countSchema) }))
  .max(importReasonLimit);

/**
 * One file that was loaded: what it was, what became of its rows, and whether it was undone. Written by the server at
 * the start, at the end and at each step of an undo, so that the record tells what came from which file. Whatever an
 * import adds has the actor `import:<importId>`.
 */
export const importReportSchema = z.strictObject({
  importId: identifierSchema,
  /** Name of the file, without folder. */
  name: z.string().min(1).max(255),
  sha256: z.string().length(64),
  sizeBytes: countSchema,
  format: z.string().min(1).max(64),
  /** Replaces the source that the format gives. */
  source: identifierSchema.optional(),
  /** Name of the column mapping. */
  mapping: z.string().max(80).optional(),
  status: z.enum(importStatuses),
  startedAt: instantSchema,
  endedAt: instantSchema.optional(),
  accepted: countSchema,
  duplicate: countSchema,
  refused: countSchema,
  /** Why rows were refused. */
  reasons: reasonsSchema,
  /** What a person should know of rows that were taken all the same. */
  notes: reasonsSchema.default([]),
  /** What the numbers of rows in the two above count. */
  rowUnit: z.enum(['line', 'record']).default('line'),
  /** Ranges of sequence numbers, first and last, within which lies everything that was added. */
  sequences: z.array(z.tuple([countSchema, countSchema])).max(importRangeLimit),
  /** Why it failed, in words. */
  problem: z.string().max(reasonLength).optional(),
  undo: z
    .strictObject({
      reason: z.string().min(1).max(500),
      askedAt: instantSchema,
      /** Facts retracted, tracks that left the picture, and tracks that stay because others report them. */
      retracted: countSchema,
      retired: countSchema,
      kept: countSchema,
    })
    .optional(),
});
export type ImportReport = z.output<typeof importReportSchema>;

export function importActor(importId: string): string {
  return `import:${importId}`;
}

/** The import that an actor names; undefined for any other actor. */
export function importOfActor(actor: string): string | undefined {
  return actor.startsWith('import:') ? actor.slice('import:'.length) : undefined;
}

export function clipReason(text: string): string {
  return text.length <= reasonLength ? text : `${text.slice(0, reasonLength - 1)}…`;
}
