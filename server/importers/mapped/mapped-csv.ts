import type { ColumnMapping } from '#shared/schema/imports/column-mapping.ts';
import { findMappingProblems } from '#shared/schema/imports/mapping-fields.ts';
import { readCsvRows } from '../csv-rows.ts';
import { type ImportFile, type ImportFormat, type ImportRow, UnreadableFileError } from '../import-format.ts';
import { makeRowMapper } from './map-row.ts';
import { proposeMapping } from './propose-mapping.ts';

/** A table whose columns are told by a mapping. Taken by itself only where latitude and longitude are in the header. */
export const csvFormat: ImportFormat = {
  name: 'csv',
  title: 'CSV with columns of its own',
  isMapped: 'always',
  detect: (head, path) => {
    const text = head.toString('utf8').trimStart();
    if (/^\uFEFF?\s*[<{[$!]/.test(text)) return 0;
    const { columns } = proposeMapping(head, path).mapping;
    return columns['longitude'] && columns['latitude'] ? 0.1 : 0;
  },
  read: readCsv,
};

async function* readCsv(file: ImportFile): AsyncGenerator<ImportRow> {
  const mapping = file.told.mapping!;
  const mapRow = makeRowMapper(mapping, file);
  let columns: string[] | undefined;
  for await (const { line, cells } of readCsvRows(file, mapping.delimiter)) {
    if (!columns) {
      columns = readHeader(cells, mapping, line);
      continue;
    }
    if (cells.length !== columns.length) {
      const detail = `the row does not have the ${columns.length} cells of the header`;
      yield { line, problem: { name: 'invalid-report', detail } };
      continue;
    }
    const report = mapRow({ cells: new Map(columns.map((column, index) => [column, cells[index]!])) });
    yield report.ok ? { line, report: report.value } : { line, problem: report.problem };
  }
}

function readHeader(cells: readonly string[], mapping: ColumnMapping, line: number): string[] {
  const columns = cells.map((cell) => cell.trim());
  const problems = findMappingProblems(mapping, { columns });
  if (problems.length > 0)
    throw new UnreadableFileError(
      `the mapping "${mapping.name}" does not fit the header: ${problems.join('; ')}`,
      line,
    );
  return columns;
}
