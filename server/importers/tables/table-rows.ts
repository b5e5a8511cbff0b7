import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { readCsvRows } from '../csv-rows.ts';
import { type ImportFile, type ImportRow, UnreadableFileError } from '../import-format.ts';

/** Cells of a row by the name of their column, blanks at the ends left out. */
export type TableRow = Readonly<Record<string, string>>;

/** How sure a file is such a table: 1 when its header row has all the columns, 0.4 when it has most of them. */
export function detectColumns(head: Buffer, columns: readonly string[]): number {
  const firstLine = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]/, 1)[0]!;
  const names = new Set(firstLine.split(',').map((name) => name.replace(/^\s*"|"\s*$/g, '').trim()));
  const found = columns.filter((column) => names.has(column)).length;
  if (found === columns.length) return 1;
  return found >= 3 && found >= columns.length * 0.6 ? 0.4 : 0;
}

/**
 * The rows of a table with a header row, each read alone by `readRow`. A row of HXL tags below the header is left out.
 * Throws `UnreadableFileError` when the header lacks one of `columns`; a row of another length is refused.
 */
export async function* readTable(
  file: Pick<ImportFile, 'readText'>,
  columns: readonly string[],
  readRow: (row: TableRow, cells: readonly string[]) => Parsed<Record<string, unknown>>,
): AsyncGenerator<ImportRow> {
  let header: string[] | undefined;
  let isFirstRow = true;
  for await (const { line, cells } of readCsvRows(file)) {
    if (!header) {
      header = readHeader(cells, columns, line);
      continue;
    }
    const isTagRow = isFirstRow && isHxlRow(cells);
    isFirstRow = false;
    if (isTagRow) continue;
    const row = cells.length === header.length ? readRow(nameCells(header, cells), cells) : refuseLength(header);
    yield row.ok ? { line, report: row.value } : { line, problem: row.problem };
  }
  if (!header) throw new UnreadableFileError('the header row is missing', 1);
}

function readHeader(cells: readonly string[], columns: readonly string[], line: number): string[] {
  const names = cells.map((cell) => cell.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new UnreadableFileError(`the header row is missing or lacks the columns ${missing.join(', ')}`, line);
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) throw new UnreadableFileError(`the header row names the column ${twice} twice`, line);
  return names;
}

function refuseLength(header: readonly string[]): Parsed<never> {
  return refuse('invalid-report', `the row does not have the ${header.length} cells of the header`);
}

/** Row of HXL tags: every cell is empty or starts with #, and at least one is a tag. */
function isHxlRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.startsWith('#')) && cells.some((cell) => cell !== '');
}

/** A column may be called like a property of every object, hence none is inherited. */
function nameCells(header: readonly string[], cells: readonly string[]): TableRow {
  const row: Record<string, string> = Object.create(null);
  for (const [index, name] of header.entries()) row[name] = cells[index]!.trim();
  return row;
}
