import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type BoundingBox, boxesOverlap } from '#shared/geo/bounding-box.ts';
import { noAltitude, noValue, speedSteps } from '#shared/picture/fix-batch.ts';
import { boxOfFact } from '#shared/schema/fact-boxes.ts';
import { clockToleranceMs } from '#shared/schema/parse-fact.ts';
import type { EventQuery, TrackFix, TrackKey } from '../event-log.ts';
import { eventColumns, formatFactEvent } from '../writer/event-rows.ts';
import type { EventRow } from '../writer/row-digest.ts';

/** The queries of LogReader. Facts are returned as JSON text of an array of FactEvent. */

type StoredEvent = EventRow & { recorded: number };

/** Facts that meet every condition given, in sequence order. `from` is inclusive, `to` exclusive, both observed. */
export function findEvents(db: DatabaseSync, query: EventQuery): string {
  const { after, from, to, kinds, box, text, knownBy, limit } = query;
  const conditions = ['seq > ?'];
  const values: SQLInputValue[] = [after ?? 0];
  const demand = (condition: string, ...wanted: SQLInputValue[]) => {
    conditions.push(condition);
    values.push(...wanted);
  };
  if (from !== undefined) demand('observed >= ?', from);
  if (to !== undefined) demand('observed < ?', to);
  if (kinds) demand('kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds));
  if (knownBy !== undefined) demand('coalesce(known, recorded) <= ?', knownBy);
  if (text) demand("body ->> 'title' LIKE ? ESCAPE '\\'", `%${text.replace(/[\\%_]/g, '\\$&')}%`);
  if (box) demand(`seq IN (SELECT seq FROM event_box WHERE ${boxCondition(box)})`, box[1], box[3], box[0], box[2]);
  const select = db.prepare(`SELECT ${eventColumns} FROM event WHERE ${conditions.join(' AND ')} ORDER BY seq`);
  const found: string[] = [];
  for (const row of select.iterate(...values) as Iterable<unknown> as Iterable<StoredEvent>) {
    if (found.length >= limit) break;
    if (!box || meetsBox(box, row)) found.push(formatFactEvent(row));
  }
  return `[${found.join(',')}]`;
}

/** A box with west > east crosses the antimeridian. The stored boxes are rounded outwards: a superset. */
function boxCondition([west, , east]: BoundingBox): string {
  const longitude = west <= east ? 'east >= ? AND west <= ?' : '(east >= ? OR west <= ?)';
  return `north >= ? AND south <= ? AND ${longitude}`;
}

function meetsBox(wanted: BoundingBox, row: StoredEvent): boolean {
  const box = boxOfFact(row.kind, JSON.parse(row.body));
  return box !== undefined && boxesOverlap(box, wanted);
}

/** Read as arrays: two thirds of the time of a day would be spent on making objects of rows. */
type TrackFixRow = [
  seq: number,
  track: number,
  descriptor: number,
  observed: number,
  lon: number,
  lat: number,
  course: number | null,
  speed: number | null,
  accuracy: number | null,
  altitude: number | null,
];
const asArrays = { returnArrays: true } as const;
const trackFixColumns = [
  'seq',
  'track',
  'descriptor',
  'observed',
  'lon',
  'lat',
  'course',
  'speed',
  'accuracy',
  'altitude',
]
  .map((name) => `fix.${name}`)
  .join();

/** Fixes of a track with `from` ≤ observed ≤ `to`, oldest first; undefined when no source ever named the track. */
export function findTrackFixes(
  db: DatabaseSync,
  wanted: { source: string | undefined; trackId: string; from: number; to: number; limit: number },
): TrackFix[] | undefined {
  const tracks = db
    .prepare('SELECT id, source FROM track WHERE name = ?1 AND (?2 IS NULL OR source = ?2)')
    .all(wanted.trackId, wanted.source ?? null);
  if (tracks.length === 0) return undefined;
  const sources = new Map(tracks.map(({ id, source }) => [Number(id), String(source)]));
  const rows = db
    .prepare(
      `WITH wanted AS (SELECT value AS track FROM json_each(?1)),
       keys AS (
         SELECT i.seq FROM wanted CROSS JOIN fix_by_track i USING(track) WHERE i.observed BETWEEN ?2 AND ?3
         UNION SELECT seq FROM fix WHERE seq > (SELECT value FROM meta WHERE name = 'indexed')
           AND track IN (SELECT track FROM wanted) AND observed BETWEEN ?2 AND ?3)
       SELECT ${trackFixColumns} FROM keys CROSS JOIN fix USING(seq) ORDER BY observed, seq LIMIT ?4`,
      asArrays,
    )
    .all(JSON.stringify([...sources.keys()]), wanted.from, wanted.to, wanted.limit);
  return rows.map((row) => makeTrackFix(row as unknown as TrackFixRow, sources));
}

/** The newest fix of a track, observed before a time, whose descriptor is not among `except`. */
export function findNewestFix(
  db: DatabaseSync,
  wanted: { source: string; trackId: string; except: readonly number[]; before: number },
): TrackFix | undefined {
  const track = db.prepare('SELECT id FROM track WHERE name = ? AND source = ?').get(wanted.trackId, wanted.source);
  if (!track) return undefined;
  const row = db
    .prepare(
      `WITH keys AS (
         SELECT seq FROM fix_by_track WHERE track = ?1
         UNION SELECT seq FROM fix WHERE seq > (SELECT value FROM meta WHERE name = 'indexed') AND track = ?1)
       SELECT ${trackFixColumns} FROM keys CROSS JOIN fix USING(seq)
       WHERE descriptor NOT IN (SELECT value FROM json_each(?2)) AND observed < ?3 ORDER BY observed DESC, seq DESC LIMIT 1`,
      asArrays,
    )
    .get(Number(track['id']), JSON.stringify(wanted.except), wanted.before);
  const id = Number(track['id']);
  return row && makeTrackFix(row as unknown as TrackFixRow, new Map([[id, wanted.source]]));
}

/** For each track the newest fix that was known at a time. Fixes say when they were known, or were recorded in a batch. */
export function findFixesKnownBy(
  db: DatabaseSync,
  { tracks, at }: { tracks: readonly TrackKey[]; at: number },
): (TrackFix | undefined)[] {
  const last = db.prepare('SELECT last FROM batch WHERE recorded <= ? ORDER BY first DESC LIMIT 1').get(at);
  const upTo = Number(last?.['last'] ?? 0);
  const findTrack = db.prepare('SELECT id FROM track WHERE name = ? AND source = ?');
  const isKnown = 'fix.observed <= ?2 AND (fix.seq <= ?3 AND fix.known IS NULL OR fix.known <= ?4)';
  const indexed = db.prepare(
    `SELECT ${trackFixColumns} FROM fix_by_track i CROSS JOIN fix USING(seq)
     WHERE i.track = ?1 AND i.observed <= ?2 AND ${isKnown} ORDER BY i.observed DESC LIMIT 1`,
    asArrays,
  );
  const trailing = db.prepare(
    `SELECT ${trackFixColumns} FROM fix WHERE seq > (SELECT value FROM meta WHERE name = 'indexed') AND track = ?1 AND ${isKnown}
     ORDER BY observed DESC, seq DESC LIMIT 1`,
    asArrays,
  );
  return tracks.map(({ source, trackId }) => {
    const track = findTrack.get(trackId, source);
    if (!track) return undefined;
    const id = Number(track['id']);
    const [one, other] = [indexed, trailing].map(
      (query) => query.get(id, at + clockToleranceMs, upTo, at) as unknown as TrackFixRow | undefined,
    );
    const newest = one && other ? (other[3] >= one[3] ? other : one) : (one ?? other);
    return newest && makeTrackFix(newest, new Map([[id, source]]));
  });
}

function makeTrackFix(row: TrackFixRow, sources: ReadonlyMap<number, string>): TrackFix {
  const [sequence, track, descriptor, observedAt, lon, lat, course, speed, accuracy, altitude] = row;
  return {
    ...{ sequence, descriptor, source: sources.get(track)!, observedAt },
    ...{ longitude: lon / 1e7, latitude: lat / 1e7 },
    ...(course !== null && course !== noValue ? { courseDegrees: course / 100 } : {}),
    ...(speed !== null && speed !== noValue ? { speedMetresPerSecond: speed / speedSteps } : {}),
    ...(accuracy !== null && accuracy !== noValue ? { accuracyMetres: accuracy } : {}),
    ...(altitude !== null && altitude !== noAltitude ? { altitudeMetres: altitude } : {}),
  };
}

export function findHistory(db: DatabaseSync, kind: string, entity: string): string {
  const select = db.prepare(`SELECT ${eventColumns} FROM event WHERE kind = ? AND entity = ? ORDER BY seq`);
  const rows = select.all(kind, entity) as unknown as StoredEvent[];
  return `[${rows.map(formatFactEvent).join(',')}]`;
}

/** Facts by kind in `bins` equal bins of observed time, `from` inclusive, `to` exclusive. */
export function countByTime(db: DatabaseSync, from: number, to: number, bins: number): Record<string, number[]> {
  const rows = db
    .prepare(
      `SELECT kind, CAST((observed - ?1) * ?3 / (?2 - ?1) AS INTEGER) AS bin, count(*) AS n
       FROM event WHERE observed >= ?1 AND observed < ?2 GROUP BY kind, bin`,
    )
    .all(from, to, bins);
  const histogram: Record<string, number[]> = {};
  for (const { kind, bin, n } of rows) {
    histogram[String(kind)] ??= new Array<number>(bins).fill(0);
    const counts = histogram[String(kind)]!;
    counts[Math.min(Number(bin), bins - 1)]! += Number(n);
  }
  return histogram;
}

/** `quarantined` counts every item ever refused, also those that had to leave. Fixes are what facts leave over. */
export function countRows(db: DatabaseSync): { facts: number; fixes: number; quarantined: number } {
  const row = db
    .prepare(
      `SELECT (SELECT count(*) FROM event) AS facts, coalesce((SELECT max(last) FROM batch), 0) AS sequence,
       coalesce((SELECT max(id) FROM quarantine), 0) AS quarantined`,
    )
    .get()!;
  const facts = Number(row['facts']);
  return { facts, fixes: Number(row['sequence']) - facts, quarantined: Number(row['quarantined']) };
}
