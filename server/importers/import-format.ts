import type { ColumnMapping } from '#shared/schema/imports/column-mapping.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { Affiliation, TrackType } from '#shared/schema/watch/track.ts';
import type { TextEncodingName } from './text-decoding.ts';

/**
 * One row of a file: a report in wire form (as posted over HTTP), or why there is none. `line` is where the row starts,
 * counted from 1. `note` says what a person should know of a row that is accepted all the same. `endsFile` says that the
 * fault is the file's and nothing after it can be trusted.
 */
export type ImportRow =
  | { line: number; report: Record<string, unknown>; note?: string }
  | { line: number; problem: Problem; endsFile?: true };

/** What a person says of a file because the file does not say it itself. */
export type ImportTold = {
  /** Meaning of the columns, for the formats that have none of their own. */
  mapping?: ColumnMapping | undefined;
  /** Epoch milliseconds: when the file was recorded or drawn up, where it carries no time. */
  observedAt?: number | undefined;
  /** What moved, and whose it was. */
  trackType?: TrackType | undefined;
  affiliation?: Affiliation | undefined;
};

/** What a format reads from. */
export type ImportFile = {
  path: string;
  told: ImportTold;
  /** Epoch milliseconds of the last change of the file on this disk. */
  modifiedAt: number;
  /** File name without folder and extensions; part of ids where the file gives none. */
  stem: string;
  /** On disk, compressed or not. */
  sizeBytes: number;
  /** The whole file as UTF-8 text without byte-order mark, in pieces. Throws `UnreadableFileError`, nothing else. */
  readText: () => AsyncGenerator<string>;
  /** The same from the beginning without counting as progress, for a format that has to look ahead. */
  peekText: () => AsyncGenerator<string>;
};

/**
 * A file format. `detect` sees the first bytes (at most 64 KiB) and answers how sure it is, from 0 to 1.
 * `read` yields rows in file order, holds no more than a piece of the file, and may throw `UnreadableFileError` only.
 */
export type ImportFormat = {
  name: string;
  title: string;
  /** UTF-8 where not said. */
  encoding?: TextEncodingName;
  /** What `line` of a row counts: lines of text, or records where a file may hold all of them on one line. */
  rowUnit?: 'line' | 'record';
  /** Whether the meaning of the columns has to be told (`ImportTold.mapping`): always, or where none can be proposed. */
  isMapped?: 'always' | 'when-unclear';
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
