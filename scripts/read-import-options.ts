import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type ColumnMapping, type MappedKind, mappedKinds } from '#shared/schema/imports/column-mapping.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { affiliations, trackTypes } from '#shared/schema/watch/track.ts';
import type { ImportTold } from '../server/importers/import-format.ts';
import { readMappingFile, readMappings } from '../server/importers/mapped/mapping-store.ts';
import { parseUtcTime } from '../server/importers/parse-cell.ts';

const usage =
  'usage: npm run import -- FILE… [--as FORMAT] [--data DIR] [--source NAME] (--list, --undo ID; --help for everything)';

export const help = `usage: npm run import -- FILE… [options]
  --as FORMAT            one of the formats; without it the content decides
  --data DIR             data folder (else VEDETTE_DATA, else ./data)
  --source NAME          replaces the source that the format gives
  --mapping NAME|FILE    meaning of the columns of a CSV or GeoJSON file; without it one is proposed and shown
  --save-mapping NAME    keep the given or proposed mapping in the data folder under this name, and load nothing
  --kind KIND            what the rows are, where it is guessed wrongly: ${mappedKinds.join(', ')}
  --observed-at TIME     when it was recorded or drawn up, for a file that does not say (ISO 8601, UTC)
  --track-type TYPE      what moved: ${trackTypes.join(', ')}
  --affiliation WHOSE    whose it was: ${affiliations.join(', ')}
  --list                 what was imported so far, the latest first
  --undo ID              takes back what an import added; --reason TEXT says why
`;

export type ImportCommand = {
  wantsHelp: boolean;
  wantsList: boolean;
  /** Id of the import to take back. */
  undo: string | undefined;
  reason: string | undefined;
  files: string[];
  format: string | undefined;
  dataDir: string;
  sourceName: string | undefined;
  saveMappingAs: string | undefined;
  kind: MappedKind | undefined;
  told: ImportTold;
};

/** The command line → what to do, or the one line that says what is wrong with it. */
export async function readImportOptions(): Promise<Parsed<ImportCommand>> {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      data: { type: 'string' },
      source: { type: 'string' },
      mapping: { type: 'string' },
      'save-mapping': { type: 'string' },
      kind: { type: 'string' },
      'observed-at': { type: 'string' },
      'track-type': { type: 'string' },
      affiliation: { type: 'string' },
      list: { type: 'boolean', default: false },
      undo: { type: 'string' },
      reason: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const isLoading = !values.list && values.undo === undefined;
  if (isLoading !== files.length > 0 && !values.help) return refuse('bad-query', usage);
  const { source, 'save-mapping': saveMappingAs } = values;
  if (source !== undefined && (source === '' || source.length > 128))
    return refuse('bad-query', '--source takes a name of 1 to 128 characters');
  if (saveMappingAs !== undefined && (saveMappingAs.trim() === '' || saveMappingAs.length > 80))
    return refuse('bad-query', '--save-mapping takes a name of 1 to 80 characters');
  const kind = choose('kind', values.kind, mappedKinds);
  if (!kind.ok) return kind;
  const trackType = choose('track-type', values['track-type'], trackTypes);
  if (!trackType.ok) return trackType;
  const affiliation = choose('affiliation', values.affiliation, affiliations);
  if (!affiliation.ok) return affiliation;
  const observedText = values['observed-at'];
  const observedAt = observedText === undefined ? undefined : parseUtcTime(observedText);
  if (observedText !== undefined && observedAt === undefined)
    return refuse('bad-query', '--observed-at takes a time like 2026-11-12T06:10Z');
  const dataDir = findDataDir(values.data);
  const mapping = values.mapping === undefined ? undefined : await findMapping(values.mapping, dataDir);
  if (mapping && !mapping.ok) return mapping;
  return {
    ok: true,
    value: {
      ...{ wantsHelp: values.help, wantsList: values.list, undo: values.undo, reason: values.reason },
      files,
      format: values.as,
      dataDir,
      sourceName: source,
      saveMappingAs,
      kind: kind.value,
      told: { mapping: mapping?.value, observedAt, trackType: trackType.value, affiliation: affiliation.value },
    },
  };
}

function choose<T extends string>(
  option: string,
  value: string | undefined,
  choices: readonly T[],
): Parsed<T | undefined> {
  const found = choices.find((choice) => choice === value);
  return value === undefined || found !== undefined
    ? { ok: true, value: found }
    : refuse('bad-query', `--${option} is one of ${choices.join(', ')}`);
}

function findDataDir(option: string | undefined): string {
  const named = option ?? process.env['VEDETTE_DATA'];
  return named ? resolve(named) : fileURLToPath(new URL('../data', import.meta.url));
}

/** A file where one of that name is there, else a saved mapping of that name. */
async function findMapping(named: string, dataDir: string): Promise<Parsed<ColumnMapping>> {
  if (existsSync(named)) return await readMappingFile(named);
  const { mappings, problems } = await readMappings(dataDir);
  const found = mappings.find(({ name }) => name === named);
  if (found) return { ok: true, value: found };
  const known = mappings.length > 0 ? `; saved: ${mappings.map(({ name }) => name).join(', ')}` : '';
  const broken = problems.length > 0 ? `; cannot be read: ${problems.join('; ')}` : '';
  return refuse('mapping-needed', `there is no file and no saved mapping "${named}"${known}${broken}`);
}
