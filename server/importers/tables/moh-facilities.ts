import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { ImportFile, ImportFormat, ImportRow } from '../import-format.ts';
import { clipText, joinLines } from '../parse-cell.ts';
import { listedAt } from './listed-at.ts';
import { findSharedPlaces, placeKey } from './shared-places.ts';
import { collectExtra, readPlace } from './table-cell.ts';
import { detectColumns, readTable, type TableRow } from './table-rows.ts';

const columns = ['#idGeo', 'Facility', 'type', 'Payam', 'County', 'State', 'Deleted', 'lon', 'lat'] as const;

/**
 * Register of health facilities of the Ministry of Health of South Sudan. It says what was registered, not what is open,
 * so that the state of a facility is unknown, or closed where the register marks it as deleted. Where several share one
 * spot, that is the middle of their payam, and the place of each is doubtful. Offices and schools of the register are
 * kept, with their own type.
 */
export const mohFacilitiesFormat: ImportFormat = {
  name: 'moh-facilities',
  title: 'Health facilities, Ministry of Health of South Sudan (CSV)',
  detect: (head) => detectColumns(head, columns),
  read: readMohFacilities,
};

async function* readMohFacilities(file: ImportFile): AsyncGenerator<ImportRow> {
  const shared = await findSharedPlaces(file, ['lon', 'lat']);
  const observedAt = listedAt(file);
  yield* readTable(file, columns, (row) => readRow(row, shared, observedAt));
}

function readRow(row: TableRow, shared: ReadonlySet<string>, observedAt: string): Parsed<Record<string, unknown>> {
  const id = row['#idGeo']!;
  if (!/^\d{1,12}$/.test(id)) return refuse('invalid-report', '#idGeo is not a whole number');
  const name = joinLines(row['Facility']!);
  if (!name) return refuse('invalid-report', 'Facility is blank');
  const position = readPlace(row, { longitude: 'lon', latitude: 'lat' });
  if (!position.ok) return position;
  const isDeleted = row['Deleted']!.toLowerCase() === 'deleted';
  if (row['Deleted'] && !isDeleted) return refuse('invalid-report', 'Deleted is neither blank nor "Deleted"');
  return {
    ok: true,
    value: {
      messageId: `ssd-moh-${id}`,
      kind: 'facility',
      source: 'ssd-moh',
      observedAt,
      facilityId: `ssd-moh-${id}`,
      name: clipText(name, 200),
      level: 'civilian',
      position: position.value,
      precision: shared.has(placeKey([row['lon']!, row['lat']!])) ? 'doubtful' : 'exact',
      ...(isDeleted ? { status: 'closed', validUntil: yearsAfter(observedAt, struckOffYears) } : { status: 'unknown' }),
      extra: collectExtra(row, ['type', 'Payam', 'County', 'State', 'Deleted', 'Ext Ref', 'Alternate Names']),
    },
  };
}

/** What was struck off a register does not become uncertain overnight, as the state of a working hospital does. */
const struckOffYears = 10;

function yearsAfter(instant: string, years: number): string {
  const date = new Date(instant);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString();
}
