import type { Problem } from '#shared/schema/problem.ts';

/**
 * One row of a file: a report in wire form (as posted over HTTP), or why there is none. `line` is where the row starts,
 * counted from 1. `endsFile` says that the fault is the file's and nothing after it can be trusted.
 */
export type ImportRow =
  | { line: number; report: Record<string, unknown> }
  | { line: number; problem: Problem; endsFile?: true };

/** What a format reads from. */
export type ImportFile = {
  path: string;
  /** File name without folder and extension; part of ids where the file gives none. */
  stem: string;
  sizeBytes: number;
  /** The whole file as UTF-8 text without byte-order mark, in pieces. Throws `UnreadableFileError`, nothing else. */
  readText: () => AsyncGenerator<string>;
};

/**
 * A file format. `detect` sees the first bytes (at most 64 KiB) and answers how sure it is, from 0 to 1.
 * `read` yields rows in file order, holds no more than a piece of the file, and may throw `UnreadableFileError` only.
 */
export type ImportFormat = {
  name: string;
  title: string;
  detect: (head: Buffer, path: string) => number;
  read: (file: ImportFile) => AsyncIterable<ImportRow>;
};

/** The file as a whole cannot be read; `line` is where that was noticed, when known. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly problem: Problem;
  readonly line: number;

  constructor(detail: string, line = 1) {
    super(detail);
    this.problem = { name: 'unreadable-file', detail };
    this.line = line;
  }
}
