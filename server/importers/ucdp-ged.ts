import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { PlacePrecision, TimePrecision } from '#shared/schema/vocabulary.ts';
import type { IncidentType } from '#shared/schema/watch/incident.ts';
import type { ImportFormat } from './import-format.ts';
import { clipText, joinLines, parseDecimal, parseUtcTime } from './parse-cell.ts';
import { detectColumns, readTable, type TableRow } from './tables/table-rows.ts';

const requiredColumns = [
  'id',
  'type_of_violence',
  'dyad_name',
  'side_a',
  'side_b',
  'where_prec',
  'latitude',
  'longitude',
  'event_clarity',
  'date_prec',
  'date_start',
  'date_end',
  'deaths_a',
  'deaths_b',
  'deaths_civilians',
  'deaths_unknown',
] as const;

/**
 * UCDP Georeferenced Event Dataset, full columns, with or without the row of HXL tags below the header. The row's own id
 * is the key. Dates have no zone and are taken as UTC days.
 */
export const ucdpGedFormat: ImportFormat = {
  name: 'ucdp-ged',
  title: 'UCDP Georeferenced Event Dataset (CSV, full columns)',
  detect: detectUcdpGed,
  read: (file) => readTable(file, requiredColumns, readRow),
};

/** Without its header row the file is still recognised, by row id and relid, so that the refusal can say what is missing. */
function detectUcdpGed(head: Buffer): number {
  const firstLine = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]/, 1)[0]!;
  const score = detectColumns(head, requiredColumns);
  if (score > 0) return score;
  return /^"?\d+"?,"?[A-Z]{2,4}-\d{4}-/.test(firstLine) ? 0.5 : 0;
}

function readRow(row: TableRow): Parsed<Record<string, unknown>> {
  if (!row['id']) return refuse('invalid-report', 'id is empty');
  const type = incidentTypes[row['type_of_violence']!];
  if (!type) return refuse('invalid-report', 'type_of_violence is not 1, 2 or 3');
  const precision = placePrecisions[row['where_prec']!];
  if (!precision) return refuse('invalid-report', 'where_prec is not 1 to 7');
  const timePrecision = timePrecisions[row['date_prec']!];
  if (!timePrecision) return refuse('invalid-report', 'date_prec is not 1 to 5');
  const position = readPosition(row);
  if (!position.ok) return position;
  const dates = readDates(row);
  if (!dates.ok) return dates;
  const casualties = readCasualties(row);
  if (!casualties.ok) return casualties;
  const place = joinLines(row['where_coordinates'] ?? '');
  const narrative = formatNarrative(row);
  const id = `ucdp-${row['id']}`;
  return {
    ok: true,
    value: {
      messageId: id,
      kind: 'incident',
      source: 'ucdp-ged',
      observedAt: dates.value.startAt,
      incidentId: id,
      type,
      ...(position.value ? { position: position.value } : {}),
      precision,
      ...(place ? { place: clipText(place, 200) } : {}),
      occurredAt: dates.value.startAt,
      ...(dates.value.endAt === dates.value.startAt ? {} : { endedAt: dates.value.endAt }),
      timePrecision,
      title: clipText([joinLines(row['dyad_name']!), place].filter(Boolean).join(', ') || id, 300),
      ...(narrative ? { narrative: clipText(narrative, 20_000) } : {}),
      casualties: casualties.value,
      actors: [row['side_a']!, row['side_b']!].filter(Boolean).map((actor) => clipText(joinLines(actor), 300)),
      verification: row['event_clarity'] === '1' ? 'verified' : 'partly',
      extra: collectExtra(row),
    },
  };
}

const incidentTypes: Readonly<Record<string, IncidentType>> = {
  '1': 'CON.STATE',
  '2': 'CON.NONSTATE',
  '3': 'CON.ONESIDED',
};

/** Codebook: 1 exact, 2 within about 25 km, 3 district, 4 province, 5 linear or fuzzy area, 6 country, 7 sea or air. */
const placePrecisions: Readonly<Record<string, PlacePrecision>> = {
  '1': 'exact',
  '2': 'locality',
  '3': 'district',
  '4': 'region',
  '5': 'region',
  '6': 'country',
  '7': 'country',
};

/** Codebook: 1 day, 2 two to six days, 3 week, 4 eight to thirty days, 5 more than a month. */
const timePrecisions: Readonly<Record<string, TimePrecision>> = {
  '1': 'day',
  '2': 'week',
  '3': 'week',
  '4': 'month',
  '5': 'year',
};

function readPosition(row: TableRow): Parsed<[number, number] | undefined> {
  if (!row['latitude'] && !row['longitude']) return { ok: true, value: undefined };
  const longitude = parseDecimal(row['longitude']);
  const latitude = parseDecimal(row['latitude']);
  if (longitude === undefined || latitude === undefined)
    return refuse('invalid-report', 'latitude or longitude is missing or not a number');
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    return refuse('invalid-report', 'latitude or longitude is outside the globe');
  return { ok: true, value: [longitude, latitude] };
}

function readDates(row: TableRow): Parsed<{ startAt: string; endAt: string }> {
  const startAt = parseUtcTime(row['date_start']!);
  const endAt = parseUtcTime(row['date_end'] || row['date_start']!);
  if (startAt === undefined || endAt === undefined)
    return refuse('invalid-report', 'date_start or date_end is no date');
  if (endAt < startAt) return refuse('invalid-report', 'date_end is before date_start');
  return { ok: true, value: { startAt: new Date(startAt).toISOString(), endAt: new Date(endAt).toISOString() } };
}

type Casualty = { outcome: 'killed'; group: 'armed' | 'civilian' | 'unknown'; count: number };

/** Deaths of both sides are deaths of armed people. A count of 0 is left out. */
function readCasualties(row: TableRow): Parsed<Casualty[]> {
  const counts: number[] = [];
  for (const column of ['deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown']) {
    const count = parseDecimal(row[column]);
    if (count === undefined || !Number.isInteger(count) || count < 0)
      return refuse('invalid-report', `${column} is not a whole number`);
    counts.push(count);
  }
  const [sideA, sideB, civilians, unknown] = counts as [number, number, number, number];
  const casualties: Casualty[] = [
    { outcome: 'killed', group: 'armed', count: sideA + sideB },
    { outcome: 'killed', group: 'civilian', count: civilians },
    { outcome: 'killed', group: 'unknown', count: unknown },
  ];
  return { ok: true, value: casualties.filter(({ count }) => count > 0) };
}

/** The article stands in where older rows name no headline. */
function formatNarrative(row: TableRow): string {
  const headline = row['source_headline'] || row['source_article'];
  return [headline, row['where_description']].filter(Boolean).join('\n\n');
}

const extraColumns = [
  'country',
  'iso3',
  'adm_1',
  'adm_2',
  'best',
  'high',
  'low',
  'relid',
  'where_prec',
  'date_prec',
  'conflict_name',
  'number_of_sources',
  'source_office',
  'source_date',
  'source_original',
];

/** Blank cells are left out, and so is a number of sources of -1, which means that nobody counted. */
function collectExtra(row: TableRow): Record<string, string> {
  const kept = extraColumns.filter(
    (column) => row[column] && !(column === 'number_of_sources' && row[column] === '-1'),
  );
  return Object.fromEntries(kept.map((column) => [column, clipText(row[column]!, 2_000)]));
}
