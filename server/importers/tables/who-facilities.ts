import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { ImportFile, ImportFormat, ImportRow } from '../import-format.ts';
import { clipText, joinLines } from '../parse-cell.ts';
import { makeRowKeys } from '../row-key.ts';
import { listedAt } from './listed-at.ts';
import { collectExtra, readPlace } from './table-cell.ts';
import { detectColumns, readTable, type TableRow } from './table-rows.ts';

const columns = [
  'Country',
  'Admin1',
  'Facility name',
  'Facility type',
  'Ownership',
  'Lat',
  'Long',
  'LL source',
  'iso3c',
  'facility_type_9',
  'Tier',
] as const;

/**
 * Master list of public health facilities of the World Health Organization (sub-Saharan Africa). A facility has no id: it
 * is known by its row. What its level of care is worth in an emergency is not known, so that all are civilian and keep
 * the tier of the list; the list says that they exist, not that they are open.
 */
export const whoFacilitiesFormat: ImportFormat = {
  name: 'who-facilities',
  title: 'Health facilities, World Health Organization (CSV)',
  detect: (head) => detectColumns(head, columns),
  read: readWhoFacilities,
};

async function* readWhoFacilities(file: ImportFile): AsyncGenerator<ImportRow> {
  const rowKey = makeRowKeys();
  const observedAt = listedAt(file);
  yield* readTable(file, columns, (row, cells) => readRow(row, `who-${rowKey(cells)}`, observedAt));
}

function readRow(row: TableRow, id: string, observedAt: string): Parsed<Record<string, unknown>> {
  const name = joinLines(row['Facility name']!);
  if (!name) return refuse('invalid-report', 'Facility name is blank');
  const position = readPlace(row, { longitude: 'Long', latitude: 'Lat' });
  if (!position.ok) return position;
  return {
    ok: true,
    value: {
      messageId: id,
      kind: 'facility',
      source: 'who-health',
      observedAt,
      facilityId: id,
      name: clipText(name, 200),
      level: 'civilian',
      position: position.value,
      precision: precisions.get(row['LL source']!.toLowerCase()) ?? 'doubtful',
      status: 'unknown',
      extra: collectExtra(row, extraColumns),
    },
  };
}

const extraColumns = [
  'Country',
  'Admin1',
  'Facility type',
  'facility_type_9',
  'Ownership',
  'Tier',
  'Tier_name',
  'LL source',
];

/** How the list came by the coordinates: measured or seen, looked up by the name of the place, or not said. */
const precisions: ReadonlyMap<string, 'exact' | 'locality'> = new Map([
  ['gps', 'exact'],
  ['google earth', 'exact'],
  ['openstreetmap', 'exact'],
  ['combination', 'locality'],
  ['geonames', 'locality'],
  ['encarta', 'locality'],
  ['fallingrain', 'locality'],
]);
