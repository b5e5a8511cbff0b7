import { isPosition, type Position } from '#shared/geo/position.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { PlacePrecision, TimePrecision } from '#shared/schema/vocabulary.ts';
import type { IncidentType } from '#shared/schema/watch/incident.ts';
import type { ImportFormat } from '../import-format.ts';
import { clipText, joinLines, parseDecimal, parseUtcTime } from '../parse-cell.ts';
import { readContext, readLocation, readMeans } from './awsd-codes.ts';
import { collectExtra, readCount, readYear } from './table-cell.ts';
import { detectColumns, readTable, type TableRow } from './table-rows.ts';

/** What the releases of all years have in common. */
const columns = [
  'Incident ID',
  'Year',
  'Month',
  'Day',
  'Country',
  'Region',
  'District',
  'City',
  'Total killed',
  'Total wounded',
  'Total kidnapped',
  'Means of attack',
  'Attack context',
  'Location',
  'Latitude',
  'Longitude',
  'Details',
] as const;

/**
 * Aid Worker Security Database, older releases (codes) and newer ones (words). Files of the older releases mix UTF-8 and
 * Windows-1252 from line to line. Coordinates are of the named place, deliberately shifted where that protects somebody,
 * and so never exact; a row without usable ones becomes an incident without a place, with the cells as they were.
 */
export const awsdFormat: ImportFormat = {
  name: 'awsd',
  title: 'Aid Worker Security Database (CSV)',
  encoding: 'utf-8-or-windows-1252',
  detect: (head) => detectColumns(head, columns),
  read: (file) => readTable(file, columns, readRow),
};

function readRow(row: TableRow): Parsed<Record<string, unknown>> {
  const id = row['Incident ID']!;
  if (!/^\d{1,12}$/.test(id)) return refuse('invalid-report', 'Incident ID is not a whole number');
  const time = readTime(row);
  if (!time.ok) return time;
  const means = readMeans(row['Means of attack']!);
  if (!means) return refuse('invalid-report', 'Means of attack is not in the codebook');
  const casualties = readCasualties(row);
  if (!casualties.ok) return casualties;
  const context = readContext(row['Attack context']!);
  const place = readPlaceName(row);
  const position = readPosition(row);
  const what = context && !/unknown$/i.test(context) ? `${means.words}, ${context.toLowerCase()}` : means.words;
  return {
    ok: true,
    value: {
      messageId: `awsd-${id}`,
      kind: 'incident',
      source: 'awsd',
      observedAt: time.value.at,
      incidentId: `awsd-${id}`,
      type: judgeType(means.type, context),
      ...(position ? { position } : {}),
      precision: judgePrecision(row),
      ...(place ? { place: clipText(place, 200) } : {}),
      occurredAt: time.value.at,
      timePrecision: time.value.precision,
      title: clipText([what, place].filter(Boolean).join(' - '), 300),
      ...(row['Details'] ? { narrative: clipText(row['Details'], 20_000) } : {}),
      casualties: casualties.value,
      ...(row['Actor name'] ? { actors: [clipText(joinLines(row['Actor name']), 300)] } : {}),
      verification: row['Verified']?.toLowerCase() === 'yes' ? 'verified' : 'partly',
      extra: {
        ...collectExtra(row, extraColumns),
        ...(position ? {} : collectExtra(row, ['Latitude', 'Longitude'])),
        'Means of attack': means.words,
        ...(context ? { 'Attack context': context } : {}),
        ...(row['Location'] ? { Location: readLocation(row['Location']) } : {}),
      },
    },
  };
}

function readTime(row: TableRow): Parsed<{ at: string; precision: TimePrecision }> {
  const year = readYear(row, 'Year');
  if (!year.ok) return year;
  const { Month: month, Day: day } = row;
  if (!month) return { ok: true, value: { at: year.value.startAt, precision: 'year' } };
  const two = (text: string) => text.padStart(2, '0');
  const at = parseUtcTime(`${year.value.year}-${two(month)}-${two(day || '1')}`);
  if (at === undefined) return refuse('invalid-report', 'Year, Month and Day are no date');
  return { ok: true, value: { at: new Date(at).toISOString(), precision: day ? 'day' : 'month' } };
}

/** An ambush is a way of shooting that the taxonomy names for itself. */
function judgeType(type: IncidentType, context: string): IncidentType {
  if (type !== 'ATK.DF' && type !== 'ATK.OTHER') return type;
  if (context === 'Ambush') return 'ATK.AMB';
  return context === 'Mob violence' && type === 'ATK.OTHER' ? 'UNR.OTHER' : type;
}

function readPlaceName(row: TableRow): string {
  const names = ['City', 'District', 'Region', 'Country'].map((column) => joinLines(row[column]!)).filter(Boolean);
  return names.filter((name, index) => names.indexOf(name) === index).join(', ');
}

/** Coordinates are those of the smallest unit that is named. */
function judgePrecision(row: TableRow): PlacePrecision {
  if (row['City']) return 'locality';
  if (row['District']) return 'district';
  return row['Region'] ? 'region' : 'country';
}

function readPosition(row: TableRow): Position | undefined {
  const longitude = parseDecimal(row['Longitude']);
  const latitude = parseDecimal(row['Latitude']);
  if (longitude === undefined || latitude === undefined || (longitude === 0 && latitude === 0)) return undefined;
  return isPosition(longitude, latitude) ? [longitude, latitude] : undefined;
}

const outcomes = [
  ['killed', 'Total killed'],
  ['injured', 'Total wounded'],
  ['abducted', 'Total kidnapped'],
] as const;

/** Everybody counted here worked for an aid organisation. A count of 0 is left out. */
function readCasualties(row: TableRow): Parsed<{ outcome: string; group: string; count: number }[]> {
  const casualties: { outcome: string; group: string; count: number }[] = [];
  for (const [outcome, column] of outcomes) {
    const count = readCount(row, column);
    if (!count.ok) return count;
    if (count.value > 0) casualties.push({ outcome, group: 'civilian', count: count.value });
  }
  return { ok: true, value: casualties };
}

/** Columns that count by gender stay out: most of their cells are one person. */
const extraColumns = [
  'Country',
  'Region',
  'UN',
  'INGO',
  'LNGO/NRCS',
  'NNGO',
  'ICRC',
  'IFRC',
  'NRCS and IFRC',
  'Other',
  'Total nationals',
  'Total internationals',
  'Total detained',
  'Total affected',
  'Motive',
  'Actor type',
  'Verified',
  'Source',
];
