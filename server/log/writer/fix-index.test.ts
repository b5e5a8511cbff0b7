import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { FixIndex } from './fix-index.ts';
import { FixKeys } from './fix-keys.ts';

function makeDatabase(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT;
    CREATE TABLE fix(seq INTEGER PRIMARY KEY, track INTEGER, observed INTEGER) STRICT;
    CREATE TABLE fix_by_track(track INTEGER, observed INTEGER, seq INTEGER, PRIMARY KEY(track, observed))
      STRICT, WITHOUT ROWID;
    INSERT INTO meta VALUES('indexed', 0)`);
  return db;
}

/** Numbers in [0, below), the same for the same seed. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('the index of fixes', () => {
  it.each([1, 2, 3, 4])('answers like a plain map, over merges, failures and restarts (seed %i)', (seed) => {
    const random = makeRandom(seed);
    const db = makeDatabase();
    const insert = db.prepare('INSERT INTO fix VALUES(?, ?, ?)');
    const oracle = new Map<string, number>();
    let index = new FixIndex(db, 500);
    let sequence = 0;
    let [duplicates, merged] = [0, 0];
    for (let commit = 0; commit < 300; commit++) {
      const [before, claimed] = [sequence, [] as string[]];
      db.exec('BEGIN');
      for (let row = random(60); row > 0; row--) {
        const track = random(40);
        const observed = commit * 3 + random(20) - 2_000 + (random(20) === 0 ? -random(900) : 0);
        const key = `${track} ${observed}`;
        const found = index.claim(track, observed, sequence + 1);
        expect(found).toBe(oracle.get(key));
        if (found !== undefined) duplicates++;
        else {
          oracle.set(key, ++sequence);
          claimed.push(key);
          insert.run(sequence, track, observed);
        }
      }
      index.mergeSlice(sequence - before, sequence);
      const isFailed = random(15) === 0;
      db.exec(isFailed ? 'ROLLBACK' : 'COMMIT');
      if (isFailed) {
        sequence = before;
        for (const key of claimed) oracle.delete(key);
      }
      if (isFailed || random(40) === 0) index = new FixIndex(db, 500);
      merged = Number(db.prepare("SELECT value FROM meta WHERE name = 'indexed'").get()!['value']);
    }
    expect(duplicates).toBeGreaterThan(100);
    expect(merged).toBeGreaterThan(1_000);
    const rows = db.prepare('SELECT track, observed, seq FROM fix_by_track').all();
    for (const { track, observed, seq } of rows) expect(oracle.get(`${track} ${observed}`)).toBe(seq);
    expect(rows.length).toBeGreaterThanOrEqual(merged);
  });
});

describe('a table of keys', () => {
  it('finds what was added, grows, and sorts by track and time', () => {
    const random = makeRandom(7);
    const keys = new FixKeys(16);
    const oracle = new Map<string, number>();
    while (oracle.size < 2_000) {
      const [track, observed] = [random(9) * 1_000, 1_700_000_000_000 - random(100_000) * 1_000];
      const key = `${track} ${observed}`;
      expect(keys.find(track, observed)).toBe(oracle.get(key));
      if (oracle.has(key)) continue;
      oracle.set(key, oracle.size + 1);
      keys.add(track, observed, oracle.size);
    }
    const sorted = [...keys.sortedRows()].map((row) => {
      const values: number[] = [];
      keys.copyKey(row, values, 0);
      return values as [number, number, number];
    });
    const expected = [...oracle].map(([key, sequence]) => [...key.split(' ').map(Number), sequence]);
    expect(sorted).toEqual(expected.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!));
    expect(new FixKeys().sortedRows()).toHaveLength(0);
  });
});
