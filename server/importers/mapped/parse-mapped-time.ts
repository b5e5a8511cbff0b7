import type { TimeFormat } from '#shared/schema/imports/column-mapping.ts';
import { parseUtcTime } from '../parse-cell.ts';

/** An instant, and whether only its day was told. */
export type MappedTime = { at: number; isDay: boolean };

const dayFirst = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?)?$/;

/** A cell → its instant, in the way the mapping says. Without a zone it is UTC. */
export function parseMappedTime(text: string, format: TimeFormat): MappedTime | undefined {
  const trimmed = text.trim();
  if (format === 'iso') {
    const at = parseUtcTime(trimmed);
    return at === undefined ? undefined : { at, isDay: /^\d{4}-\d\d-\d\d$/.test(trimmed) };
  }
  if (format === 'epoch-seconds' || format === 'epoch-milliseconds') {
    if (!/^\d{1,15}(\.\d+)?$/.test(trimmed)) return undefined;
    const at = Math.round(Number(trimmed) * (format === 'epoch-seconds' ? 1_000 : 1));
    return at > 8.64e15 ? undefined : { at, isDay: false };
  }
  return parseDayAndMonth(trimmed, format);
}

function parseDayAndMonth(text: string, format: 'day-month-year' | 'month-day-year'): MappedTime | undefined {
  const match = dayFirst.exec(text);
  if (!match) return undefined;
  const [first, second, year, hour12, minute, seconds] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [day, month] = format === 'day-month-year' ? [first, second] : [second, first];
  const half = match[7]?.toLowerCase();
  if (half && (hour12 < 1 || hour12 > 12)) return undefined;
  const hour = half ? (hour12 % 12) + (half === 'pm' ? 12 : 0) : hour12;
  if (hour > 23 || minute > 59 || seconds > 59) return undefined;
  const at = Date.UTC(year, month - 1, day, hour, minute, seconds);
  const date = new Date(at);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return { at, isDay: match[4] === undefined };
}

/** The ways in which all of the cells can be read; more than one where day and month could change places. */
export function findTimeFormats(cells: readonly string[]): TimeFormat[] {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0) return [];
  const isAll = (format: TimeFormat) => filled.every((cell) => parseMappedTime(cell, format) !== undefined);
  if (isAll('iso')) return ['iso'];
  if (isAll('epoch-seconds')) {
    // Seconds are ten digits from 2001 to 2286, milliseconds thirteen.
    if (filled.every((cell) => /^\d{12,13}(\.|$)/.test(cell))) return ['epoch-milliseconds'];
    return filled.every((cell) => /^\d{9,10}(\.|$)/.test(cell)) ? ['epoch-seconds'] : [];
  }
  return (['day-month-year', 'month-day-year'] as const).filter(isAll);
}
