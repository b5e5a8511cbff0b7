import { setImmediate as breathe } from 'node:timers/promises';
import type { DryRun } from '#shared/protocol/imports.ts';
import { clipReason } from '#shared/schema/imports/import.ts';
import type { Marking } from '#shared/schema/marking.ts';
import { parseFact, type ReportContext } from '#shared/schema/parse-fact.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { FactReport } from '#shared/schema/report.ts';
import { type OpenImportOptions, openImport } from '../importers/open-import.ts';
import { type ImportReason, makeReasonTally } from '../importers/reason-tally.ts';
import { type ParsedPosition, parsePosition } from '../ingest/parse-position.ts';
import type { RowKey } from '../log/event-log.ts';
import type { DuplicateCounter } from './duplicate-counter.ts';

/** What a preview shows; what lies beyond is counted. */
const shownRows = 200;
const shownProblems = 1_000;
const shownText = 200;
const defaultSource = 'import';
const rowsBetweenBreaths = 250;

export type DryRunOptions = {
  path: string;
  settings: OpenImportOptions;
  source?: string | undefined;
  marking: Marking;
  now: () => number;
  /** Asked which rows are on record already. */
  duplicates: DuplicateCounter;
  signal: AbortSignal;
  /** Told now and then, and at the end. */
  onState: (state: DryRun) => void;
};

/** Reads a file through and checks each row as ingest would, storing nothing. */
export async function runDry(options: DryRunOptions): Promise<void> {
  const { path, settings, source, marking, now, duplicates, signal, onState } = options;
  const opened = await openImport(path, settings);
  if (!opened.ok) return onState({ state: 'refused', problem: opened.problem });
  const { format, sizeBytes, readRows } = opened.value;
  const context: ReportContext = { now: now(), actor: 'import', defaultSource, mayDateKnowledge: true };
  const tally = makeReasonTally();
  const notes = makeReasonTally();
  const rows: DryRun['rows'] = [];
  const problems: DryRun['problems'] = [];
  const kinds: Record<string, number> = {};
  let [ready, refused, bytesRead, count] = [0, 0, 0, 0];
  let fault: Problem | undefined;
  const describe = (state: DryRun['state']): DryRun => ({
    ...{ state, format: format.name, bytesRead, bytesTotal: sizeBytes, ready, refused, kinds, rows, problems },
    ...(duplicates.count === undefined ? {} : { duplicate: duplicates.count }),
    ...{ reasons: listOf(tally), notes: listOf(notes), rowUnit: format.rowUnit ?? 'line' },
    ...(fault ? { problem: fault } : {}),
  });
  const refuseRow = (line: number, problem: Problem) => {
    refused += 1;
    tally.add(problem, line);
    if (problems.length < shownProblems) problems.push({ line, problem });
    if (rows.length < shownRows) rows.push({ line, problem });
  };
  for await (const row of readRows((bytes) => {
    bytesRead += bytes;
  })) {
    signal.throwIfAborted();
    if (++count % rowsBetweenBreaths === 0) {
      onState(describe('checking'));
      await breathe();
    }
    if ('problem' in row) {
      if (row.endsFile) fault = { ...row.problem, detail: `line ${row.line}: ${row.problem.detail}` };
      else refuseRow(row.line, row.problem);
      continue;
    }
    const said: Record<string, unknown> = { marking, ...row.report };
    const report = source === undefined ? said : { ...said, source };
    const checked = report['kind'] === 'position' ? parsePosition(report, context) : parseFact(report, context);
    if (!checked.ok) {
      refuseRow(row.line, checked.problem);
      continue;
    }
    ready += 1;
    await duplicates.add(keyOf(checked.value));
    if (row.note) notes.addNote(row.note, row.line);
    const kind = String(row.report['kind']);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (rows.length < shownRows) rows.push({ line: row.line, report: shorten(row.report) as Record<string, unknown> });
  }
  await duplicates.flush();
  signal.throwIfAborted();
  onState(describe(fault ? 'refused' : 'checked'));
}

function keyOf(checked: FactReport | ParsedPosition): RowKey {
  if ('messageId' in checked) return { source: checked.source, messageId: checked.messageId };
  const { wire, observedAt } = checked;
  return { source: wire.source ?? defaultSource, trackId: wire.trackId, observedAt };
}

function listOf(tally: ReturnType<typeof makeReasonTally>): ImportReason[] {
  return tally.list().map((each) => ({ ...each, reason: clipReason(each.reason) }));
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.length > shownText ? `${value.slice(0, shownText - 1)}…` : value;
  if (Array.isArray(value)) return value.slice(0, 20).map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shorten(each)]));
}
