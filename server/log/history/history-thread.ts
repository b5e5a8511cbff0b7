import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { retirePatrolAfterMs } from '#shared/picture/expiry.ts';
import type { Moment } from '#shared/replay/moment.ts';
import { openForReading } from '../log-schema.ts';
import { fixTransfers, serveThread } from '../thread-port.ts';
import { BatchTimes } from './batch-times.ts';
import { FactIndex } from './fact-index.ts';
import type { AdvanceReply, HistoryRequest, SeekReply, ToldMoment } from './history-messages.ts';
import { KeyHistory, packRecords } from './key-history.ts';
import { KnownFixes } from './known-fixes.ts';
import { countMarks, findStep } from './marks.ts';
import { NextRows } from './next-rows.ts';
import { RecentFixes } from './recent-fixes.ts';
import { TrackStates } from './track-states.ts';

/**
 * Knows what the log held at any moment, by either truth, on a read-only connection of its own. In: moments and spans.
 * Out: what differs between two moments, and what follows one. Everything is answered from one state of the log.
 */

/** Keys of which the facts are in memory at once. */
const keysAtOnce = 10_000;
/** Keys that are folded ahead, of the newest, and how many of them between two questions. */
const mostWarmed = 80_000;
const warmedAtOnce = 200;

type Parts = ReturnType<typeof openParts>;
let db: DatabaseSync | undefined;
let parts: Parts | undefined;

serveThread<HistoryRequest, true>(parentPort!, {
  open: () => true,
  handle: (request) => (request.kind === 'close' ? { value: close() } : answer(request)),
});

function close(): void {
  db?.close();
  db = undefined;
}

function openParts(opened: DatabaseSync) {
  const times = new BatchTimes(opened);
  const index = new FactIndex(opened);
  const histories = new KeyHistory(opened, index);
  const fixes = new KnownFixes(opened, times);
  const tracks = new TrackStates(opened, { index, histories, fixes, recent: new RecentFixes(opened, times) });
  const next = new NextRows(opened, { index, histories, times });
  return { times, index, histories, fixes, tracks, next };
}

function answer(request: Exclude<HistoryRequest, { kind: 'close' }>): { value: unknown; transfer?: ArrayBuffer[] } {
  db ??= openForReading((workerData as { dataDir: string }).dataDir);
  db.exec('BEGIN');
  try {
    if (!parts) {
      parts = openParts(db);
      warmUp(parts);
    }
    for (const part of [parts.times, parts.index, parts.fixes, parts.tracks]) part.follow();
    return reply(parts, request);
  } finally {
    db.exec('COMMIT');
  }
}

/**
 * Folds ahead what seeks will ask for, a little at a time between questions: the first jump across years then costs no
 * more than the second.
 */
function warmUp({ index, histories }: Parts): void {
  const keys = [...index.keys()].filter((key) => !key.startsWith('track/')).slice(-mostWarmed);
  const moments = (['happened', 'known'] as const).map((truth) => ({ truth, at: 0, by: Number.MAX_SAFE_INTEGER }));
  let next = 0;
  const step = (): void => {
    if (!db || next >= keys.length) return;
    const some = keys.slice(next, next + warmedAtOnce);
    try {
      for (const moment of moments) if (!histories.isFull(moment.truth)) histories.prepare(some, moment);
    } catch {
      // Whoever asks for these keys is told what is wrong; nobody asked yet, and the thread must not end of it.
      return;
    }
    next += warmedAtOnce;
    setImmediate(step);
  };
  setImmediate(step);
}

function reply(of: Parts, request: Exclude<HistoryRequest, { kind: 'close' }>): ReturnType<typeof answer> {
  switch (request.kind) {
    case 'seek': {
      const sought = seek(of, request.from, request.to);
      return { value: sought, transfer: fixTransfers(sought.tracks.rows) };
    }
    case 'advance': {
      const advanced: AdvanceReply = of.next.after(request);
      return { value: advanced, transfer: fixTransfers(advanced.fixes) };
    }
    case 'markings':
      return { value: of.index.markings };
    case 'timeline':
      return { value: countMarks(of.index, request) };
    case 'step':
      return { value: findStep(of.index, request) };
  }
}

function seek({ index, histories, tracks, times }: Parts, from: ToldMoment | undefined, to: Moment): SeekReply {
  const keys = [...(from ? changedKeys(index, from, to) : index.keys())].filter((key) => !key.startsWith('track/'));
  const shown: { text: string; hash: number }[] = [];
  const removed: string[] = [];
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    const some = keys.slice(start, start + keysAtOnce);
    histories.prepare(some, to);
    for (const key of some) {
      const record = histories.recordAt(key, to);
      if (record && !histories.isOver(key, to)) shown.push(record);
      else if (from) removed.push(key);
    }
  }
  return { puts: packRecords(shown), removed, tracks: tracks.statesAt(to), sequence: times.last };
}

/** Keys of which the record may differ between two moments of one truth. */
function changedKeys(index: FactIndex, from: ToldMoment, to: Moment): Set<string> {
  const { truth } = to;
  const [early, late] = from.at < to.at ? [from.at, to.at] : [to.at, from.at];
  const keys = new Set(index.learntSince(from.sequence).map((place) => index.facts[place]!.key));
  for (const place of index.between(truth, early, late)) keys.add(index.facts[place]!.key);
  if (truth === 'known') return keys;
  // A patrol that is over leaves a day later without any fact.
  for (const place of index.between(truth, early - retirePatrolAfterMs, late - retirePatrolAfterMs)) {
    const { kind, key } = index.facts[place]!;
    if (kind === 'patrol') keys.add(key);
  }
  if (from.by === to.by) return keys;
  const [less, more] = from.by < to.by ? [from.by, to.by] : [to.by, from.by];
  for (const { key, known, overtaken } of index.facts)
    if ((known > less && known <= more) || (overtaken > less && overtaken <= more)) keys.add(key);
  return keys;
}
