import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassageQuery } from '../event-log.ts';
import { openForWriting, writeMeta } from '../log-schema.ts';
import { makeDataFolder } from '../make-test-log.ts';
import { readPassageFixes } from './passage-fixes.ts';
import { TailFixes } from './tail-fixes.ts';

const folder = makeDataFolder();
let db: DatabaseSync;
let tail: TailFixes;
type Stored = { track: number; observed: number; descriptor: number; longitude: number; latitude: number };
const stored: Stored[] = [];

/** Three tracks; the first half of their fixes is in the index, a part of the rest as well, as in a merge under way. */
beforeAll(() => {
  [db] = openForWriting(folder.path, true, 0);
  for (const track of [1, 2, 3]) db.prepare('INSERT INTO track VALUES(?, ?, ?)').run(track, 'radar', `t${track}`);
  const insert = db.prepare('INSERT INTO fix(seq, track, observed, descriptor, lon, lat) VALUES(?, ?, ?, ?, ?, ?)');
  const insertKey = db.prepare('INSERT INTO fix_by_track VALUES(?, ?, ?)');
  let random = 7;
  const below = (limit: number) => {
    random = (random * 16_807) % 2_147_483_647;
    return random % limit;
  };
  const taken = new Set<string>();
  for (let seq = 1; seq <= 600; seq++) {
    const [track, observed] = [1 + below(3), below(5_000)];
    if (taken.has(`${track} ${observed}`)) continue;
    taken.add(`${track} ${observed}`);
    const fix = {
      track,
      observed,
      descriptor: below(2),
      longitude: 170 + below(20) - 360 * below(2),
      latitude: below(9),
    };
    if (fix.longitude > 180) fix.longitude -= 360;
    if (fix.longitude < -180) fix.longitude += 360;
    stored.push(fix);
    insert.run(seq, track, observed, fix.descriptor, fix.longitude * 1e7, fix.latitude * 1e7);
    if (seq <= 300 || below(3) === 0) insertKey.run(track, observed, seq);
  }
  writeMeta(db, 'indexed', 300);
  tail = new TailFixes(db);
});
afterAll(() => {
  db.close();
  folder.remove();
});

const wide = { west: -180, south: -90, east: 180, north: 90 };
const tracks = [1, 2, 9, 3].map((id) => ({ source: 'radar', trackId: `t${id}`, descriptors: [0], gapMs: 150 }));

/** All slices of an answer, as rows of each track; how many fixes were read, and the most in one slice. */
function readAll(query: PassageQuery) {
  const ways: [number, number, number][][] = query.tracks.map(() => []);
  let [read, slices] = [0, 0];
  for (let start: PassageQuery['start'] = { track: 0 }; start; slices++) {
    const answer = readPassageFixes(db, tail, { ...query, start });
    let row = 0;
    answer.counts.forEach((count, track) => {
      for (const end = row + count; row < end; row++)
        ways[track]!.push([answer.observedAt[row]!, answer.longitudeE7[row]! / 1e7, answer.latitudeE7[row]! / 1e7]);
    });
    expect(row).toBe(answer.observedAt.length);
    read += answer.read;
    start = answer.next;
  }
  return { ways, read, slices };
}

function expectedWay(track: number, from: number, to: number, gapMs: number): Stored[] {
  const own = stored.filter((fix) => fix.track === track && fix.descriptor === 0);
  own.sort((a, b) => a.observed - b.observed);
  const before = own.findLast(({ observed }) => observed < from && observed >= from - gapMs);
  const after = own.find(({ observed }) => observed > to && observed <= to + gapMs);
  const within = own.filter(({ observed }) => observed >= from && observed <= to);
  return [...(before ? [before] : []), ...within, ...(after ? [after] : [])];
}

describe('fixes for what passed through an area', () => {
  it('are those of the span that may be looked at, with their neighbours, whatever the slice', () => {
    for (const [from, to] of [
      [1_000, 3_000],
      [0, 5_000],
      [2_500, 2_500],
      [6_000, 7_000],
    ] as const)
      for (const sliceRows of [1, 2, 7, 8_000]) {
        const { ways, read, slices } = readAll({ tracks, from, to, box: wide, sliceRows });
        const wanted = [1, 2, 9, 3].map((track) => expectedWay(track, from, to, 150));
        expect(ways).toEqual(
          wanted.map((way) => way.map(({ observed, longitude, latitude }) => [observed, longitude, latitude])),
        );
        const inSpan = wanted.flat().filter(({ observed }) => observed >= from && observed <= to);
        expect(read).toBe(inSpan.length);
        if (inSpan.length > 8) expect(slices > 1).toBe(sliceRows < 8);
      }
  });

  it('leave out runs beyond one side of the box, but their ends', () => {
    const box = { west: 175, south: 3, east: 183, north: 6 };
    const { ways, read } = readAll({ tracks, from: 0, to: 5_000, box });
    const isBeyond = {
      west: (x: number) => x > 0 && x < 175,
      east: (x: number) => x < 0 && x > -177,
      south: (_x: number, y: number) => y < 3,
      north: (_x: number, y: number) => y > 6,
    };
    let left = 0;
    [1, 2, 9, 3].forEach((track, index) => {
      const whole = expectedWay(track, 0, 5_000, 150);
      const kept = new Set(ways[index]!.map(([observed]) => observed));
      left += whole.length - kept.size;
      whole.forEach(({ observed }, place) => {
        if (kept.has(observed)) return;
        const start = whole.slice(0, place).findLastIndex((fix) => kept.has(fix.observed));
        const end = whole.findIndex((fix, at) => at > place && kept.has(fix.observed));
        const run = whole.slice(start, end + 1);
        const isOnOneSide = Object.values(isBeyond).some((is) => run.every((fix) => is(fix.longitude, fix.latitude)));
        expect([start >= 0, end > place, isOnOneSide]).toEqual([true, true, true]);
      });
    });
    expect(left).toBeGreaterThan(15);
    expect(read).toBe([1, 2, 3].flatMap((track) => expectedWay(track, 0, 5_000, 150)).length);
  });

  it('are the same after the index has taken over a part of the tail, with what came since', () => {
    db.exec('INSERT OR IGNORE INTO fix_by_track SELECT track, observed, seq FROM fix WHERE seq <= 450');
    writeMeta(db, 'indexed', 450);
    const late = { track: 2, observed: 9_000, descriptor: 0, longitude: 175, latitude: 4 };
    stored.push(late);
    db.prepare('INSERT INTO fix(seq, track, observed, descriptor, lon, lat) VALUES(?, ?, ?, ?, ?, ?)').run(
      ...[601, late.track, late.observed, late.descriptor, late.longitude * 1e7, late.latitude * 1e7],
    );
    const { ways, read } = readAll({ tracks, from: 1_000, to: 9_000, box: wide });
    const wanted = [1, 2, 9, 3].map((track) => expectedWay(track, 1_000, 9_000, 150));
    expect(ways.map((way) => way.map(([observed]) => observed))).toEqual(
      wanted.map((way) => way.map(({ observed }) => observed)),
    );
    expect(ways[1]!.at(-1)).toEqual([9_000, 175, 4]);
    expect(read).toBe(wanted.flat().filter(({ observed }) => observed >= 1_000).length);
  });
});
