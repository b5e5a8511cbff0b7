import { setTimeout as delay } from 'node:timers/promises';
import type { ReportResult } from '#shared/protocol/http.ts';
import { type Parsed, type Problem, refuse } from '#shared/schema/problem.ts';
import { type OpenImport, type OpenImportOptions, openImport } from './open-import.ts';
import { type ImportReason, makeReasonTally } from './reason-tally.ts';

/**
 * Where an import hands its reports: resolves with one result each once all that was accepted is on disk. Rejects when
 * nothing could be stored, with an error whose `isRetryable` says whether trying again can help.
 */
export type ImportSink = (reports: readonly unknown[]) => Promise<ReportResult[]>;

export type ImportProgress = {
  /** A file is read through once before anything is stored, then loaded. */
  phase: 'checking' | 'loading';
  bytesRead: number;
  bytesTotal: number;
  accepted: number;
  duplicate: number;
  refused: number;
};

export type ImportTally = {
  accepted: number;
  duplicate: number;
  refused: number;
  reasons: ImportReason[];
  /** What a person should know of rows that were handed in all the same. */
  notes: ImportReason[];
};

export type ImportSummary = ImportTally & {
  file: string;
  format: string;
  /** What the numbers of the rows above count. */
  rowUnit: 'line' | 'record';
};

export type ImportOptions = OpenImportOptions & {
  file: string;
  sink: ImportSink;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Told after each batch how it stands, so that whoever stops an import knows how far it came. */
  onTally?: ((tally: ImportTally) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** Replaces the source that the format gives. */
  sourceName?: string | undefined;
  /** Waits between attempts while the sink cannot store. */
  retryDelaysMs?: readonly number[] | undefined;
};

/** Within the limits of one post, with room for the envelope. */
const maxBatchReports = 500;
const maxBatchBytes = 900_000;
/** About two minutes in all, then the import gives up and says how far it came. */
const defaultRetryDelaysMs = [200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 20_000, 30_000, 30_000];

/**
 * Loads a file through the sink in file order, one batch at a time. A file is loaded or refused as a whole for a fault
 * of the file; a row is refused alone. Row keys make a second run, or one after an interruption, add nothing twice.
 * Rejects with the reason of `signal` when that is aborted; what was stored by then stays.
 */
export async function runImport(options: ImportOptions): Promise<Parsed<ImportSummary>> {
  const opened = await openImport(options.file, pickFileOptions(options));
  if (!opened.ok) return opened;
  const run = startRun(opened.value, options);
  const fault = await run.check();
  return fault ? { ok: false, problem: fault } : await run.load();
}

function pickFileOptions({
  format,
  fileName,
  mapping,
  observedAt,
  trackType,
  affiliation,
}: ImportOptions): OpenImportOptions {
  return { format, fileName, mapping, observedAt, trackType, affiliation };
}

type Pending = { line: number; report: Record<string, unknown> };

function startRun({ path, format, sizeBytes, readRows }: OpenImport, options: ImportOptions) {
  const { sink, onProgress, onTally, signal, sourceName } = options;
  const counts = { accepted: 0, duplicate: 0, refused: 0 };
  const tally = makeReasonTally();
  const notes = makeReasonTally();

  function makeByteCounter(phase: ImportProgress['phase']): (bytes: number) => void {
    let bytesRead = 0;
    return (bytes) => {
      bytesRead += bytes;
      onProgress?.({ phase, bytesRead, bytesTotal: sizeBytes, ...counts });
    };
  }

  async function check(): Promise<Problem | undefined> {
    for await (const row of readRows(makeByteCounter('checking'))) {
      signal?.throwIfAborted();
      if ('problem' in row && row.endsFile) return row.problem;
    }
    return undefined;
  }

  async function load(): Promise<Parsed<ImportSummary>> {
    let batch: Pending[] = [];
    let batchBytes = 0;
    for await (const row of readRows(makeByteCounter('loading'))) {
      signal?.throwIfAborted();
      if ('problem' in row) {
        if (row.endsFile) return refuse(row.problem.name, `${row.problem.detail}; ${describeStored()}`);
        refuseRow(row.problem, row.line);
        continue;
      }
      const bytes = Buffer.byteLength(JSON.stringify(row.report));
      if (batch.length === maxBatchReports || (batch.length > 0 && batchBytes + bytes > maxBatchBytes)) {
        const problem = await store(batch);
        if (problem) return { ok: false, problem };
        batch = [];
        batchBytes = 0;
      }
      if (row.note) notes.addNote(row.note, row.line);
      batch.push(row);
      batchBytes += bytes;
    }
    const problem = await store(batch);
    if (problem) return { ok: false, problem };
    const { name, rowUnit = 'line' } = format;
    const lists = { reasons: tally.list(), notes: notes.list() };
    return { ok: true, value: { file: path, format: name, ...counts, ...lists, rowUnit } };
  }

  async function store(batch: readonly Pending[]): Promise<Problem | undefined> {
    if (batch.length === 0) return undefined;
    const reports = batch.map(({ report }) => (sourceName === undefined ? report : { ...report, source: sourceName }));
    const stored = await sendWithRetry(sink, reports, options);
    if (!stored.ok) return { ...stored.problem, detail: `${stored.problem.detail}; ${describeStored()}` };
    stored.value.forEach((result, index) => {
      if (result.status === 'refused') refuseRow(result.problem, batch[index]!.line);
      else counts[result.status] += 1;
    });
    onTally?.({ ...counts, reasons: tally.list(), notes: notes.list() });
    return undefined;
  }

  function refuseRow(problem: Problem, line: number): void {
    counts.refused += 1;
    tally.add(problem, line);
  }

  function describeStored(): string {
    return `${counts.accepted} were stored before; running it again continues there`;
  }

  return { check, load };
}

async function sendWithRetry(
  sink: ImportSink,
  reports: readonly unknown[],
  { signal, retryDelaysMs = defaultRetryDelaysMs }: ImportOptions,
): Promise<Parsed<ReportResult[]>> {
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return { ok: true, value: await sink(reports) };
    } catch (error) {
      if (!isSinkError(error)) throw error;
      if (!error.isRetryable) return refuse('internal', `storing failed: ${error.message}`);
      const waitMs = retryDelaysMs[attempt];
      if (waitMs === undefined) return refuse('overloaded', `storing failed: ${error.message}`);
      await delay(Math.max(waitMs, error.retryAfterMs ?? 0), undefined, signal ? { signal } : {});
    }
  }
}

type SinkError = Error & { isRetryable: boolean; retryAfterMs?: number };

function isSinkError(error: unknown): error is SinkError {
  return error instanceof Error && 'isRetryable' in error && typeof error.isRetryable === 'boolean';
}
