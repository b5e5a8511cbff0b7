import { open, stat } from 'node:fs/promises';
import { parse } from 'node:path';
import type { ColumnMapping } from '#shared/schema/imports/column-mapping.ts';
import { type Parsed, type Problem, refuse } from '#shared/schema/problem.ts';
import { readFileBytes } from './file-bytes.ts';
import { describeSystemError, readFileText } from './file-text.ts';
import {
  type ImportFile,
  type ImportFormat,
  type ImportRow,
  type ImportTold,
  UnreadableFileError,
} from './import-format.ts';
import { importFormats } from './import-registry.ts';
import { proposeMapping } from './mapped/propose-mapping.ts';

/** A file is judged by this much of its beginning before anything else is read. */
const headBytes = 65_536;

export type OpenImport = {
  path: string;
  format: ImportFormat;
  sizeBytes: number;
  /** The meaning of the columns, given or proposed, where the format needs one. */
  mapping?: ColumnMapping | undefined;
  /**
   * Reads the file from its beginning. Never throws for a fault of the file: that is a last row with `endsFile`.
   * `onBytes` is told how many bytes were read since it was last called.
   */
  readRows: (onBytes?: (bytes: number) => void) => AsyncGenerator<ImportRow>;
};

/** How a person wants a file read. */
export type OpenImportOptions = ImportTold & {
  /** Name of a format; without it the content decides. */
  format?: string | undefined;
  /** Name that the file had where it came from, when it lies under another; ids are made from it. */
  fileName?: string | undefined;
};

/** Recognises a file by its content, or takes the named format. Nothing is thrown; every refusal is named. */
export async function openImport(path: string, options: OpenImportOptions = {}): Promise<Parsed<OpenImport>> {
  const { format: formatName, fileName = path, ...told } = options;
  const named = importFormats.find((format) => format.name === formatName);
  if (formatName !== undefined && !named)
    return refuse('unknown-format', `there is no format "${formatName}"; known: ${listFormats()}`);

  const head = await inspectHead(path);
  if (!head.ok) return head;
  const format = named ?? findFormat(head.value.bytes, fileName);
  if (!head.value.isUtf8 && !format?.encoding) return refuseEncoding();
  if (!format) return refuse('unknown-format', `no known format fits the content; known: ${listFormats()}`);
  if (format.isMapped && !told.mapping) {
    const { mapping, problems } = proposeMapping(head.value.bytes, fileName);
    if (format.isMapped === 'always' || problems.length > 0)
      return refuse('mapping-needed', describeNeed(format, problems));
    told.mapping = mapping;
  }
  const { bytes: _bytes, ...found } = head.value;
  const source = { path, encoding: format.encoding, ...found };
  const readRows = (onBytes?: (bytes: number) => void) =>
    completeTracks(
      endWithFault(format, {
        path,
        told,
        modifiedAt: source.modifiedAt,
        stem: findStem(fileName),
        sizeBytes: source.sizeBytes,
        readText: () => readFileText({ ...source, onBytes }),
        peekText: () => readFileText(source),
      }),
      told,
    );
  return { ok: true, value: { path, format, sizeBytes: source.sizeBytes, mapping: told.mapping, readRows } };
}

function describeNeed({ name }: ImportFormat, problems: readonly string[]): string {
  const missing = problems.length > 0 ? `; still missing: ${problems.join('; ')}` : '';
  return `a file read as ${name} needs a mapping that says what its columns mean${missing}`;
}

/** `patrol.gpx.gz` and `patrol.gpx` are one file and get the same ids. */
function findStem(path: string): string {
  return parse(path.replace(/\.gz$/i, '')).name;
}

/** What a person says of the tracks of a file wins over what the file says or leaves open. */
async function* completeTracks(rows: AsyncIterable<ImportRow>, told: ImportTold): AsyncGenerator<ImportRow> {
  const { trackType, affiliation } = told;
  const said = { ...(trackType ? { trackType } : {}), ...(affiliation ? { affiliation } : {}) };
  for await (const row of rows)
    yield 'report' in row && row.report['kind'] === 'position' ? { ...row, report: { ...row.report, ...said } } : row;
}

function listFormats(): string {
  return importFormats.map((format) => format.name).join(', ');
}

function findFormat(head: Buffer, path: string): ImportFormat | undefined {
  const scored = importFormats.map((format) => ({ format, score: format.detect(head, path) }));
  scored.sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score > 0 ? scored[0].format : undefined;
}

/** Name of the format that the content of a file fits, if one does. */
export async function detectFormat(path: string, fileName: string): Promise<string | undefined> {
  const head = await inspectHead(path);
  return head.ok ? findFormat(head.value.bytes, fileName)?.name : undefined;
}

async function* endWithFault(format: ImportFormat, file: ImportFile): AsyncGenerator<ImportRow> {
  try {
    yield* format.read(file);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    yield { line: error.line, problem: error.problem, endsFile: true };
  }
}

export type ImportHead = { bytes: Buffer; sizeBytes: number; modifiedAt: number; isGzip: boolean; isUtf8: boolean };

/** The first bytes of what a file holds (inflated when it is gzip), or why it cannot be read as UTF-8 text. */
export async function readHead(path: string): Promise<Parsed<ImportHead>> {
  const head = await inspectHead(path);
  return head.ok && !head.value.isUtf8 ? refuseEncoding() : head;
}

function refuseEncoding(): Parsed<never> {
  return refuse('unreadable-file', 'not UTF-8 text: save the file as UTF-8');
}

async function inspectHead(path: string): Promise<Parsed<ImportHead>> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return refuse('unreadable-file', 'it is a directory, not a file');
    if (!found.isFile()) return refuse('unreadable-file', 'it is not a regular file');
    const isGzip = await startsLikeGzip(path);
    const head = await readBeginning({ path, sizeBytes: found.size, isGzip });
    const problem = findHeadFault(head.bytes, head.isWhole);
    if (problem) return { ok: false, problem };
    const isUtf8 = isUtf8Text(head.bytes, head.isWhole);
    return { ok: true, value: { bytes: head.bytes, sizeBytes: found.size, modifiedAt: found.mtimeMs, isGzip, isUtf8 } };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { ok: false, problem: error.problem };
    return refuse('unreadable-file', describeSystemError(error));
  }
}

async function startsLikeGzip(path: string): Promise<boolean> {
  await using handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

async function readBeginning(
  source: Parameters<typeof readFileBytes>[0],
): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of readFileBytes(source)) {
    pieces.push(piece);
    length += piece.length;
    if (length > headBytes) break;
  }
  return { bytes: Buffer.concat(pieces).subarray(0, headBytes), isWhole: length <= headBytes };
}

const signatures: readonly { bytes: readonly number[]; title: string }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], title: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], title: 'a JPEG image' },
  { bytes: [0x25, 0x50, 0x44, 0x46], title: 'a PDF document' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], title: 'a ZIP archive or an office document: unpack it or save it as CSV' },
  { bytes: [0x1f, 0x8b], title: 'a gzip archive inside a gzip archive' },
  { bytes: [0xff, 0xfe], title: 'UTF-16 text: save it as UTF-8' },
  { bytes: [0xfe, 0xff], title: 'UTF-16 text: save it as UTF-8' },
];

function findHeadFault(head: Buffer, isWhole: boolean): Problem | undefined {
  const fault = (detail: string): Problem => ({ name: 'unreadable-file', detail });
  const known = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (known) return fault(`the content is ${known.title}`);
  if (head.includes(0)) return fault('NUL bytes: this is not a text file');
  return isWhole && head.toString('utf8').trim() === '' ? fault('the file is empty') : undefined;
}

function isUtf8Text(head: Buffer, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}
