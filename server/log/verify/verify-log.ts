import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { logFile } from '../data-folder.ts';
import { UnknownLogVersion } from '../log-errors.ts';
import { checkIdentity, openForReading } from '../log-schema.ts';
import { digestBatch, makeFirstDigest } from '../writer/row-digest.ts';
import { demand, LogDamage, type LogDamageName } from './log-damage.ts';
import { DescriptorChecker } from './verify-descriptors.ts';
import { checkEventKeys, EventStream } from './verify-events.ts';
import { FixKeyChecker } from './verify-fix-keys.ts';
import { FixStream } from './verify-fixes.ts';

/**
 * Reads a whole log and recomputes what it promises: pages, dense sequence, contiguous batches, digests, recorded times
 * that never decrease, references and unique keys. Read-only, on one snapshot: a running server may go on writing.
 *
 * It finds any change inside the log. A log cut at a batch border, or rewritten whole with new digests, is sound in
 * itself: only `head`, kept somewhere else, tells.
 */
export type Verification =
  | { ok: true; events: number; fixes: number; batches: number; sequence: number; head: string }
  | { ok: false; fault: LogDamageReport };

export type LogDamageReport = { name: LogDamageName; detail: string };

type BatchRow = { first: number; last: number; recorded: number; descriptors: number; digest: Uint8Array };

export async function verifyLog(dataDir: string): Promise<Verification> {
  if (!existsSync(logFile(dataDir)))
    return { ok: false, fault: { name: 'no-log', detail: `there is no log in ${dataDir}` } };
  let db: DatabaseSync | undefined;
  try {
    db = openForReading(dataDir);
    db.exec('BEGIN');
    const { origin, isExercise } = checkIdentity(db, dataDir);
    checkPages(db);
    return checkRows(db, makeFirstDigest(origin, isExercise));
  } catch (error) {
    const detail = (error as Error).message;
    if (error instanceof LogDamage) return { ok: false, fault: { name: error.damage, detail } };
    const name = error instanceof UnknownLogVersion ? 'unknown-version' : 'unreadable';
    return { ok: false, fault: { name, detail } };
  } finally {
    db?.close();
  }
}

function checkPages(db: DatabaseSync): void {
  const found = String(Object.values(db.prepare('PRAGMA quick_check(1)').get()!)[0]);
  demand(found === 'ok', 'damaged-page', found);
}

function checkRows(db: DatabaseSync, firstDigest: Uint8Array): Verification {
  const descriptors = new DescriptorChecker(db);
  const keys = new FixKeyChecker(db);
  const fixes = new FixStream(db, descriptors, keys);
  const events = new EventStream(db);
  let [sequence, recorded, batches] = [0, 0, 0];
  let digest = firstDigest;
  for (const row of db.prepare('SELECT * FROM batch ORDER BY first').iterate()) {
    const batch = row as unknown as BatchRow;
    const where = `batch ${batch.first}–${batch.last}`;
    demand(batch.first === sequence + 1 && batch.last >= batch.first, 'batch-gap', `${where} follows ${sequence}`);
    demand(batch.recorded >= recorded, 'recorded-time-decreases', where);
    const content = {
      first: batch.first,
      last: batch.last,
      recorded: batch.recorded,
      descriptorsBefore: descriptors.covered,
      descriptorsAfter: batch.descriptors,
      descriptors: descriptors.takeUpTo(batch.descriptors, where),
      fixes: fixes.takeUpTo(batch.last),
      events: events.takeUpTo(batch.last, batch.recorded),
    };
    const rows = (content.fixes?.count ?? 0) + content.events.length;
    demand(rows === batch.last - sequence, 'sequence-gap', `${where} holds ${rows} rows`);
    digest = digestBatch(digest, content);
    demand(Buffer.compare(digest, batch.digest) === 0, 'digest-differs', where);
    events.checkBoxes(content.events);
    [sequence, recorded] = [batch.last, batch.recorded];
    batches++;
  }
  const beyond = fixes.countRest() + events.countRest();
  demand(beyond === 0, 'row-outside-batches', `${beyond} rows after sequence ${sequence} belong to no batch`);
  keys.finish();
  checkEventKeys(db);
  const head = Buffer.from(digest).toString('hex');
  return { ok: true, events: events.count, fixes: fixes.count, batches, sequence, head };
}
