import type { DatabaseSync } from 'node:sqlite';
import type { QuarantineItem } from '../event-log.ts';
import { readMeta, writeMeta } from '../log-schema.ts';

/** Bytes kept of one item; its whole size is kept as a number. */
export const quarantineBytes = 64 * 1024;
/** Items kept; beyond it the oldest leave and are counted in `meta.quarantine_dropped`. */
const quarantineRows = 100_000;

export function saveQuarantine(db: DatabaseSync, items: readonly QuarantineItem[], keep = quarantineRows): void {
  const insert = db.prepare(
    'INSERT INTO quarantine(received, door, problem, detail, size, bytes) VALUES(?, ?, ?, ?, ?, ?)',
  );
  for (const { receivedAt, door, problem, bytes } of items)
    insert.run(receivedAt, door, problem.name, problem.detail, bytes.length, bytes.subarray(0, quarantineBytes));
  const newest = Number(db.prepare('SELECT max(id) AS id FROM quarantine').get()!['id']);
  const { changes } = db.prepare('DELETE FROM quarantine WHERE id <= ?').run(newest - keep);
  if (changes) writeMeta(db, 'quarantine_dropped', Number(readMeta(db, 'quarantine_dropped')) + Number(changes));
}
