import type { PictureRecord } from './record.ts';
import { hashText } from './track-table.ts';

/** Records are immutable, so that one hash and size serve every picture that holds the same object. */
const measures = new WeakMap<PictureRecord, { hash: number; size: number }>();

function measure(record: PictureRecord): { hash: number; size: number } {
  let measured = measures.get(record);
  if (measured === undefined) {
    measured = measureText(JSON.stringify(record));
    measures.set(record, measured);
  }
  return measured;
}

function measureText(text: string): { hash: number; size: number } {
  return { hash: hashText(text), size: text.length };
}

/** A record from the text that `JSON.stringify` made of it, measured by that text instead of by writing it again. */
export function parseRecord(text: string): PictureRecord {
  const record = JSON.parse(text) as PictureRecord;
  measures.set(record, measureText(text));
  return record;
}

export function recordHash(record: PictureRecord): number {
  return measure(record).hash;
}

/** Length as JSON, in UTF-16 units: near enough to the bytes it costs on the wire. */
export function recordSize(record: PictureRecord): number {
  return measure(record).size;
}
