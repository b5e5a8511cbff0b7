import { createHash } from 'node:crypto';
import type { PictureRecord } from '#shared/picture/record.ts';
import { type ImportReport, importActor } from '#shared/schema/imports/import.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { describeFix } from './describe-fix.ts';
import { formatFact } from './format-fact.ts';
import {
  findImport,
  type ImportStore,
  isoOf,
  isTakenBack,
  recordDoor,
  recordImport,
  submitPatiently,
} from './import-store.ts';
import { restoreEarlier } from './restore-earlier.ts';

const chunkRows = 1_000;

export type UndoProgress = { rowsRead: number; rowsTotal: number };
export type UndoOptions = {
  actor: string;
  reason: string;
  onProgress?: ((progress: UndoProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/** Message id of the retraction of one row, so that a second attempt says nothing twice. */
export function retractionId(importId: string, sequence: number): string {
  return `undo:${importId}:${sequence}`;
}

/**
 * Takes back what an import added: every fact is retracted by an event that names the import, and a track that is shown
 * by its fixes leaves the picture, or goes back to the newest fix of somebody else. Nothing is deleted. It may be asked
 * again at any time: what is on record already is a duplicate, and what is missing follows.
 */
export async function undoImport(
  store: ImportStore,
  importId: string,
  { actor, reason, onProgress, signal }: UndoOptions,
): Promise<Parsed<ImportReport>> {
  const record = findImport(store, importId);
  if (!record) return refuse('not-found', `no import ${importId}`);
  const { body } = record;
  if (body.status === 'undone') return { ok: true, value: body };
  if (body.status === 'running') return refuse('import-busy', 'it is still being loaded: stop it first');
  const owner = { actor, marking: record.marking };
  const undo = body.undo ?? { reason, askedAt: store.now(), retracted: 0, retired: 0, kept: 0 };
  if (body.status !== 'undoing') await recordImport(store, owner, { ...body, status: 'undoing', undo });
  const counts = { retracted: 0, retired: 0, kept: 0 };
  const tracks = new Map<string, { source: string; trackId: string }>();
  const rowsTotal = body.sequences.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  let rowsRead = 0;
  for (const [first, last] of body.sequences) {
    for await (const { facts, fixes, fixSequences } of store.log.readTail(first - 1, chunkRows)) {
      signal?.throwIfAborted();
      const own = facts.filter((fact) => fact.sequence <= last && fact.actor === importActor(importId));
      if (own.length > 0) await retract(store, own, { importId, actor, reason: undo.reason });
      counts.retracted += own.length;
      for (let row = 0; fixes && row < fixes.count && fixSequences[row]! <= last; row++) {
        const { source, trackId, actor: by } = store.log.descriptors[fixes.descriptor[row]!]!;
        if (by === importActor(importId)) tracks.set(`${source}/${trackId}`, { source, trackId });
      }
      const end = Math.max(facts.at(-1)?.sequence ?? 0, fixSequences.at(-1) ?? 0);
      onProgress?.({ rowsRead: rowsRead + Math.min(end, last) - first + 1, rowsTotal });
      if (end >= last) break;
    }
    rowsRead += last - first + 1;
  }
  for (const track of tracks.values()) {
    signal?.throwIfAborted();
    counts[await retireTrack(store, track, { importId, actor })] += 1;
  }
  const undone: ImportReport = { ...body, status: 'undone', undo: { ...undo, ...counts } };
  await recordImport(store, owner, undone);
  return { ok: true, value: undone };
}

type Undo = { importId: string; actor: string; reason: string };

/** Retracts facts; where one stood in for an earlier report of the same thing, that one stands again. */
async function retract(store: ImportStore, facts: readonly FactEvent[], { importId, actor, reason }: Undo) {
  const based: FactEvent[] = [];
  const reports = facts.map((fact) => {
    const record = store.live.picture.records.get(`${fact.kind}/${fact.entity}`);
    const isShown = record !== undefined && !record.retracted && record.actor === importActor(importId);
    if (
      record &&
      record.version > 1 &&
      record.kind !== 'patrol' &&
      record.kind !== 'casevac' &&
      (isShown || isRetractedBy(record, importId))
    )
      based.push(fact);
    // An earlier undo may have restored this very report under another message.
    const { source, messageId } = isShown && record.messageId.startsWith('undo:') ? record : fact;
    return {
      ...formatFact(fact),
      source: 'system',
      messageId: retractionId(importId, fact.sequence),
      amends: { messageId, source, as: 'retraction', reason: `import ${importId} undone: ${reason}`.slice(0, 500) },
    };
  });
  await submitPatiently(store, reports, recordDoor(actor));
  for (const fact of based) await restoreEarlier(store, fact, retractionId(importId, fact.sequence));
}

/** Also true when an undo was cut off after the retraction: what comes after it is then made up for. */
function isRetractedBy(record: PictureRecord, importId: string): boolean {
  return record.retracted === true && record.source === 'system' && record.messageId.startsWith(`undo:${importId}:`);
}

/** What becomes of a track: it leaves when this import alone shows it, and stays where others report it. */
async function retireTrack(
  store: ImportStore,
  { source, trackId }: { source: string; trackId: string },
  { importId, actor }: Pick<Undo, 'importId' | 'actor'>,
): Promise<'retired' | 'kept'> {
  const { picture } = store.live;
  const name = `${source}/${trackId}`;
  const record = picture.records.get(`track/${name}`) as PictureRecord<'track'> | undefined;
  if (!record) return 'retired';
  if (record.actor !== importActor(importId)) return 'kept';
  const except: number[] = [];
  store.log.descriptors.forEach((each, id) => {
    if (each.trackId === trackId && each.source === source && isTakenBack(store, each.actor)) except.push(id);
  });
  const fix = await store.log.read.newestFix(source, trackId, except);
  const lastObservedAt = picture.tracks.observedAt[picture.tracks.find(name)!]!;
  const id = createHash('sha256').update(`${name}@${lastObservedAt}#${record.sequence}`).digest('base64url');
  const report = {
    kind: 'retire',
    messageId: `undo:${importId}:${id}`,
    observedAt: isoOf(store.now()),
    marking: fix ? store.log.descriptors[fix.descriptor]!.marking : record.marking,
    ...{ key: record.key, reason: 'undone', lastObservedAt },
    ...(fix ? { remaining: describeFix(store, fix, record.body.intervalMs) } : {}),
  };
  await submitPatiently(store, [report], recordDoor(actor));
  return fix ? 'kept' : 'retired';
}
