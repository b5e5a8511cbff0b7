import { createHash } from 'node:crypto';
import { isPosition, type Position } from '#shared/geo/position.ts';
import type { ColumnMapping } from '#shared/schema/imports/column-mapping.ts';
import { type MappingField, mappingFields } from '#shared/schema/imports/mapping-fields.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { earliestInstant, type Polygon } from '#shared/schema/vocabulary.ts';
import type { ImportFile } from '../import-format.ts';
import { clipText, joinLines, parseDecimal } from '../parse-cell.ts';
import { parseMappedTime } from './parse-mapped-time.ts';

/** A row of a file with columns of its own: its cells by column, and its place where that comes by itself. */
export type MappedRow = {
  cells: ReadonlyMap<string, string>;
  geometry?: { position: Position; altitudeMetres?: number | undefined } | { area: Polygon } | undefined;
};

type Value = { text: string } | { number: number } | { at: number; isDay: boolean };
type Values = ReadonlyMap<string, Value>;

/** Makes the reports of one file; rows that are alike get different message ids by their ordinal. */
export function makeRowMapper(
  mapping: ColumnMapping,
  file: ImportFile,
): (row: MappedRow) => Parsed<Record<string, unknown>> {
  const source = makeSlug(mapping.name);
  const fields = mappingFields[mapping.kind];
  const mappedColumns = new Set(Object.values(mapping.columns));
  const ordinals = new Map<string, number>();
  const digests = new Map<string, string[]>();
  // Without a word of the file or the person, a list was true when it was last saved.
  const drawnUpAt = file.told.observedAt ?? Math.floor(file.modifiedAt);

  function makeIds(row: MappedRow, rowId: string | undefined, isDated: boolean): { entity: string; messageId: string } {
    const digest = hash(JSON.stringify([[...row.cells], row.geometry]));
    const ordinal = (ordinals.get(digest) ?? 0) + 1;
    ordinals.set(digest, ordinal);
    if (rowId === undefined) {
      const id = `${source}-${ordinal === 1 ? digest : `${digest}-${ordinal}`}`;
      return { entity: id, messageId: id };
    }
    const named = clipId(`${source}-${rowId}`);
    if (mapping.kind === 'incident') return { entity: named, messageId: named };
    // Of a state, a changed row is news; without dates two different rows of one id are two things.
    const entity = isDated ? named : tellApart(named, digest);
    return { entity, messageId: `${clipId(entity, 80)}-${digest}-${ordinal}` };
  }

  function tellApart(named: string, digest: string): string {
    const known = digests.get(named) ?? [];
    const index = known.includes(digest) ? known.indexOf(digest) : known.push(digest) - 1;
    digests.set(named, known);
    return index === 0 ? named : `${named}-${index + 1}`;
  }

  return (row) => {
    const values = readValues(fields, mapping, row.cells);
    if (!values.ok) return values;
    const place = readPlace(mapping, values.value, row);
    if (!place.ok) return place;
    const text = (field: string) => findText(values.value, field);
    const at = (field: string) => findInstant(values.value, field);
    if (mapping.kind === 'position') return formatPosition(values.value, place.value, source, row);
    const { entity, messageId } = makeIds(row, text('id'), at('observedAt') !== undefined);
    const common = { messageId, source };
    if (mapping.kind === 'incident')
      return formatIncident(
        { ...common, incidentId: entity },
        values.value,
        place.value,
        findExtra(row, mappedColumns),
      );
    const body = {
      ...common,
      kind: mapping.kind,
      observedAt: new Date(at('observedAt') ?? drawnUpAt).toISOString(),
      [`${mapping.kind}Id`]: entity,
      ...pick(text, ['name', 'type', 'level', 'status', 'remark']),
      ...pickNumbers(values.value, ['bedsFree']),
    };
    if (mapping.kind === 'zone')
      return { ok: true, value: { ...body, area: place.value!.area, ...pickTimes(at, ['validFrom', 'validTo']) } };
    return { ok: true, value: { ...body, position: place.value!.position } };
  };
}

function readValues(
  fields: readonly MappingField[],
  mapping: ColumnMapping,
  cells: ReadonlyMap<string, string>,
): Parsed<Values> {
  const values = new Map<string, Value>();
  for (const field of fields) {
    const column = mapping.columns[field.field];
    const cell = (column === undefined ? '' : (cells.get(column) ?? '')).trim();
    const told = findMeaning(mapping, field.field, cell) ?? (cell === '' ? mapping.constants[field.field] : cell);
    if (told === undefined || told === '') {
      if (field.isRequired && field.field !== 'longitude' && field.field !== 'latitude')
        return refuse('invalid-report', `${field.field} is empty`);
      continue;
    }
    const value = readValue(field, told, mapping);
    if (typeof value === 'string') return refuse('invalid-report', `${describeField(field, column)} ${value}`);
    values.set(field.field, value);
  }
  return { ok: true, value: values };
}

/** What the mapping says a cell stands for; a cell may be called like a property of every object. */
function findMeaning(mapping: ColumnMapping, field: string, cell: string): string | undefined {
  const meanings = mapping.values[field];
  return meanings && Object.hasOwn(meanings, cell) ? meanings[cell] : undefined;
}

function describeField({ field }: MappingField, column: string | undefined): string {
  return column === undefined || column === field ? field : `${field} (column ${column})`;
}

/** The value, or what is wrong with it. */
function readValue(field: MappingField, text: string, mapping: ColumnMapping): Value | string {
  switch (field.holds) {
    case 'text':
      return {
        text: clipText(
          field.field === 'remark' || field.field === 'narrative' ? text : joinLines(text),
          limitOf(field),
        ),
      };
    case 'choice': {
      const found = field.choices!.find((choice) => choice.toLowerCase() === text.toLowerCase());
      return found ? { text: found } : `"${clipText(text, 40)}" is none of ${field.choices!.join(', ')}`;
    }
    case 'time': {
      const time = parseMappedTime(text, mapping.times[field.field] ?? 'iso');
      if (!time) return 'is not a time as the mapping says it';
      return time.at < earliestInstant ? 'is before 24 October 1945' : time;
    }
    default: {
      const number = parseDecimal(mapping.delimiter === ',' ? text : text.replace(/^([+-]?\d+),(\d+)$/, '$1.$2'));
      if (number === undefined) return 'is not a number';
      if (field.holds === 'count' && !(Number.isInteger(number) && number >= 0 && number <= 1_000_000))
        return 'is not a whole number';
      return { number };
    }
  }
}

function limitOf({ field }: MappingField): number {
  const limits: Record<string, number> = { title: 300, narrative: 20_000, remark: 20_000, id: 100, trackId: 128 };
  return limits[field] ?? 200;
}

type Place = { position?: Position; altitudeMetres?: number | undefined; area?: Polygon } | undefined;

/** The place of a row. An incident may have none; everything else needs one. */
function readPlace(mapping: ColumnMapping, values: Values, row: MappedRow): Parsed<Place> {
  const { geometry } = row;
  if (geometry && 'area' in geometry) {
    return mapping.kind === 'zone'
      ? { ok: true, value: geometry }
      : refuse('invalid-report', `a polygon is a zone, not a ${mapping.kind}: import it with a mapping for zones`);
  }
  if (mapping.kind === 'zone') return refuse('invalid-report', 'a point is no zone: a zone needs a polygon');
  if (geometry) return { ok: true, value: geometry };
  const longitude = findNumber(values, 'longitude');
  const latitude = findNumber(values, 'latitude');
  if (longitude === undefined && latitude === undefined)
    return mapping.kind === 'incident'
      ? { ok: true, value: undefined }
      : refuse('invalid-report', 'the row has no place');
  if (longitude === undefined || latitude === undefined)
    return refuse('invalid-report', 'longitude or latitude is missing');
  return checkPosition(longitude, latitude);
}

/** Degrees → a position, or why not: swapped and projected coordinates are the usual reasons. */
export function checkPosition(longitude: number, latitude: number): Parsed<{ position: Position }> {
  if (longitude === 0 && latitude === 0)
    return refuse('invalid-report', 'the place is 0, 0: coordinates were never filled in');
  if (isPosition(longitude, latitude)) return { ok: true, value: { position: [longitude, latitude] } };
  const isSwapped = isPosition(latitude, longitude);
  const hint = isSwapped ? 'are latitude and longitude swapped?' : 'degrees in WGS 84 are expected';
  return refuse('invalid-report', `the place is outside the globe: ${hint}`);
}

function formatIncident(
  ids: Record<string, string>,
  values: Values,
  place: Place,
  extra: Record<string, string>,
): Parsed<Record<string, unknown>> {
  const text = (field: string) => findText(values, field);
  const occurred = values.get('occurredAt') as { at: number; isDay: boolean };
  const occurredAt = new Date(occurred.at).toISOString();
  const casualties = (['killed', 'injured', 'missing'] as const).flatMap((outcome) => {
    const count = findNumber(values, outcome);
    return count ? [{ outcome, group: 'unknown', count }] : [];
  });
  const endedAt = findInstant(values, 'endedAt');
  if (endedAt !== undefined && endedAt < occurred.at) return refuse('invalid-report', 'endedAt is before occurredAt');
  return {
    ok: true,
    value: {
      ...ids,
      kind: 'incident',
      observedAt: occurredAt,
      occurredAt,
      ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
      ...(occurred.isDay ? { timePrecision: 'day' } : {}),
      ...(place ? { position: place.position } : {}),
      ...pick(text, ['type', 'title', 'narrative', 'place', 'precision', 'timePrecision']),
      casualties,
      ...(Object.keys(extra).length > 0 ? { extra } : {}),
    },
  };
}

function formatPosition(values: Values, place: Place, source: string, row: MappedRow): Parsed<Record<string, unknown>> {
  const text = (field: string) => findText(values, field);
  const height = row.geometry && 'position' in row.geometry ? row.geometry.altitudeMetres : undefined;
  return {
    ok: true,
    value: {
      kind: 'position',
      source,
      trackId: text('trackId'),
      observedAt: new Date(findInstant(values, 'observedAt')!).toISOString(),
      position: place!.position,
      ...(height === undefined ? {} : { altitudeMetres: height }),
      ...pickNumbers(values, ['altitudeMetres', 'speedMetresPerSecond', 'courseDegrees', 'accuracyMetres']),
      ...pick(text, ['callSign', 'trackType', 'affiliation', 'unit']),
    },
  };
}

const maxExtra = 40;

/** Cells of an incident that no field takes stay with it. */
function findExtra(row: MappedRow, mappedColumns: ReadonlySet<string>): Record<string, string> {
  const left = [...row.cells].filter(
    ([column, cell]) => !mappedColumns.has(column) && column !== '' && cell.trim() !== '',
  );
  return Object.fromEntries(
    left.slice(0, maxExtra).map(([column, cell]) => [clipText(column, 64), clipText(cell, 2_000)]),
  );
}

function findText(values: Values, field: string): string | undefined {
  const value = values.get(field);
  return value && 'text' in value ? value.text : undefined;
}

function findNumber(values: Values, field: string): number | undefined {
  const value = values.get(field);
  return value && 'number' in value ? value.number : undefined;
}

function findInstant(values: Values, field: string): number | undefined {
  const value = values.get(field);
  return value && 'at' in value ? value.at : undefined;
}

function pick(text: (field: string) => string | undefined, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.flatMap((field) => (text(field) === undefined ? [] : [[field, text(field)!]])));
}

function pickNumbers(values: Values, fields: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    fields.flatMap((field) => (findNumber(values, field) === undefined ? [] : [[field, findNumber(values, field)!]])),
  );
}

function pickTimes(at: (field: string) => number | undefined, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => (at(field) === undefined ? [] : [[field, new Date(at(field)!).toISOString()]])),
  );
}

/** A name as part of an id: no white space and no slash, which separates source and track. */
function makeSlug(name: string): string {
  return [...name.trim().replace(/[\s/]+/g, '-')].slice(0, 40).join('');
}

function clipId(id: string, length = 120): string {
  return id.length <= length ? id : `${id.slice(0, length - 17)}-${hash(id).slice(0, 16)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
