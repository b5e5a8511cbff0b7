import { setTimeout as delay } from 'node:timers/promises';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { ReportResult } from '#shared/protocol/http.ts';
import { type ImportReport, importActor, importOfActor } from '#shared/schema/imports/import.ts';
import type { Marking } from '#shared/schema/marking.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LivePicture } from '../picture/live-picture.ts';

/** What importing stands on: the same in a server and in a command that has the log to itself. */
export type ImportStore = { ingest: Ingest; log: EventLog; live: LivePicture; now: () => number };

/** Whoever asks, and how what they load is marked. */
export type ImportOwner = { actor: string; marking: Marking };

export function findImport({ live }: ImportStore, importId: string): PictureRecord<'import'> | undefined {
  return live.picture.records.get(`import/${importId}`) as PictureRecord<'import'> | undefined;
}

export function listImports({ live }: ImportStore): PictureRecord<'import'>[] {
  const found: PictureRecord<'import'>[] = [];
  for (const record of live.picture.records.values()) if (record.kind === 'import') found.push(record);
  return found;
}

/** True for what an import added that was undone, or is being undone. */
export function isTakenBack(store: Pick<ImportStore, 'live'>, actor: string): boolean {
  const importId = importOfActor(actor);
  const record = importId === undefined ? undefined : findImport(store as ImportStore, importId);
  return record?.body.status === 'undone' || record?.body.status === 'undoing';
}

/** The door through which an import puts what it found: its rows may say when they were known. */
export function importDoor(importId: string) {
  return { name: 'import', actor: importActor(importId), defaultSource: 'import', mayDateKnowledge: true };
}

/** The door for what the server itself says about imports and takes back, in the name of who asked. */
export function recordDoor(actor: string) {
  return { name: 'import', actor, defaultSource: 'system', allowInternal: true };
}

/** One step in the life of an import, into the log. */
export async function recordImport(store: ImportStore, { actor, marking }: ImportOwner, body: ImportReport) {
  const at = store.now();
  const { startedAt, endedAt, undo, ...rest } = body;
  const report = {
    kind: 'import',
    messageId: `import:${body.importId}:${body.status}@${at}`,
    observedAt: isoOf(at),
    marking,
    ...rest,
    startedAt: isoOf(startedAt),
    ...(endedAt === undefined ? {} : { endedAt: isoOf(endedAt) }),
    ...(undo ? { undo: { ...undo, askedAt: isoOf(undo.askedAt) } } : {}),
  };
  await submitPatiently(store, [report], recordDoor(actor));
}

const patienceMs = [50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000];

/** Submits what must be taken: waits while the server is busy, and fails by name when a report is refused. */
export async function submitPatiently(
  { ingest }: ImportStore,
  reports: readonly unknown[],
  door: Parameters<Ingest['submit']>[1],
): Promise<ReportResult[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const results = await ingest.submit(reports, door);
      const refused = results.find((result) => result.status === 'refused');
      if (refused?.status === 'refused') throw new Error(`an own report was refused: ${refused.problem.detail}`);
      return results;
    } catch (error) {
      const waitMs = patienceMs[attempt];
      if (!(error as { isRetryable?: boolean }).isRetryable || waitMs === undefined) throw error;
      await delay(waitMs);
    }
  }
}

export function isoOf(at: number): string {
  return new Date(at).toISOString();
}
