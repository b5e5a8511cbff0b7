import type { ReportResult } from '#shared/protocol/http.ts';
import { importOfActor } from '#shared/schema/imports/import.ts';
import { isFactKind, kinds } from '#shared/schema/kinds.ts';
import type { LogChunk } from '../log/event-log.ts';
import { type ImportStore, isTakenBack, listImports } from './import-store.ts';
import { suffixed } from './next-generation.ts';
import { holds, type SequenceRange } from './sequence-ranges.ts';
import { retractionId } from './undo-import.ts';

type Report = Record<string, unknown>;
type Submit = (reports: readonly unknown[]) => Promise<ReportResult[]>;

const chunkRows = 2_000;

/**
 * Loading again what an undo took back. The log knows those message ids and fixes, and calls them duplicates; such a row
 * goes in once more under the next generation of its key: `~2` behind the message id of a fact, or behind the source of
 * a fix. The rule looks only at the log, so that a second run, or one after a kill, adds nothing.
 */
export function makeRestoringSink(store: ImportStore, submit: Submit): Submit {
  const actorOf = makeActorReader(store);

  async function findUndone(sequence: number, ranges: readonly SequenceRange[]): Promise<string | undefined> {
    if (!holds(ranges, sequence)) return undefined;
    const actor = await actorOf(sequence);
    return actor !== undefined && isTakenBack(store, actor) ? importOfActor(actor) : undefined;
  }

  return async (reports) => {
    const results = [...(await submit(reports))];
    if (!results.some(({ status }) => status === 'duplicate')) return results;
    const undone = listImports(store).filter(({ body }) => body.status === 'undone' || body.status === 'undoing');
    const ranges = undone.flatMap(({ body }) => body.sequences);
    const latest = reports.map((report) => report as Report);
    let open = results.map((_, index) => index);
    for (let generation = 2; ; generation += 1) {
      const again: number[] = [];
      for (const index of open) {
        const result = results[index]!;
        if (result.status !== 'duplicate') continue;
        const importId = await findUndone(result.sequence, ranges);
        if (importId === undefined) continue;
        latest[index] = renew(reports[index] as Report, generation, retractionId(importId, result.sequence));
        again.push(index);
      }
      if (again.length === 0) return results;
      const renewed = await submit(again.map((index) => latest[index]));
      for (const [at, index] of again.entries()) results[index] = renewed[at]!;
      open = again;
    }
  };
}

function renew(report: Report, generation: number, retraction: string): Report {
  const { kind, messageId, source, amends } = report;
  if (kind === 'position') return { ...report, source: suffixed(String(source ?? 'import'), generation) };
  const renewed = { ...report, messageId: suffixed(String(messageId), generation) };
  // A thing without an id of its own would be taken for what it amends.
  const hasEntity = isFactKind(String(kind)) && kinds[kind as 'incident'].entityOf(report as never) !== undefined;
  if (amends !== undefined || !hasEntity) return renewed;
  return {
    ...renewed,
    amends: { messageId: retraction, source: 'system', as: 'correction', reason: 'the file was loaded again' },
  };
}

/** Who added the row of a sequence number. Rows of a file lie together in the log: one stretch of it is kept. */
function makeActorReader({ log }: ImportStore): (sequence: number) => Promise<string | undefined> {
  let actors = new Map<number, string>();
  return async (sequence) => {
    if (!actors.has(sequence)) {
      actors = new Map();
      for await (const chunk of log.readTail(sequence - 1, chunkRows)) {
        noteActors(chunk, actors, log.descriptors);
        if (actors.size >= chunkRows) break;
      }
    }
    return actors.get(sequence);
  };
}

function noteActors(
  chunk: LogChunk,
  actors: Map<number, string>,
  descriptors: ImportStore['log']['descriptors'],
): void {
  for (const fact of chunk.facts) actors.set(fact.sequence, fact.actor);
  for (let row = 0; chunk.fixes && row < chunk.fixes.count; row++)
    actors.set(chunk.fixSequences[row]!, descriptors[chunk.fixes.descriptor[row]!]!.actor);
}
