import type { PictureRecord } from './record.ts';
import { hashText } from './track-table.ts';

/** Records are immutable, so that one hash and size serve every picture that holds the same object. */
const measures = new WeakMap<PictureRecord, { hash: number; size: number }>();

function measure(record: PictureRecord): { hash: number; size: number } {
  let measured = measures.get(record);
  if (measured === undefined) {
    const text = JSON.stringify(record);
    measured = { hash: hashText(text), size: text.length };
    measures.set(record, measured);
  }
  return measured;
}

export function recordHash(record: PictureRecord): number {
  return measure(record).hash;
}

/** Length as JSON, in UTF-16 units: near enough to the bytes it costs on the wire. */
export function recordSize(record: PictureRecord): number {
  return measure(record).size;
}
