import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { logFile } from './data-folder.ts';
import { LogFault, UnknownLogVersion, WrongDataFolder } from './log-errors.ts';

/** Raised with every change of the tables; a log is only ever migrated forward. */
export const schemaVersion = 3;

/**
 * `fix.seq` and `event.seq` together are dense from 1. Columns of `fix` are in the units of FixBatch, NULL for none.
 * `fix_by_track` is the unique key of fixes; it trails `fix` by a bounded number of rows (see fix-index.ts) because
 * keeping it current in every commit would write one page for each fix. `fix_aside` names the fixes that are out of step
 * with the log, so that what happened in a span of time is a span of the log and these (see fix-rows.ts).
 */
const tables = `
CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT;
CREATE TABLE track(id INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX track_name ON track(name, source);
CREATE TABLE descriptor(id INTEGER PRIMARY KEY, track INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE fix(
  seq INTEGER PRIMARY KEY, track INTEGER NOT NULL, observed INTEGER NOT NULL, known INTEGER,
  descriptor INTEGER NOT NULL, lon INTEGER NOT NULL, lat INTEGER NOT NULL,
  course INTEGER, speed INTEGER, accuracy INTEGER, altitude INTEGER
) STRICT;
CREATE TABLE fix_by_track(
  track INTEGER NOT NULL, observed INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(track, observed)
) STRICT, WITHOUT ROWID;
CREATE INDEX fix_known ON fix(known) WHERE known IS NOT NULL;
CREATE TABLE fix_aside(observed INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(observed, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  seq INTEGER PRIMARY KEY, observed INTEGER NOT NULL, recorded INTEGER NOT NULL, known INTEGER,
  kind TEXT NOT NULL, entity TEXT NOT NULL, source TEXT NOT NULL, message TEXT NOT NULL, actor TEXT NOT NULL,
  marking TEXT NOT NULL, amends TEXT, body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_message ON event(source, message);
CREATE INDEX event_observed ON event(observed);
CREATE INDEX event_entity ON event(kind, entity, seq);
CREATE VIRTUAL TABLE event_box USING rtree(seq, west, east, south, north);
CREATE TABLE batch(
  first INTEGER PRIMARY KEY, last INTEGER NOT NULL, recorded INTEGER NOT NULL, descriptors INTEGER NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE TABLE key_frame(
  seq INTEGER PRIMARY KEY, facts_seq INTEGER NOT NULL, parts INTEGER NOT NULL, tracks BLOB NOT NULL, digest BLOB NOT NULL
) STRICT;
CREATE TABLE key_frame_records(
  facts_seq INTEGER NOT NULL, part INTEGER NOT NULL, records TEXT NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY(facts_seq, part)
) STRICT;
CREATE TABLE quarantine(
  id INTEGER PRIMARY KEY, received INTEGER NOT NULL, door TEXT NOT NULL, problem TEXT NOT NULL, detail TEXT NOT NULL,
  size INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;
`;

/** A fix recorded later than this after it was observed, or with a time of knowledge of its own, is out of step. */
export const inStepMs = 2 * 60_000;

/**
 * Measured at 10 million fixes of 10,000 tracks: a larger cache gains nothing; a checkpoint every 1,000 pages keeps the
 * commit it falls into near 10 ms, and each doubling costs as much again.
 */
const writerCacheKib = 64 * 1024;
const readerCacheKib = 32 * 1024;
/** The fixes of one track lie far apart: read through a mapping a day of them takes a fifth of the time. */
const readerMapBytes = 64 * 1024 ** 3;
const checkpointPages = 1_000;

/** `origin` is the first epoch the log had; the digests start from it. */
export type LogIdentity = { epoch: string; origin: string; isExercise: boolean };

export function readMeta(db: DatabaseSync, name: string): unknown {
  return db.prepare('SELECT value FROM meta WHERE name = ?').get(name)?.['value'];
}

export function writeMeta(db: DatabaseSync, name: string, value: string | number): void {
  db.prepare('INSERT INTO meta VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value').run(name, value);
}

/** Opens the log for writing, making it when the folder holds none. The caller holds the lock of the folder. */
export function openForWriting(dataDir: string, isExercise: boolean, now: number): [DatabaseSync, LogIdentity] {
  const db = new DatabaseSync(logFile(dataDir), { timeout: 1_000 });
  try {
    db.exec(`PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
      PRAGMA wal_autocheckpoint=${checkpointPages}; PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;
      PRAGMA cache_size=-${writerCacheKib}`);
    if (isEmpty(db)) createTables(db, isExercise, now);
    else migrate(db);
    const identity = checkIdentity(db, dataDir);
    if (identity.isExercise !== isExercise)
      throw new WrongDataFolder(
        `${dataDir} holds ${identity.isExercise ? 'an exercise' : 'a real log'}; give another folder`,
      );
    writeMeta(db, 'opened', now);
    assertDurable(db);
    return [db, identity];
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens an existing log read-only; it may be written by another thread or process meanwhile. */
export function openForReading(dataDir: string): DatabaseSync {
  const db = new DatabaseSync(logFile(dataDir), { readOnly: true, timeout: 5_000 });
  db.exec(`PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-${readerCacheKib};
    PRAGMA mmap_size=${readerMapBytes}`);
  return db;
}

function isEmpty(db: DatabaseSync): boolean {
  return db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()!['n'] === 0;
}

function createTables(db: DatabaseSync, isExercise: boolean, now: number): void {
  db.exec('BEGIN IMMEDIATE');
  db.exec(tables);
  writeMeta(db, 'version', schemaVersion);
  const epoch = randomUUID();
  writeMeta(db, 'epoch', epoch);
  writeMeta(db, 'origin', epoch);
  writeMeta(db, 'exercise', isExercise ? 1 : 0);
  writeMeta(db, 'created', now);
  writeMeta(db, 'indexed', 0);
  writeMeta(db, 'quarantine_dropped', 0);
  db.exec('COMMIT');
}

/**
 * Version 1 kept what tracks are within each key frame; version 2 described a track by its whole past. Key frames are
 * derived: without them the next start folds the log. Version 3 names the fixes that are out of step.
 */
function migrate(db: DatabaseSync): void {
  const isLog = db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'meta'").get()!['n'] === 1;
  const version = isLog ? readMeta(db, 'version') : undefined;
  if (version !== 1 && version !== 2) return;
  db.exec(`BEGIN IMMEDIATE; DELETE FROM key_frame; DELETE FROM key_frame_records;
    CREATE INDEX fix_known ON fix(known) WHERE known IS NOT NULL;
    CREATE TABLE fix_aside(observed INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(observed, seq)) STRICT, WITHOUT ROWID;
    INSERT INTO fix_aside SELECT fix.observed, fix.seq FROM batch CROSS JOIN fix ON fix.seq BETWEEN batch.first AND batch.last
      WHERE fix.known IS NOT NULL OR batch.recorded - fix.observed > ${inStepMs}`);
  writeMeta(db, 'version', schemaVersion);
  db.exec('COMMIT');
}

/** Who this log is; refuses by name what this version cannot read. */
export function checkIdentity(db: DatabaseSync, dataDir: string): LogIdentity {
  const found = db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'meta'").get()!['n'];
  const version = found ? readMeta(db, 'version') : undefined;
  if (version !== schemaVersion)
    throw new UnknownLogVersion(
      `the log in ${dataDir} has version ${version ?? 'none'}; this server reads version ${schemaVersion}`,
    );
  return {
    epoch: String(readMeta(db, 'epoch')),
    origin: String(readMeta(db, 'origin')),
    isExercise: readMeta(db, 'exercise') === 1,
  };
}

/** Asked after the first write, because a library may lower the setting in between. */
function assertDurable(db: DatabaseSync): void {
  const synchronous = db.prepare('PRAGMA synchronous').get()!['synchronous'];
  const journal = db.prepare('PRAGMA journal_mode').get()!['journal_mode'];
  if (synchronous !== 2 || journal !== 'wal')
    throw new LogFault(`commits would not be durable: synchronous ${synchronous}, journal ${journal}`, true);
}
