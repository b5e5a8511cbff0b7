import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { lockDataFolder, prepareDataFolder } from '../data-folder.ts';
import { NotRecording } from '../event-log.ts';
import { LogFault, makeLogFault } from '../log-errors.ts';
import type { AppendReply, WriterOptions, WriterReady, WriterRequest } from '../log-messages.ts';
import { type LogIdentity, openForWriting } from '../log-schema.ts';
import { fixTransfers, type Notice, serveThread } from '../thread-port.ts';
import { BatchAppender } from './append-batch.ts';
import { saveKeyFrameHead, saveKeyFramePart } from './key-frame-rows.ts';
import { saveQuarantine } from './quarantine-rows.ts';

/**
 * The only thread that writes the log: requests in, one transaction each, replies out once it is on disk.
 * Any error rolls the whole transaction back. After one that may pass it refuses until a probe write succeeds;
 * after an I/O error or corruption it refuses for good, because a failed sync may have lost pages it reported written.
 */

const probeIntervalMs = 1_000;
/** How late the negative control commits what it has acknowledged. */
const lateCommitMs = 50;
const port = parentPort!;
const options = workerData as WriterOptions;

let db: DatabaseSync;
let lock: DatabaseSync;
let identity: LogIdentity;
let appender: BatchAppender;
let probe: NodeJS.Timeout | undefined;
let isBroken = false;
let begunAt = 0;

serveThread<WriterRequest, WriterReady>(port, { open, handle });

function open(): WriterReady {
  prepareDataFolder(options.dataDir);
  lock = lockDataFolder(options.dataDir);
  try {
    [db, identity] = openForWriting(options.dataDir, options.isExercise, options.now);
    appender = new BatchAppender(db, identity);
  } catch (error) {
    lock.close();
    throw error;
  }
  const descriptors = db.prepare('SELECT body FROM descriptor ORDER BY id').all();
  const { epoch, isExercise } = identity;
  return { epoch, isExercise, sequence: appender.sequence, descriptors: descriptors.map((row) => String(row['body'])) };
}

function handle(request: WriterRequest): { value: unknown; transfer?: ArrayBuffer[] } {
  if (request.kind === 'close') return { value: close() };
  if (probe || isBroken) throw new NotRecording('the log cannot be written now');
  if (request.kind === 'append') {
    const reply = inTransaction(() => appender.append(request), options.acknowledgeBeforeCommit);
    return { value: reply, transfer: appendTransfers(reply) };
  }
  inTransaction(() => {
    if (request.kind === 'quarantine') saveQuarantine(db, request.items);
    else if (request.kind === 'save-key-frame') saveKeyFrameHead(db, request);
    else saveKeyFramePart(db, request.factsSequence, request.part, request.records);
  });
  return { value: undefined };
}

function inTransaction<T>(work: () => T, commitLate = false): T {
  try {
    if (!commitLate) finishLateCommit();
    if (!db.isTransaction) {
      db.exec('BEGIN IMMEDIATE');
      begunAt = performance.now();
    }
    const result = work();
    if (!commitLate || performance.now() - begunAt > lateCommitMs) db.exec('COMMIT');
    return result;
  } catch (error) {
    throw refuse(error);
  }
}

/** Only the negative control leaves a transaction open. */
function finishLateCommit(): void {
  if (db.isTransaction) db.exec('COMMIT');
}

/** Rolls back and says why nothing can be recorded; returns what the requester is told. */
function refuse(error: unknown): NotRecording {
  const fault = makeLogFault(error);
  try {
    if (db.isTransaction) db.exec('ROLLBACK');
    if (!fault.isFatal) appender = new BatchAppender(db, identity);
  } catch {
    isBroken = true;
  }
  isBroken ||= fault.isFatal;
  if (!isBroken) probe ??= setInterval(tryToRecord, probeIntervalMs);
  report(new LogFault(fault.message, isBroken));
  return new NotRecording(`nothing was stored: ${fault.message}`);
}

/** Writes as much as a batch would, so that a disk with a few free bytes does not count as recovered. */
function tryToRecord(): void {
  try {
    db.exec("BEGIN IMMEDIATE; INSERT OR REPLACE INTO meta VALUES('probe', zeroblob(262144)); COMMIT");
    db.exec("DELETE FROM meta WHERE name = 'probe'");
    appender = new BatchAppender(db, identity);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    if (!makeLogFault(error).isFatal) return;
    isBroken = true;
  }
  clearInterval(probe);
  probe = undefined;
  if (!isBroken) port.postMessage({ recording: true } satisfies Notice);
}

/** A checkpoint that fails leaves everything in the write-ahead log, from which the next opening reads it. */
function close(): void {
  clearInterval(probe);
  try {
    finishLateCommit();
    if (!isBroken) db.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    report(makeLogFault(error));
  } finally {
    db.close();
    lock.close();
  }
}

function report({ message, isFatal }: LogFault): void {
  port.postMessage({ fault: { name: 'LogFault', message, isFatal } } satisfies Notice);
}

function appendTransfers(reply: AppendReply): ArrayBuffer[] {
  return [
    ...fixTransfers(reply.fixes),
    reply.fixSequences.buffer as ArrayBuffer,
    reply.factSequences.buffer as ArrayBuffer,
  ];
}
