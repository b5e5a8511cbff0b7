import { open, stat } from 'node:fs/promises';
import { parse } from 'node:path';
import { type Parsed, type Problem, refuse } from '#shared/schema/problem.ts';
import { describeSystemError, readFileText } from './file-text.ts';
import { type ImportFile, type ImportFormat, type ImportRow, UnreadableFileError } from './import-format.ts';
import { importFormats } from './import-registry.ts';

/** A file is judged by this much of its beginning before anything else is read. */
const headBytes = 65_536;

export type OpenImport = {
  path: string;
  format: ImportFormat;
  sizeBytes: number;
  /**
   * Reads the file from its beginning. Never throws for a fault of the file: that is a last row with `endsFile`.
   * `onBytes` is told how many bytes were read since it was last called.
   */
  readRows: (onBytes?: (bytes: number) => void) => AsyncGenerator<ImportRow>;
};

export type OpenImportOptions = {
  /** Name of a format; without it the content decides. */
  format?: string | undefined;
  /** Name that the file had where it came from, when it lies under another; ids are made from it. */
  fileName?: string | undefined;
};

/** Recognises a file by its content, or takes the named format. Nothing is thrown; every refusal is named. */
export async function openImport(path: string, options: OpenImportOptions = {}): Promise<Parsed<OpenImport>> {
  const named = importFormats.find((format) => format.name === options.format);
  if (options.format !== undefined && !named)
    return refuse('unknown-format', `there is no format "${options.format}"; known: ${listFormats()}`);

  const head = await readHead(path);
  if (!head.ok) return head;
  const format = named ?? findFormat(head.value.bytes, options.fileName ?? path);
  if (!format) return refuse('unknown-format', `no known format fits the content; known: ${listFormats()}`);
  const { sizeBytes } = head.value;
  const readRows = (onBytes?: (bytes: number) => void) =>
    endWithFault(format, {
      path,
      stem: parse(options.fileName ?? path).name,
      sizeBytes,
      readText: () => readFileText({ path, sizeBytes, onBytes }),
    });
  return { ok: true, value: { path, format, sizeBytes, readRows } };
}

function listFormats(): string {
  return importFormats.map((format) => format.name).join(', ');
}

function findFormat(head: Buffer, path: string): ImportFormat | undefined {
  const scored = importFormats.map((format) => ({ format, score: format.detect(head, path) }));
  scored.sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score > 0 ? scored[0].format : undefined;
}

async function* endWithFault(format: ImportFormat, file: ImportFile): AsyncGenerator<ImportRow> {
  try {
    yield* format.read(file);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    yield { line: error.line, problem: error.problem, endsFile: true };
  }
}

async function readHead(path: string): Promise<Parsed<{ bytes: Buffer; sizeBytes: number }>> {
  try {
    const { size, ...kind } = await describePath(path);
    if (kind.isDirectory) return refuse('unreadable-file', 'it is a directory, not a file');
    if (!kind.isFile) return refuse('unreadable-file', 'it is not a regular file');
    await using handle = await open(path);
    const buffer = Buffer.alloc(Math.min(headBytes, size));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const problem = findHeadFault(bytes, bytesRead === size);
    return problem ? { ok: false, problem } : { ok: true, value: { bytes, sizeBytes: size } };
  } catch (error) {
    return refuse('unreadable-file', describeSystemError(error));
  }
}

async function describePath(path: string) {
  const found = await stat(path);
  return { size: found.size, isDirectory: found.isDirectory(), isFile: found.isFile() };
}

const signatures: readonly { bytes: readonly number[]; title: string }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], title: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], title: 'a JPEG image' },
  { bytes: [0x25, 0x50, 0x44, 0x46], title: 'a PDF document' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], title: 'a ZIP archive or an office document: unpack it or save it as CSV' },
  { bytes: [0x1f, 0x8b], title: 'a gzip archive: unpack it first' },
  { bytes: [0xff, 0xfe], title: 'UTF-16 text: save it as UTF-8' },
  { bytes: [0xfe, 0xff], title: 'UTF-16 text: save it as UTF-8' },
];

function findHeadFault(head: Buffer, isWhole: boolean): Problem | undefined {
  const fault = (detail: string): Problem => ({ name: 'unreadable-file', detail });
  const known = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (known) return fault(`the content is ${known.title}`);
  if (head.includes(0)) return fault('NUL bytes: this is not a text file');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
    return text.trim() === '' && isWhole ? fault('the file is empty') : undefined;
  } catch {
    return fault('not UTF-8 text: save the file as UTF-8');
  }
}
