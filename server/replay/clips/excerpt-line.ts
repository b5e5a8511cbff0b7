import { type Change, type PictureRecord, recordKey } from '#shared/picture/record.ts';
import type { TrackColumns } from '#shared/picture/track-table.ts';
import { markingSchema } from '#shared/schema/marking.ts';

/**
 * One line of an excerpt: `{at, put}`, `{at, remove}` or `{at, fix}`. A fix is the key of its track and its row at wire
 * precision: observed time, longitude and latitude × 10⁶, course, speed × 10, accuracy, altitude, freshness.
 */
export type FixValues = [string, number, number, number, number, number, number, number, number];
export type ExcerptLine = { at: number } & ({ change: Change } | { fix: FixValues });

export function formatChange(at: number, change: Change): string {
  return change.kind === 'put'
    ? `{"at":${at},"put":${JSON.stringify(change.record)}}\n`
    : `{"at":${at},"remove":${JSON.stringify(change.key)}}\n`;
}

export function formatFix(at: number, key: string, from: TrackColumns, row: number): string {
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
  return isRecord(put) ? { at: time, change: { kind: 'put', record: put } } : undefined;
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
  if (!Array.isArray(value) || value.length !== 1 + fixRanges.length || !isKey(value[0])) return false;
  return fixRanges.every(([least, most], index) => {
    const number = value[index + 1] as number;
    return Number.isInteger(number) && number >= least && number <= most;
  });
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 600;
}

/** The frame of a record. Its body was checked by the server that took it in, and is shown as it is. */
function isRecord(value: unknown): value is PictureRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  const texts = ['key', 'kind', 'id', 'source', 'messageId', 'actor'].every((name) => typeof record[name] === 'string');
  const numbers = ['observedAt', 'knownAt', 'sequence', 'version'].every((name) => Number.isFinite(record[name]));
  const { kind, id, body } = record as { kind: PictureRecord['kind']; id: string; body: unknown };
  if (!texts || !numbers || typeof body !== 'object' || body === null) return false;
  if (record['key'] !== recordKey(kind, id) || !isKey(record['key'])) return false;
  const { trackType, intervalMs } = body as Record<string, unknown>;
  if (kind === 'track' && (typeof trackType !== 'string' || !(Number(intervalMs) > 0))) return false;
  return markingSchema.safeParse(record['marking']).success;
}
