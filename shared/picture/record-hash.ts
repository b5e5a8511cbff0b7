import type { PictureRecord } from './record.ts';
import { hashText } from './track-table.ts';

type Measures = { hash: number | undefined; size: number; text: string | undefined };

/** Records are immutable, so that one hash and size serve every picture that holds the same object. */
const measures = new WeakMap<PictureRecord, Measures>();

function measure(record: PictureRecord): Measures {
  let measured = measures.get(record);
  if (measured === undefined) {
    const text = JSON.stringify(record);
    measured = { hash: hashText(text), size: text.length, text: undefined };
    measures.set(record, measured);
  }
  return measured;
}

/**
 * A record from the text that `JSON.stringify` made of it, measured by that text instead of by writing it again. With
 * `keepsText` the text stays with it, for who sends it on.
 */
export function parseRecord(text: string, { keepsText = false, hash }: ParseOptions = {}): PictureRecord {
  const record = JSON.parse(text) as PictureRecord;
  measures.set(record, { hash: hash ?? hashText(text), size: text.length, text: keepsText ? text : undefined });
  return record;
}
type ParseOptions = { keepsText?: boolean; hash?: number };

export function recordHash(record: PictureRecord): number {
  const measured = measure(record);
  measured.hash ??= hashText(JSON.stringify(record));
  return measured.hash;
}

/** Length as JSON, in UTF-16 units: near enough to the bytes it costs on the wire. */
export function recordSize(record: PictureRecord): number {
  return measure(record).size;
}

/**
 * True when both records say the same, by hash and length of their JSON: nothing has to be told anew. A hash of 32 bits can
 * be forged, so nothing may depend on it but what is shown of records that one author wrote.
 */
export function isSameRecord(held: PictureRecord | undefined, record: PictureRecord): boolean {
  if (held === record) return true;
  return held !== undefined && recordHash(held) === recordHash(record) && recordSize(held) === recordSize(record);
}

/** The record as JSON text. */
export function recordText(record: PictureRecord): string {
  return measures.get(record)?.text ?? JSON.stringify(record);
}
