import type { DatabaseSync } from 'node:sqlite';
import type { PassageFixes, PassageQuery } from '../event-log.ts';
import type { PlacedFix, TailFixes } from './tail-fixes.ts';
import { FixColumns, WayThinner } from './thin-way.ts';

/**
 * Fixes read in one answer, at most: a fix costs a few microseconds, so that the thread is its caller's for well under
 * 50 ms.
 */
const mostRows = 5_000;
/** Looking for a track in the index costs as much as so many fixes, whether there are any or not. */
const lookRows = 8;

/**
 * Of each track the fixes of a span that its caller may look at, with the one before and the one after where they are
 * near enough to be joined, thinned to what an area needs. Answers with as many tracks, or parts of the last of them, as
 * fit in a slice, and with where the next slice begins.
 */
export function readPassageFixes(db: DatabaseSync, tail: TailFixes, query: PassageQuery): PassageFixes {
  const { tracks, from, to, box, start = { track: 0 }, sliceRows = mostRows } = query;
  const columns = new FixColumns();
  const answer = { counts: new Int32Array(tracks.length), read: 0, next: undefined as PassageFixes['next'] };
  // Before the index is looked at: what is merged meanwhile is then met twice, and not never.
  if (!tail.follow(sliceRows)) return { ...answer, ...columns.whole(), next: start };
  const findTrack = db.prepare('SELECT id FROM track WHERE name = ? AND source = ?');
  const ids = tracks.map(({ source, trackId }, index) =>
    index < start.track ? undefined : (findTrack.get(trackId, source)?.['id'] as number | undefined),
  );
  const read = makeRangeReader(db);
  let rowsLeft = sliceRows;
  for (let track = start.track; track < tracks.length && !answer.next; track++) {
    const [id, wanted] = [ids[track], tracks[track]!];
    if (id === undefined) continue;
    const countBefore = columns.count;
    const way = new WayThinner(box, columns);
    const visible = new Set(wanted.descriptors);
    const isVisible = (row: PlacedFix) => visible.has(row[1]);
    const own = tail.find(id, from - wanted.gapMs, to + wanted.gapMs, isVisible);
    const after = track === start.track ? start.after : undefined;
    const put = (row: PlacedFix | undefined) => row && way.push(row[0], row[2], row[3]);
    if (after === undefined) put(newest(own, from, read.before(id, from - wanted.gapMs, from, isVisible)));
    const rows = read.page(id, after ?? from - 1, to, rowsLeft);
    const isCut = rows.length >= rowsLeft;
    const upTo = isCut ? rows.at(-1)![0] : to;
    rowsLeft -= rows.length;
    if (after === undefined) rowsLeft -= own.length + lookRows;
    for (const row of merge(rows, own, after ?? from - 1, upTo)) {
      if (!isVisible(row)) continue;
      put(row);
      answer.read++;
    }
    if (isCut) answer.next = { track, after: upTo };
    else put(oldest(own, to, read.after(id, to, to + wanted.gapMs, isVisible)));
    way.end();
    answer.counts[track] = columns.count - countBefore;
    if (!isCut && rowsLeft <= 0 && track + 1 < tracks.length) answer.next = { track: track + 1 };
  }
  return { ...answer, ...columns.whole() };
}

/** Ranges of one track in the index: (from, to], [from, to) and (from, to] from the far end, of those wanted the first. */
function makeRangeReader(db: DatabaseSync) {
  const prepare = (range: string) =>
    db.prepare(
      `SELECT i.observed, fix.descriptor, fix.lon, fix.lat FROM fix_by_track i CROSS JOIN fix USING(seq)
       WHERE i.track = ? AND ${range}`,
      { returnArrays: true },
    );
  const page = prepare('i.observed > ? AND i.observed <= ? ORDER BY i.observed LIMIT ?');
  const before = prepare('i.observed >= ? AND i.observed < ? ORDER BY i.observed DESC');
  const after = prepare('i.observed > ? AND i.observed <= ? ORDER BY i.observed');
  const first = (rows: Iterable<unknown>, isWanted: (row: PlacedFix) => boolean): PlacedFix | undefined => {
    for (const row of rows as Iterable<PlacedFix>) if (isWanted(row)) return row;
    return undefined;
  };
  return {
    page: (track: number, from: number, to: number, limit: number) =>
      page.all(track, from, to, limit) as unknown as PlacedFix[],
    before: (track: number, from: number, to: number, isWanted: (row: PlacedFix) => boolean) =>
      first(before.iterate(track, from, to), isWanted),
    after: (track: number, from: number, to: number, isWanted: (row: PlacedFix) => boolean) =>
      first(after.iterate(track, from, to), isWanted),
  };
}

function newest(own: readonly PlacedFix[], before: number, other: PlacedFix | undefined): PlacedFix | undefined {
  const latest = own.findLast(([observed]) => observed < before);
  return latest && other ? (latest[0] > other[0] ? latest : other) : (latest ?? other);
}

function oldest(own: readonly PlacedFix[], after: number, other: PlacedFix | undefined): PlacedFix | undefined {
  const first = own.find(([observed]) => observed > after);
  return first && other ? (first[0] < other[0] ? first : other) : (first ?? other);
}

/** Both in the order of time, each time once: a track has one fix at a time. */
function* merge(
  rows: readonly PlacedFix[],
  own: readonly PlacedFix[],
  after: number,
  upTo: number,
): Generator<PlacedFix> {
  let at = own.findIndex(([observed]) => observed > after);
  if (at < 0) at = own.length;
  for (const row of rows) {
    while (at < own.length && own[at]![0] < row[0]) yield own[at++]!;
    if (at < own.length && own[at]![0] === row[0]) at++;
    yield row;
  }
  while (at < own.length && own[at]![0] <= upTo) yield own[at++]!;
}
