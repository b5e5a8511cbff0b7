import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { ReaderRequest } from '../log-messages.ts';
import { openForReading } from '../log-schema.ts';
import { serveThread } from '../thread-port.ts';
import { findKeyFrame, readKeyFramePart } from '../writer/key-frame-rows.ts';
import { findHolders } from './find-holders.ts';
import { readPassageFixes } from './passage-fixes.ts';
import { readTailChunks } from './read-tail.ts';
import {
  countByTime,
  countRows,
  findEvents,
  findFixesKnownBy,
  findHistory,
  findNewestFix,
  findTrackFixes,
} from './reader-queries.ts';
import { TailFixes } from './tail-fixes.ts';

/** Answers queries on a read-only connection of its own, so that they never stand in the way of a commit. */

let db: DatabaseSync | undefined;
let tail: TailFixes | undefined;

serveThread<ReaderRequest, true>(parentPort!, {
  open: () => true,
  handle: (request) => ({ value: request.kind === 'close' ? db?.close() : answer(request) }),
});

/** Opened by the first query, because this thread starts while the writer may still be making the log. */
function answer(request: Exclude<ReaderRequest, { kind: 'close' }>): unknown {
  db ??= openForReading((workerData as { dataDir: string }).dataDir);
  switch (request.kind) {
    case 'tail':
      return readTailChunks(db, request.after, request.upTo, request.limit);
    case 'key-frame':
      return findKeyFrame(db, request.upTo);
    case 'key-frame-part':
      return readKeyFramePart(db, request.factsSequence, request.part);
    case 'events':
      return findEvents(db, request.query);
    case 'track':
      return findTrackFixes(db, request);
    case 'newest-fix':
      return findNewestFix(db, request);
    case 'fixes-known-by':
      return findFixesKnownBy(db, request);
    case 'passage-fixes':
      tail ??= new TailFixes(db);
      return readPassageFixes(db, tail, request.query);
    case 'holders':
      return findHolders(db, request.keys);
    case 'history':
      return findHistory(db, request.factKind, request.entity);
    case 'histogram':
      return countByTime(db, request.from, request.to, request.bins);
    case 'counts':
      return countRows(db);
  }
}
