import type { PictureRecord } from './record.ts';
import { hashText } from './track-table.ts';

/** Records are immutable, so that one hash serves every picture that holds the same object. */
const hashes = new WeakMap<PictureRecord, number>();

export function recordHash(record: PictureRecord): number {
  let hash = hashes.get(record);
  if (hash === undefined) {
    hash = hashText(JSON.stringify(record));
    hashes.set(record, hash);
  }
  return hash;
}
