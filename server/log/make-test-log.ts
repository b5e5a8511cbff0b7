import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type FixBatch, makeFixBatch, noAltitude, noValue, type TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { FactReport } from '#shared/schema/report.ts';
import { logFile } from './data-folder.ts';
import type { AppendBatch, EventLog, LogChunk } from './event-log.ts';
import { type OpenLogOptions, openEventLog } from './open-event-log.ts';

/** Builders for tests of the log. */

const marking = { classification: 'unclassified' as const, releasableTo: [], originator: 'mission' };

/** A folder of its own that goes when the caller disposes of it. */
export function makeDataFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'vedette-log-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function openTestLog(dataDir: string, options: Partial<OpenLogOptions> = {}): Promise<EventLog> {
  return openEventLog({ dataDir, isExercise: true, now: () => 1_000_000, onFault: () => {}, ...options });
}

export function makeDescriptor(trackId: string, rest: Partial<TrackDescriptor> = {}): TrackDescriptor {
  return { source: 'radar', trackId, actor: 'tester', marking, ...rest };
}

export type TestFix = { descriptor: number; observedAt: number; longitude?: number; latitude?: number };

export function makeFixes(fixes: readonly TestFix[]): FixBatch {
  const batch = makeFixBatch(fixes.length);
  batch.count = fixes.length;
  fixes.forEach(({ descriptor, observedAt, longitude = 30, latitude = 2 }, row) => {
    batch.descriptor[row] = descriptor;
    batch.observedAt[row] = observedAt;
    batch.longitudeE7[row] = Math.round(longitude * 1e7);
    batch.latitudeE7[row] = Math.round(latitude * 1e7);
  });
  batch.course.fill(noValue);
  batch.speed.fill(noValue);
  batch.accuracy.fill(noValue);
  batch.altitude.fill(noAltitude);
  return batch;
}

export function makeIncident(messageId: string, rest: Partial<FactReport<'incident'>> = {}): FactReport<'incident'> {
  return {
    kind: 'incident',
    source: 'patrol-base',
    messageId,
    observedAt: 500_000,
    actor: 'tester',
    marking,
    entity: messageId,
    body: {
      type: 'ATK.DF',
      position: [30, 2],
      precision: 'exact',
      occurredAt: 500_000,
      timePrecision: 'minute',
      title: `Shots heard, ${messageId}`,
      casualties: [],
      actors: [],
      verification: 'unverified',
    },
    ...rest,
  };
}

export function makeBatch(batch: Partial<AppendBatch>): AppendBatch {
  return { descriptors: [], fixes: undefined, facts: [], ...batch };
}

export async function readAll(log: EventLog, after = 0, chunkRows = 1_000): Promise<LogChunk[]> {
  const chunks: LogChunk[] = [];
  for await (const chunk of log.readTail(after, chunkRows)) chunks.push(chunk);
  return chunks;
}

/** Every sequence of the log in the order in which it is read. */
export async function readSequences(log: EventLog, after = 0, chunkRows = 1_000): Promise<number[]> {
  const chunks = await readAll(log, after, chunkRows);
  return chunks.flatMap((chunk) => [...chunk.fixSequences, ...chunk.facts.map((fact) => fact.sequence)]);
}

/** Overwrites bytes of a closed log's file, where a disk would have changed them. */
export function overwrite(dataDir: string, position: number, bytes: Uint8Array): void {
  const file = openSync(logFile(dataDir), 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

/** Overwrites the first page of a table or index. */
export function damageRoot(dataDir: string, name: string): void {
  const db = new DatabaseSync(logFile(dataDir));
  const page = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)!['rootpage']);
  const size = Number(db.prepare('PRAGMA page_size').get()!['page_size']);
  db.close();
  overwrite(dataDir, (page - 1) * size, new Uint8Array(size).fill(0xa5));
}
