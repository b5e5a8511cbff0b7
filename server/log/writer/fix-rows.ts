import type { DatabaseSync } from 'node:sqlite';
import { type FixBatch, makeFixBatch, noAltitude, noValue } from '#shared/picture/fix-batch.ts';
import { inStepMs } from '../log-schema.ts';
import { RowInserter } from './row-inserter.ts';

/** Between a row of `fix` and a row of FixBatch. */

/** seq, observed, known, descriptor, lon, lat, course, speed, accuracy, altitude: the order of `fixColumns`. */
export type FixRow = [
  seq: number,
  observed: number,
  known: number | null,
  descriptor: number,
  longitude: number,
  latitude: number,
  course: number | null,
  speed: number | null,
  accuracy: number | null,
  altitude: number | null,
];

export const fixColumns = 'seq, observed, known, descriptor, lon, lat, course, speed, accuracy, altitude';

export function setFixRow(batch: FixBatch, at: number, row: FixRow): void {
  batch.observedAt[at] = row[1];
  batch.knownAt[at] = row[2] ?? 0;
  batch.descriptor[at] = row[3];
  batch.longitudeE7[at] = row[4];
  batch.latitudeE7[at] = row[5];
  batch.course[at] = row[6] ?? noValue;
  batch.speed[at] = row[7] ?? noValue;
  batch.accuracy[at] = row[8] ?? noValue;
  batch.altitude[at] = row[9] ?? noAltitude;
}

/** The rows of `batch` named by `rows`, or the batch itself when that is all of them. */
export function pickFixes(batch: FixBatch, rows: readonly number[]): FixBatch {
  if (rows.length === batch.count) return batch;
  const picked = makeFixBatch(rows.length);
  picked.count = rows.length;
  rows.forEach((row, at) => {
    picked.descriptor[at] = batch.descriptor[row]!;
    picked.observedAt[at] = batch.observedAt[row]!;
    picked.knownAt[at] = batch.knownAt[row]!;
    picked.longitudeE7[at] = batch.longitudeE7[row]!;
    picked.latitudeE7[at] = batch.latitudeE7[row]!;
    picked.course[at] = batch.course[row]!;
    picked.speed[at] = batch.speed[row]!;
    picked.accuracy[at] = batch.accuracy[row]!;
    picked.altitude[at] = batch.altitude[row]!;
  });
  return picked;
}

/** A part of a batch that shares its memory. */
export function sliceFixes(batch: FixBatch, from: number, to: number): FixBatch {
  return {
    count: to - from,
    descriptor: batch.descriptor.subarray(from, to),
    observedAt: batch.observedAt.subarray(from, to),
    knownAt: batch.knownAt.subarray(from, to),
    longitudeE7: batch.longitudeE7.subarray(from, to),
    latitudeE7: batch.latitudeE7.subarray(from, to),
    course: batch.course.subarray(from, to),
    speed: batch.speed.subarray(from, to),
    accuracy: batch.accuracy.subarray(from, to),
    altitude: batch.altitude.subarray(from, to),
  };
}

export function makeFixInserter(db: DatabaseSync): RowInserter {
  return new RowInserter(db, 'fix', ['track', ...fixColumns.split(', ')]);
}

export function insertFix(inserter: RowInserter, sequence: number, track: number, batch: FixBatch, row: number): void {
  const { values, at } = inserter;
  const { knownAt, course, speed, accuracy, altitude } = batch;
  values[at] = track;
  values[at + 1] = sequence;
  values[at + 2] = batch.observedAt[row]!;
  values[at + 3] = knownAt[row] === 0 ? null : knownAt[row]!;
  values[at + 4] = batch.descriptor[row]!;
  values[at + 5] = batch.longitudeE7[row]!;
  values[at + 6] = batch.latitudeE7[row]!;
  values[at + 7] = course[row] === noValue ? null : course[row]!;
  values[at + 8] = speed[row] === noValue ? null : speed[row]!;
  values[at + 9] = accuracy[row] === noValue ? null : accuracy[row]!;
  values[at + 10] = altitude[row] === noAltitude ? null : altitude[row]!;
  inserter.next();
}

/** `fix_aside`: fixes whose observed time does not follow from their place in the log. */
export function makeAsideInserter(db: DatabaseSync): RowInserter {
  return new RowInserter(db, 'fix_aside', ['observed', 'seq']);
}

export function insertAside(
  inserter: RowInserter,
  sequence: number,
  batch: FixBatch,
  row: number,
  recordedAt: number,
): void {
  const observed = batch.observedAt[row]!;
  if (batch.knownAt[row] === 0 && recordedAt - observed <= inStepMs) return;
  inserter.values[inserter.at] = observed;
  inserter.values[inserter.at + 1] = sequence;
  inserter.next();
}
