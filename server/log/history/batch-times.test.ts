import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { BatchTimes } from './batch-times.ts';

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE batch(first INTEGER PRIMARY KEY, last INTEGER NOT NULL, recorded INTEGER NOT NULL)');
afterEach(() => db.exec('DELETE FROM batch'));

it('knows no time of an empty log', () => {
  const times = new BatchTimes(db);
  expect([times.last, times.recordedAt(1), times.lastBy(9e15)]).toEqual([0, 0, 0]);
});

it('finds the time of every row and the last row by every time, as the log grows', () => {
  const insert = db.prepare('INSERT INTO batch VALUES(?, ?, ?)');
  const times = new BatchTimes(db);
  const recordedAt: number[] = [];
  for (let commit = 0; commit < 100; commit++) {
    // Of one to five rows, two commits to a time.
    const first = recordedAt.length + 1;
    for (let rows = (commit % 5) + 1; rows > 0; rows--) recordedAt.push(1_000 + (commit >> 1) * 10);
    insert.run(first, recordedAt.length, recordedAt.at(-1)!);
    // Several commits come between two questions.
    if (commit % 7 !== 0 && commit !== 99) continue;
    times.follow();
    expect(times.last).toBe(recordedAt.length);
    const forth = recordedAt.map((_, index) => times.recordedAt(index + 1));
    expect(forth).toEqual(recordedAt);
    for (let sequence = recordedAt.length; sequence > 0; sequence -= 3)
      expect(times.recordedAt(sequence)).toBe(recordedAt[sequence - 1]);
    for (let at = 995; at <= recordedAt.at(-1)! + 5; at += 5)
      expect(times.lastBy(at)).toBe(recordedAt.findLastIndex((recorded) => recorded <= at) + 1);
  }
});
