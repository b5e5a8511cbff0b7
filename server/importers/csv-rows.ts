import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { countLineBreaks } from './file-text.ts';
import { type ImportFile, UnreadableFileError } from './import-format.ts';

/** A row of a CSV file: cells as written, line breaks as `\n`. `line` is where the row starts. */
export type CsvRow = { line: number; cells: string[] };

/** A longer row is a quote that was never closed. */
const maxRowBytes = 1_048_576;

/** The rows of a file of separated cells in order, blank lines left out. Throws `UnreadableFileError` only. */
export async function* readCsvRows(file: Pick<ImportFile, 'readText'>, delimiter = ','): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    info: true,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowBytes,
  });
  // The error reaches the loop below through the parser, which the pipeline destroys with it.
  pipeline(Readable.from(unifyLineBreaks(file.readText())), parser, () => {});
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const inside = record.reduce((sum, cell) => sum + countLineBreaks(cell), 0);
      yield { line: info.lines - inside, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? describeCsvError(error) : error;
  }
}

/** Line numbers count wrongly where `\r\n` stands inside quotes, so every kind of line break becomes `\n` first. */
async function* unifyLineBreaks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    held = text.endsWith('\r') ? '\r' : '';
    yield (held ? text.slice(0, -1) : text).replace(/\r\n?/g, '\n');
  }
  if (held) yield '\n';
}

function describeCsvError(error: CsvError): UnreadableFileError {
  const line = Number((error as { lines?: unknown }).lines ?? 1);
  const reasons: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote is never closed',
    CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
    INVALID_OPENING_QUOTE: 'a quote stands inside an unquoted cell',
    CSV_MAX_RECORD_SIZE: 'a row is longer than 1 MiB',
  };
  return new UnreadableFileError(`malformed CSV at line ${line}: ${reasons[error.code] ?? error.code}`, line);
}
