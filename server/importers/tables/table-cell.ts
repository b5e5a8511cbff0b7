import { isPosition, type Position } from '#shared/geo/position.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { earliestInstant } from '#shared/schema/vocabulary.ts';
import { clipText, parseDecimal } from '../parse-cell.ts';
import type { TableRow } from './table-rows.ts';

/** Names of the two columns that say where something is. */
export type PlaceColumns = { longitude: string; latitude: string };

/** A place that must be there; blank, not a number, outside the globe and 0,0 (nobody's address) are refused by name. */
export function readPlace(row: TableRow, columns: PlaceColumns): Parsed<Position> {
  const names = `${columns.latitude} or ${columns.longitude}`;
  if (!row[columns.longitude] || !row[columns.latitude])
    return refuse('invalid-report', `no coordinates: ${names} is blank`);
  const longitude = parseDecimal(row[columns.longitude]);
  const latitude = parseDecimal(row[columns.latitude]);
  if (longitude === undefined || latitude === undefined) return refuse('invalid-report', `${names} is not a number`);
  if (!isPosition(longitude, latitude)) return refuse('invalid-report', `${names} is outside the globe`);
  if (longitude === 0 && latitude === 0) return refuse('invalid-report', 'coordinates are 0,0: the place is not known');
  return { ok: true, value: [longitude, latitude] };
}

/** A whole number from 0; blank counts as none given. */
export function readCount(row: TableRow, column: string): Parsed<number> {
  const text = row[column];
  if (!text) return { ok: true, value: 0 };
  const count = parseDecimal(text);
  if (count === undefined || !Number.isInteger(count) || count < 0 || count > 1_000_000)
    return refuse('invalid-report', `${column} is not a whole number`);
  return { ok: true, value: count };
}

/** A calendar year since the United Nations, as the instant it begins. */
export function readYear(row: TableRow, column: string): Parsed<{ year: number; startAt: string; endAt: string }> {
  const text = row[column] ?? '';
  const year = /^\d{4}(\.0)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(year)) return refuse('invalid-report', `${column} is not a year`);
  if (Date.UTC(year) < earliestInstant) return refuse('time-before-record', `${column} is before 1946`);
  return { ok: true, value: { year, startAt: `${text.slice(0, 4)}-01-01T00:00:00.000Z`, endAt: yearEnd(year) } };
}

function yearEnd(year: number): string {
  return new Date(Date.UTC(year + 1) - 1).toISOString();
}

/** Columns without a field of their own, as written; blanks are left out, and `NA`, which is how R writes a blank. */
export function collectExtra(row: TableRow, columns: readonly string[]): Record<string, string> {
  const kept = columns.filter((column) => row[column] && row[column] !== 'NA');
  return Object.fromEntries(kept.map((column) => [column.slice(0, 64), clipText(row[column]!, 2_000)]));
}
