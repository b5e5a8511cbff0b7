import { type ColumnMapping, mappedKinds } from '#shared/schema/imports/column-mapping.ts';
import { mappingFields } from '#shared/schema/imports/mapping-fields.ts';
import type { Parsed } from '#shared/schema/problem.ts';
import { saveMapping } from '../server/importers/mapped/mapping-store.ts';
import { type ProposedMapping, proposeMapping } from '../server/importers/mapped/propose-mapping.ts';
import { readHead } from '../server/importers/open-import.ts';
import type { ImportCommand } from './read-import-options.ts';

/** What a file with columns of its own could mean. */
export async function proposeFor(
  file: string,
  { kind }: Pick<ImportCommand, 'kind'>,
): Promise<Parsed<ProposedMapping>> {
  const head = await readHead(file);
  return head.ok ? { ok: true, value: proposeMapping(head.value.bytes, file, kind) } : head;
}

/** A proposal as text: the mapping itself, what is missing, what else could be filled, and the first rows. */
export function formatProposal(file: string, { mapping, problems, columns, sample }: ProposedMapping): string {
  const filled = new Set([...Object.keys(mapping.columns), ...Object.keys(mapping.constants)]);
  const open = mappingFields[mapping.kind].filter(({ field }) => !filled.has(field)).map(({ field }) => field);
  const left = columns.filter((column) => !Object.values(mapping.columns).includes(column));
  const rows = sample.slice(0, 3).map((row, index) => `  ${index + 1}. ${formatRow(row)}`);
  return [
    `${file}: proposed mapping`,
    JSON.stringify(mapping, null, 2),
    problems.length > 0 ? `missing:\n${problems.map((problem) => `  ${problem}`).join('\n')}` : 'nothing is missing',
    `fields that could be filled: ${open.join(', ') || 'none'}`,
    `columns that are left out: ${left.join(', ') || 'none'}`,
    `first rows:\n${rows.join('\n')}`,
    `other kinds: --kind ${mappedKinds.filter((kind) => kind !== mapping.kind).join('|')}`,
    'Put the mapping in a file, change what is wrong, and give it with --mapping FILE.json; --save-mapping NAME keeps it.',
    '',
  ].join('\n');
}

function formatRow(row: Readonly<Record<string, string>>): string {
  const cells = Object.entries(row).map(
    ([column, cell]) => `${column}: ${cell.length > 30 ? `${cell.slice(0, 29)}…` : cell}`,
  );
  return cells.slice(0, 8).join(' | ');
}

/** Keeps the mapping under the name a person gave it. */
export async function keepMapping(dataDir: string, mapping: ColumnMapping, name: string): Promise<void> {
  await saveMapping(dataDir, { ...mapping, name });
}
