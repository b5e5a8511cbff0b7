import { parse } from 'node:path';
import type { ColumnMapping, MappedKind } from '#shared/schema/imports/column-mapping.ts';
import { findMappingProblems, type MappingField, mappingFields } from '#shared/schema/imports/mapping-fields.ts';
import { parseDecimal } from '../parse-cell.ts';
import { findTimeFormats } from './parse-mapped-time.ts';
import { type SampledHead, sampleHead } from './sample-head.ts';

/** A guess at what the columns of a file mean, for a person to look at. */
export type ProposedMapping = {
  mapping: ColumnMapping;
  /** What is missing or unclear, one sentence each. The mapping can be used as it is when there is none. */
  problems: string[];
  columns: string[];
  /** The first rows, cells by column. */
  sample: Record<string, string>[];
  /** By column that holds few different words: these words, as far as the beginning of the file shows. */
  words: Record<string, string[]>;
};

const shownRows = 5;
/** A column with more different cells than this is no choice among words. */
const maxWords = 20;
const maxWordLength = 200;

/** Guesses from header, first rows and file name; `kind`, when given, is not guessed. */
export function proposeMapping(head: Buffer, fileName: string, kind?: MappedKind): ProposedMapping {
  const sampled = sampleHead(head);
  const name = [...parse(fileName.replace(/\.gz$/i, '')).name].slice(0, 80).join('').trim() || 'file';
  const wanted = kind ?? guessKind(sampled, name);
  const columns = guessColumns(sampled, wanted);
  const mapping: ColumnMapping = {
    name,
    kind: wanted,
    columns,
    constants: {},
    values: {},
    times: {},
    delimiter: sampled.delimiter,
  };
  const unclear = [...settleTimes(mapping, sampled), ...settleChoices(mapping, sampled, name)];
  const hasGeometry = sampled.geometries.length > 0;
  const problems = [
    ...(sampled.columns.length === 0 && !hasGeometry ? ['the file has no header'] : []),
    ...findMappingProblems(mapping, { columns: sampled.columns, hasGeometry }),
    ...unclear,
    ...findRangeProblems(mapping, sampled),
  ];
  const sample = sampled.sample.slice(0, shownRows);
  return { mapping, problems, columns: sampled.columns, sample, words: findWords(sampled) };
}

function findWords(sampled: SampledHead): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const column of sampled.columns) {
    const words = [...new Set(cellsOf(sampled, column))];
    if (words.length <= maxWords && words.every(({ length }) => length <= maxWordLength)) found[column] = words;
  }
  return found;
}

/** Lower case letters and digits without accents: `Nom d'établissement` → `nomdetablissement`. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function guessKind(sampled: SampledHead, name: string): MappedKind {
  const areas = sampled.geometries.filter((type) => type.endsWith('Polygon')).length;
  if (areas > sampled.geometries.length / 2) return 'zone';
  const has = (kind: MappedKind, field: string) => guessColumns(sampled, kind)[field] !== undefined;
  const words = [name, ...sampled.columns].map(fold).join(' ');
  if (/health|hospital|clinic|medical|sante|phc/.test(words)) return 'facility';
  if (has('position', 'trackId') && has('position', 'observedAt') && isRepeated(sampled, 'position', 'trackId'))
    return 'position';
  const isEvent = ['killed', 'injured', 'type', 'narrative'].some((field) => has('incident', field));
  return has('incident', 'occurredAt') && has('incident', 'title') && isEvent ? 'incident' : 'site';
}

/** A track is named on many rows; an id of a list on one. */
function isRepeated(sampled: SampledHead, kind: MappedKind, field: string): boolean {
  const column = guessColumns(sampled, kind)[field]!;
  const cells = sampled.sample.map((row) => row[column]);
  return cells.length > 1 && new Set(cells).size <= cells.length / 2;
}

/** Field → column: by usual name, the surest first, then by a name that begins or ends with a long one. */
function guessColumns({ columns, geometries }: SampledHead, kind: MappedKind): Record<string, string> {
  const taken = new Set<string>();
  const guessed: Record<string, string> = {};
  const fields = mappingFields[kind].filter(
    ({ field }) => geometries.length === 0 || (field !== 'longitude' && field !== 'latitude'),
  );
  const take = (field: MappingField, column: string | undefined) => {
    if (column === undefined || guessed[field.field] !== undefined) return;
    guessed[field.field] = column;
    taken.add(column);
  };
  for (const field of fields)
    take(
      field,
      findColumn(field, columns, taken, (folded, usual) => folded === usual),
    );
  for (const field of fields) {
    if (guessed[field.field] === undefined)
      take(
        field,
        findColumn(field, columns, taken, (folded, usual) => usual.length > 3 && folded.endsWith(usual)),
      );
  }
  return guessed;
}

function findColumn(
  field: MappingField,
  columns: readonly string[],
  taken: ReadonlySet<string>,
  fits: (folded: string, usual: string) => boolean,
): string | undefined {
  for (const usual of field.usualNames) {
    const column = columns.find((candidate) => !taken.has(candidate) && fits(fold(candidate), usual));
    if (column !== undefined) return column;
  }
  return undefined;
}

function cellsOf(sampled: SampledHead, column: string): string[] {
  return sampled.sample.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
}

/** Says how each time column writes its times. What is left open is returned in words. */
function settleTimes(mapping: ColumnMapping, sampled: SampledHead): string[] {
  return mappingFields[mapping.kind].flatMap(({ field, holds }) => {
    const column = mapping.columns[field];
    if (holds !== 'time' || column === undefined) return [];
    const cells = cellsOf(sampled, column);
    const [first, second] = findTimeFormats(cells);
    if (first) mapping.times[field] = first;
    if (second) {
      delete mapping.times[field];
      return [`${field}: "${cells[0]}" may be day or month first: set times.${field} to ${first} or ${second}`];
    }
    return first || cells.length === 0
      ? []
      : [`${field}: "${cells[0]}" in column "${column}" is not a time that is known`];
  });
}

/** Words that say what stands at a site, whatever the column is called. */
const siteWords: readonly (readonly [RegExp, string])[] = [
  [/airport|airfield|aerodrome|airstrip|aeroport/, 'airfield'],
  [/helipad|heliport|landingsite/, 'landing-site'],
  [/checkpoint/, 'checkpoint'],
  [/village|town|settlement|hamlet/, 'village'],
  [/observationpost/, 'observation-post'],
  [/operatingbase/, 'operating-base'],
  [/headquarters/, 'headquarters'],
  [/camp/, 'camp'],
];

/** Fills fields that know a few words only, from cells that are those words or from what the file is about. */
function settleChoices(mapping: ColumnMapping, sampled: SampledHead, name: string): string[] {
  const problems: string[] = [];
  for (const { field, choices, isRequired } of mappingFields[mapping.kind]) {
    const column = mapping.columns[field];
    if (!choices || column === undefined) continue;
    const unknown = [...new Set(cellsOf(sampled, column))].filter(
      (cell) => !choices.includes(cell.toLowerCase()) && !choices.includes(cell),
    );
    if (unknown.length === 0) continue;
    const about = isRequired ? guessChoice(mapping.kind, field, sampled, name) : undefined;
    if (about === undefined && isRequired) {
      const shown = unknown.slice(0, 5).map((cell) => `"${cell.slice(0, 40)}"`);
      problems.push(`${field}: say in values.${field} what ${shown.join(', ')} stand for (${choices.join(', ')})`);
    } else delete mapping.columns[field];
  }
  for (const { field, choices, isRequired } of mappingFields[mapping.kind]) {
    if (!choices || !isRequired || mapping.columns[field] !== undefined) continue;
    const about = guessChoice(mapping.kind, field, sampled, name);
    if (about !== undefined) mapping.constants[field] = about;
  }
  if (mapping.kind === 'incident' && mapping.columns['precision'] === undefined)
    mapping.constants['precision'] = 'locality';
  return problems;
}

function guessChoice(kind: MappedKind, field: string, sampled: SampledHead, name: string): string | undefined {
  if (kind === 'facility' && field === 'level') return 'civilian';
  if (kind !== 'site' || field !== 'type') return undefined;
  // What every row says counts, as does the name of the file; a word in one row's name does not.
  const shared = sampled.columns.filter((column) => new Set(cellsOf(sampled, column)).size === 1);
  const words = [name, ...shared.map((column) => cellsOf(sampled, column)[0] ?? '')].map(fold);
  return siteWords.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? 'other';
}

function findRangeProblems(mapping: ColumnMapping, sampled: SampledHead): string[] {
  const [longitude, latitude] = ['longitude', 'latitude'].map((field) => mapping.columns[field]);
  if (!longitude || !latitude) return [];
  const read = (column: string) =>
    cellsOf(sampled, column).flatMap(
      (cell) => parseDecimal(mapping.delimiter === ',' ? cell : cell.replace(',', '.')) ?? [],
    );
  const isBeyond = (values: readonly number[], limit: number) => values.some((value) => Math.abs(value) > limit);
  if (!isBeyond(read(latitude), 90) && !isBeyond(read(longitude), 180)) return [];
  return isBeyond(read(latitude), 180) || isBeyond(read(longitude), 180)
    ? ['the coordinates are not degrees: give longitude and latitude in WGS 84']
    : ['latitude is beyond 90: latitude and longitude may be swapped'];
}
