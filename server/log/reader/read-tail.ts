import type { DatabaseSync } from 'node:sqlite';
import { type FixBatch, makeFixBatch } from '#shared/picture/fix-batch.ts';
import type { TailChunk } from '../log-messages.ts';
import { eventColumns, formatFactEvent } from '../writer/event-rows.ts';
import { type FixRow, fixColumns, setFixRow, sliceFixes } from '../writer/fix-rows.ts';
import type { EventRow } from '../writer/row-digest.ts';

type StoredEvent = EventRow & { recorded: number };
type BatchRange = [first: number, last: number, recorded: number];

/**
 * The next rows after `after`, not beyond `upTo` and at most `limit`, as chunks in sequence order.
 * A chunk never spans two commits, so its rows share one recorded time and its fixes come before its facts.
 */
export function readTailChunks(db: DatabaseSync, after: number, upTo: number, limit: number): TailChunk[] {
  const end = Math.min(upTo, after + limit);
  const fixRows = db
    .prepare(`SELECT ${fixColumns} FROM fix WHERE seq > ? AND seq <= ? ORDER BY seq`, { returnArrays: true })
    .all(after, end) as unknown as FixRow[];
  const eventRows = db
    .prepare(`SELECT ${eventColumns} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq`)
    .all(after, end) as unknown as StoredEvent[];
  const { fixes, sequences } = toColumns(fixRows);
  const chunks: TailChunk[] = [];
  let [fixAt, eventAt] = [0, 0];
  for (const [, last, recordedAt] of readBatchRanges(db, after, end)) {
    const [fixFrom, eventFrom] = [fixAt, eventAt];
    while (fixAt < fixRows.length && sequences[fixAt]! <= last) fixAt++;
    while (eventAt < eventRows.length && eventRows[eventAt]!.seq <= last) eventAt++;
    const facts = eventRows.slice(eventFrom, eventAt).map(formatFactEvent);
    chunks.push({
      recordedAt,
      fixes: fixAt > fixFrom ? sliceFixes(fixes, fixFrom, fixAt) : undefined,
      fixSequences: sequences.subarray(fixFrom, fixAt),
      facts: facts.length > 0 ? `[${facts.join(',')}]` : undefined,
    });
  }
  return chunks;
}

function toColumns(rows: readonly FixRow[]): { fixes: FixBatch; sequences: Float64Array } {
  const fixes = makeFixBatch(rows.length);
  fixes.count = rows.length;
  const sequences = new Float64Array(rows.length);
  rows.forEach((row, at) => {
    sequences[at] = row[0];
    setFixRow(fixes, at, row);
  });
  return { fixes, sequences };
}

/** Batches that hold a sequence after `after` and not beyond `end`. */
function readBatchRanges(db: DatabaseSync, after: number, end: number): BatchRange[] {
  const select = db.prepare(
    `SELECT first, last, recorded FROM batch
     WHERE first > coalesce((SELECT max(first) FROM batch WHERE first <= ?1), 0) - 1 AND first <= ?2 AND last > ?1
     ORDER BY first`,
    { returnArrays: true },
  );
  return select.all(after, end) as unknown as BatchRange[];
}
