import { expect, it } from 'vitest';
import { openForWriting, readMeta } from '../log-schema.ts';
import { makeDataFolder } from '../make-test-log.ts';
import { countRows } from '../reader/reader-queries.ts';
import { quarantineBytes, saveQuarantine } from './quarantine-rows.ts';

it('keeps the newest items, the first bytes of each, and the number of those that left', () => {
  const folder = makeDataFolder();
  const [db] = openForWriting(folder.path, true, 0);
  const makeItem = (receivedAt: number) => ({
    receivedAt,
    door: 'http',
    problem: { name: 'malformed-json' as const, detail: 'unexpected end' },
    bytes: new Uint8Array(quarantineBytes + receivedAt).fill(7),
  });
  for (let at = 1; at <= 9; at += 3) saveQuarantine(db, [makeItem(at), makeItem(at + 1), makeItem(at + 2)], 5);
  const rows = db.prepare('SELECT received, problem, size, length(bytes) AS kept FROM quarantine ORDER BY id').all();
  expect(rows.map((row) => row['received'])).toEqual([5, 6, 7, 8, 9]);
  expect(rows[0]).toMatchObject({ problem: 'malformed-json', size: quarantineBytes + 5, kept: quarantineBytes });
  expect(readMeta(db, 'quarantine_dropped')).toBe(4);
  expect(countRows(db).quarantined).toBe(9);
  saveQuarantine(db, [], 5);
  expect(countRows(db).quarantined).toBe(9);
  db.close();
  folder.remove();
});
