import { clipReason, type ImportReport } from '#shared/schema/imports/import.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { ImportTold } from '../importers/import-format.ts';
import type { ImportReason } from '../importers/reason-tally.ts';
import { type ImportProgress, type ImportSink, type ImportTally, runImport } from '../importers/run-import.ts';
import { type ImportOwner, type ImportStore, importDoor, recordImport } from './import-store.ts';
import { makeRestoringSink } from './restoring-sink.ts';
import { SequenceRanges } from './sequence-ranges.ts';

/** A file to load, wherever it lies, and under which name the record will know it. */
export type ImportOrder = {
  importId: string;
  path: string;
  name: string;
  sha256: string;
  sizeBytes: number;
  /** As it was recognised, or as a person decided. */
  format: string;
  told: ImportTold;
  source?: string | undefined;
  owner: ImportOwner;
};

export type LoadOptions = {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
};

/** Thrown into a load by whoever ends it; the record of the import then says so. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';
}

/**
 * Loads a file and puts it on record: that it began, and how it ended. What is on disk when it fails or is stopped stays
 * and can be undone like the rest.
 */
export async function loadImport(
  store: ImportStore,
  order: ImportOrder,
  { signal, onProgress }: LoadOptions = {},
): Promise<ImportReport> {
  const { owner } = order;
  const ranges = new SequenceRanges();
  let tally: ImportTally = { accepted: 0, duplicate: 0, refused: 0, reasons: [], notes: [] };
  let rowUnit: ImportReport['rowUnit'] = 'line';
  const describe = (status: ImportReport['status'], problem?: string): ImportReport => ({
    ...firstReport(order, startedAt),
    ...(status === 'running' ? {} : { endedAt: store.now() }),
    status,
    ...tally,
    ...{ reasons: tally.reasons.map(clip), notes: tally.notes.map(clip), rowUnit },
    sequences: ranges.list(),
    ...(problem === undefined ? {} : { problem: clipReason(problem) }),
  });
  const startedAt = store.now();
  await recordImport(store, owner, describe('running'));
  const submit = makeRestoringSink(store, (reports) => store.ingest.submit(reports, importDoor(order.importId)));
  const sink: ImportSink = async (reports) => {
    const results = await submit(reports.map((report) => ({ marking: owner.marking, ...(report as object) })));
    for (const result of results) if (result.status === 'accepted') ranges.add(result.sequence);
    return results;
  };
  let problem: Problem | undefined;
  let unexpected: unknown;
  try {
    const loaded = await runImport({
      file: order.path,
      fileName: order.name,
      format: order.format,
      ...order.told,
      sourceName: order.source,
      sink,
      signal,
      onProgress,
      onTally: (latest) => {
        tally = latest;
      },
    });
    if (loaded.ok) {
      const { file: _file, format: _format, ...counts } = loaded.value;
      ({ rowUnit, ...tally } = counts);
    } else {
      problem = loaded.problem;
    }
  } catch (error) {
    const reason: unknown = signal?.aborted ? signal.reason : undefined;
    problem = {
      name: 'internal',
      detail: reason instanceof ImportStopped ? reason.message : 'something failed inside',
    };
    if (!(reason instanceof ImportStopped)) unexpected = error;
  }
  const report = describe(problem ? 'failed' : 'done', problem?.detail);
  await recordImport(store, owner, report);
  if (unexpected !== undefined) throw unexpected;
  return report;
}

function clip(reason: ImportReason): ImportReason {
  return { ...reason, reason: clipReason(reason.reason) };
}

function firstReport(order: ImportOrder, startedAt: number) {
  const { importId, name, sha256, sizeBytes, format, source, told } = order;
  return {
    ...{ importId, name, sha256, sizeBytes, format, startedAt },
    ...(source === undefined ? {} : { source }),
    ...(told.mapping === undefined ? {} : { mapping: told.mapping.name }),
  };
}
