import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { PlacePrecision } from '#shared/schema/vocabulary.ts';
import type { ImportFile, ImportFormat, ImportRow } from '../import-format.ts';
import { clipText, joinLines } from '../parse-cell.ts';
import { makeRowKeys } from '../row-key.ts';
import { collectExtra, readCount, readPlace, readYear } from './table-cell.ts';
import { detectColumns, readTable, type TableRow } from './table-rows.ts';

const columns = ['year', 'longitude', 'latitude', 'where_coordinates', 'best', 'deaths_civilians'] as const;

/**
 * UCDP GED reduced to a year, a place and counts, as country studies pass it on. Rows have no id: the message is known by
 * everything the row says, the incident by the six columns that every such file has, so that two files of the same
 * events (one with a country added, one without) tell of each event once.
 */
export const ucdpReducedFormat: ImportFormat = {
  name: 'ucdp-reduced',
  title: 'UCDP Georeferenced Event Dataset (CSV, reduced to year, place and deaths)',
  // With an id in each row it is the full form, or a broken one of it.
  detect: (head) => (detectColumns(head, ['id']) === 1 ? 0 : detectColumns(head, columns)),
  read: readUcdpReduced,
};

function readUcdpReduced(file: ImportFile): AsyncGenerator<ImportRow> {
  const messageKey = makeRowKeys();
  const incidentKey = makeRowKeys();
  return readTable(file, columns, (row, cells) =>
    readRow(row, {
      messageId: `ucdp-reduced-${messageKey(cells)}`,
      incidentId: `ucdp-reduced-${incidentKey(columns.map((column) => row[column]!))}`,
    }),
  );
}

function readRow(row: TableRow, ids: { messageId: string; incidentId: string }): Parsed<Record<string, unknown>> {
  const year = readYear(row, 'year');
  if (!year.ok) return year;
  const position = readPlace(row, { longitude: 'longitude', latitude: 'latitude' });
  if (!position.ok) return position;
  const best = readCount(row, 'best');
  if (!best.ok) return best;
  const civilians = readCount(row, 'deaths_civilians');
  if (!civilians.ok) return civilians;
  if (civilians.value > best.value) return refuse('invalid-report', 'deaths_civilians is more than best');
  const place = joinLines(row['where_coordinates']!);
  return {
    ok: true,
    value: {
      ...ids,
      kind: 'incident',
      source: 'ucdp-ged',
      observedAt: year.value.startAt,
      type: 'CON.OTHER',
      position: position.value,
      precision: judgePrecision(place),
      ...(place ? { place: clipText(place, 200) } : {}),
      occurredAt: year.value.startAt,
      endedAt: year.value.endAt,
      timePrecision: 'year',
      title: clipText(`${place || 'Place not named'}, ${year.value.year}`, 300),
      casualties: [
        { outcome: 'killed', group: 'civilian', count: civilians.value },
        { outcome: 'killed', group: 'unknown', count: best.value - civilians.value },
      ].filter(({ count }) => count > 0),
      verification: 'partly',
      extra: collectExtra(row, ['best', 'deaths_civilians', 'iso3_by_polygon']),
    },
  };
}

/** Units that UCDP names at the end of a place; the reduced form dropped its own column of precision. */
const unitPrecisions: readonly [PlacePrecision, RegExp][] = [
  ['locality', /\b(village|town|city|locality|location|suburb|camp|settlement|airport|airbase|base|bridge)\)?$/i],
  ['district', /\b((sub-)?district|municipality|commune|county|township|lga|territory|rayon|regency|woreda)\)?$/i],
];

/** A name without a unit may be a mountain or half a country, and is taken to be no better known than a region. */
function judgePrecision(place: string): PlacePrecision {
  countryNames ??= listCountryNames();
  if (countryNames.has(place)) return 'country';
  return unitPrecisions.find(([, pattern]) => pattern.test(place))?.[0] ?? 'region';
}

let countryNames: ReadonlySet<string> | undefined;

function listCountryNames(): Set<string> {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Set(codes.flatMap((code) => english.of(code) ?? []));
}
