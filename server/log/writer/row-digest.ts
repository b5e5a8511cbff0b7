import { createHash } from 'node:crypto';
import type { FixBatch } from '#shared/picture/fix-batch.ts';

/** One row of `event` as text; the digest covers every column but `recorded`, which the batch carries. */
export type EventRow = {
  seq: number;
  observed: number;
  known: number | null;
  kind: string;
  entity: string;
  source: string;
  message: string;
  actor: string;
  marking: string;
  amends: string | null;
  body: string;
};

/** What one commit stored. `fixes` holds only rows that were inserted, in sequence order. */
export type BatchContent = {
  first: number;
  last: number;
  recorded: number;
  /** Number of descriptors before and after, counted from the batch before. */
  descriptorsBefore: number;
  descriptorsAfter: number;
  /** Canonical text of each new descriptor. */
  descriptors: readonly string[];
  fixes: FixBatch | undefined;
  events: readonly EventRow[];
};

/** Where the chain starts: the log's first epoch and whether it is an exercise, so that neither can be changed. */
export function makeFirstDigest(origin: string, isExercise: boolean): Uint8Array {
  return createHash('sha256')
    .update(`vedette log ${origin} ${isExercise ? 'exercise' : 'real'}`)
    .digest();
}

export function canonicalDescriptor(id: number, track: number, source: string, name: string, body: string): string {
  return JSON.stringify([id, track, source, name, body]);
}

/**
 * SHA-256 over the digest of the batch before and the canonical bytes of the rows, so that a changed bit, a row
 * edited, removed or moved shows in its own batch and in every later one. Numbers are little-endian.
 */
export function digestBatch(previous: Uint8Array, content: BatchContent): Uint8Array {
  const { first, last, recorded, descriptorsBefore, descriptorsAfter, descriptors, fixes, events } = content;
  const hash = createHash('sha256').update(previous);
  const fixCount = fixes?.count ?? 0;
  hash.update(new Float64Array([first, last, recorded, descriptorsBefore, descriptorsAfter, fixCount, events.length]));
  for (const text of descriptors) hash.update(`${text}\n`);
  if (fixes && fixCount > 0) {
    const { descriptor, observedAt, knownAt, longitudeE7, latitudeE7, course, speed, accuracy, altitude } = fixes;
    const columns = [descriptor, observedAt, knownAt, longitudeE7, latitudeE7, course, speed, accuracy, altitude];
    for (const column of columns) hash.update(column.subarray(0, fixCount));
  }
  for (const row of events) hash.update(`${canonicalEvent(row)}\n`);
  return hash.digest();
}

function canonicalEvent(row: EventRow): string {
  const { seq, observed, known, kind, entity, source, message, actor, marking, amends, body } = row;
  return JSON.stringify([seq, observed, known, kind, entity, source, message, actor, marking, amends, body]);
}
