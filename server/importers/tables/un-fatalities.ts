import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { CasualtyReport } from '#shared/schema/watch/casualty.ts';
import type { ImportFile, ImportFormat, ImportRow } from '../import-format.ts';
import { clipText, joinLines, parseUtcTime } from '../parse-cell.ts';
import { makeId, makeOrdinals } from '../row-key.ts';
import { detectColumns, readTable, type TableRow } from './table-rows.ts';

const columns = [
  'incident_date',
  'casualty_id',
  'mission_acronym',
  'type_of_casualty',
  'gender',
  'casualty_nationality',
  'casualty_personnel_type',
  'type_of_incident',
  'isocode3',
] as const;

/**
 * Fatalities of United Nations peace operations, one row a person, without name or place. The column `id` numbers the
 * rows of one release and moves with the next, so that a person is known by `casualty_id`; where two rows share one (a
 * state that was divided is counted under both names) the later is told apart by its ordinal.
 */
export const unFatalitiesFormat: ImportFormat = {
  name: 'un-fatalities',
  title: 'Fatalities in United Nations peace operations (CSV)',
  detect: (head) => detectColumns(head, columns),
  read: readUnFatalities,
};

function readUnFatalities(file: ImportFile): AsyncGenerator<ImportRow> {
  const count = makeOrdinals();
  return readTable(file, columns, (row) => readRow(row, count));
}

function readRow(row: TableRow, count: (key: string) => number): Parsed<Record<string, unknown>> {
  const casualtyId = row['casualty_id']!;
  if (!casualtyId) return refuse('invalid-report', 'casualty_id is blank');
  const ordinal = count(casualtyId);
  const at = parseUtcTime(row['incident_date']!);
  if (at === undefined) return refuse('invalid-report', 'incident_date is no date');
  const mission = joinLines(row['mission_acronym']!);
  if (!mission) return refuse('invalid-report', 'mission_acronym is blank');
  if (row['type_of_casualty'] !== 'Fatality') return refuse('invalid-report', 'type_of_casualty is not "Fatality"');
  const cause = causes.get(row['type_of_incident']!.toLowerCase());
  if (!cause) return refuse('invalid-report', 'type_of_incident is not in the list of the source');
  const personnelType = personnelTypes.get(row['casualty_personnel_type']!.toLowerCase());
  if (!personnelType) return refuse('invalid-report', 'casualty_personnel_type is not in the list of the source');
  const gender = genders.get(row['gender']!.toUpperCase());
  if (row['gender'] && !gender) return refuse('invalid-report', 'gender is neither F, M nor blank');
  const id = ordinal === 1 ? makeId('un', casualtyId) : makeId('un', casualtyId, String(ordinal));
  const nationality = joinLines(row['casualty_nationality']!);
  const code = row['isocode3']!;
  const occurredAt = new Date(at).toISOString();
  return {
    ok: true,
    value: {
      messageId: id,
      kind: 'casualty',
      source: 'un-fatalities',
      observedAt: occurredAt,
      casualtyId: id,
      outcome: 'killed',
      occurredAt,
      timePrecision: 'day',
      mission: clipText(mission, 200),
      cause,
      personnelType,
      // "ZZ [Undetermined]" is how the source writes that it does not know.
      ...(nationality && !nationality.startsWith('ZZ') ? { nationality: clipText(nationality, 200) } : {}),
      ...(/^[A-Z]{3}$/.test(code) ? { nationalityCode: code } : {}),
      ...(gender ? { gender } : {}),
    },
  };
}

const causes: ReadonlyMap<string, CasualtyReport['cause']> = new Map([
  ['malicious act', 'malicious-act'],
  ['accident', 'accident'],
  ['illness', 'illness'],
  ['self-inflicted', 'self-inflicted'],
  ['to be determined', 'to-be-determined'],
  ['unknown', 'unknown'],
]);

const personnelTypes: ReadonlyMap<string, CasualtyReport['personnelType']> = new Map([
  ['military', 'military'],
  ['military observer', 'observer'],
  ['police', 'police'],
  ['international civilian', 'civilian'],
  ['local', 'local'],
  ['other', 'other'],
]);

const genders: ReadonlyMap<string, 'female' | 'male'> = new Map([
  ['F', 'female'],
  ['M', 'male'],
]);
