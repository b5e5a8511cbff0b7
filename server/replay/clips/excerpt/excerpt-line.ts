import type { Change } from '#shared/picture/record.ts';
import { recordText } from '#shared/picture/record-hash.ts';
import type { TrackColumns } from '#shared/picture/track-table.ts';
import { makeRecordParser } from '#shared/protocol/clip-records.ts';
import { guardedFields } from '../../../access/viewer.ts';

/**
 * One line of an excerpt: `{at, put}`, `{at, remove}` or `{at, fix}`. A fix is the key of its track and its row at wire
 * precision: observed time, longitude and latitude × 10⁶, course, speed × 10, accuracy, altitude, freshness.
 */
export type FixValues = [string, number, number, number, number, number, number, number, number];
export type ExcerptLine = { at: number } & ({ change: Change } | { fix: FixValues });

/** A record is what its maker was allowed to see of it. */
const parseRecordOfClip = makeRecordParser((kind) => guardedFields[kind]?.fields ?? []);

export function formatChangeLine(at: number, change: Change): string {
  return change.kind === 'put'
    ? `{"at":${at},"put":${recordText(change.record)}}\n`
    : `{"at":${at},"remove":${JSON.stringify(change.key)}}\n`;
}

export function formatFixLine(at: number, key: string, from: TrackColumns, row: number): string {
  const place = `${from.observedAt[row]},${from.longitudeE6[row]},${from.latitudeE6[row]}`;
  const motion = `${from.course[row]},${from.speed[row]},${from.accuracy[row]},${from.altitude[row]}`;
  return `{"at":${at},"fix":[${JSON.stringify(key)},${place},${motion},${from.freshness[row]}]}\n`;
}

/** Undefined for what is no line of an excerpt. */
export function parseLine(text: string): ExcerptLine | undefined {
  let line: { at?: unknown; put?: unknown; remove?: unknown; fix?: unknown } | null;
  try {
    line = JSON.parse(text) as typeof line;
  } catch {
    return undefined;
  }
  if (typeof line !== 'object' || line === null || Object.keys(line).length !== 2) return undefined;
  const { at, put, remove, fix } = line;
  if (!Number.isSafeInteger(at)) return undefined;
  const time = at as number;
  if (isFix(fix)) return { at: time, fix };
  if (isKey(remove)) return { at: time, change: { kind: 'remove', key: remove } };
  const record = put === undefined ? undefined : parseRecordOfClip(put);
  return record && { at: time, change: { kind: 'put', record } };
}

const fixRanges: readonly (readonly [number, number])[] = [
  [-8.64e15, 8.64e15],
  [-180_000_000, 180_000_000],
  [-90_000_000, 90_000_000],
  [0, 0xffff],
  [0, 0xffff],
  [0, 0xffff],
  [-0x8000, 0x7fff],
  [0, 3],
];

function isFix(value: unknown): value is FixValues {
  if (!Array.isArray(value) || value.length !== 1 + fixRanges.length || !isTrackKey(value[0])) return false;
  return fixRanges.every(([least, most], index) => {
    const number = value[index + 1] as number;
    return Number.isInteger(number) && number >= least && number <= most;
  });
}

function isTrackKey(value: unknown): boolean {
  return isKey(value) && value.startsWith('track/');
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 600;
}
