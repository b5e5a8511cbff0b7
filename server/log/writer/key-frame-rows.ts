import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Key frames: the tracks part in one row, the facts part in rows of its own that several key frames share.
 * The parts are written first and the row of the key frame last, so that a key frame that has a row is complete.
 */

/** Stands between records of one part; a control character that JSON text cannot hold. */
export const recordSeparator = '\u001e';
export const recordsPerPart = 1_000;
const keyFramesKept = 4;

type KeyFrameHead = { sequence: number; factsSequence: number; parts: number; tracks: Uint8Array };

function digestPart(factsSequence: number, part: number, records: string): Uint8Array {
  return createHash('sha256').update(`${factsSequence} ${part} `).update(records).digest();
}

function digestKeyFrame({ sequence, factsSequence, parts, tracks }: KeyFrameHead): Uint8Array {
  return createHash('sha256').update(`${sequence} ${factsSequence} ${parts} `).update(tracks).digest();
}

/** The first part takes away what an attempt left behind that was cut off before its row: nobody will ever read it. */
export function saveKeyFramePart(db: DatabaseSync, factsSequence: number, part: number, records: string): void {
  if (part === 0)
    db.prepare(
      `DELETE FROM key_frame_records WHERE facts_seq <> ? AND
       facts_seq > coalesce((SELECT facts_seq FROM key_frame ORDER BY seq DESC LIMIT 1), -1)`,
    ).run(factsSequence);
  db.prepare('INSERT OR REPLACE INTO key_frame_records VALUES(?, ?, ?, ?)').run(
    factsSequence,
    part,
    records,
    digestPart(factsSequence, part, records),
  );
}

/** `parts` is undefined when the facts part of an earlier key frame serves this one too. */
export function saveKeyFrameHead(
  db: DatabaseSync,
  head: Omit<KeyFrameHead, 'parts'> & { parts: number | undefined },
): void {
  const earlier = db.prepare('SELECT parts FROM key_frame WHERE facts_seq = ? LIMIT 1');
  const parts = head.parts ?? (earlier.get(head.factsSequence)?.['parts'] as number | undefined);
  if (parts === undefined) throw new Error(`no facts part was saved at sequence ${head.factsSequence}`);
  const { sequence, factsSequence, tracks } = head;
  db.prepare('INSERT OR REPLACE INTO key_frame VALUES(?, ?, ?, ?, ?)').run(
    sequence,
    factsSequence,
    parts,
    tracks,
    digestKeyFrame({ sequence, factsSequence, parts, tracks }),
  );
  dropOldKeyFrames(db);
}

/**
 * Only a restart reads them, and only the newest that is whole. With many records each holds tens of megabytes: those
 * behind the last few make room.
 */
function dropOldKeyFrames(db: DatabaseSync): void {
  db.prepare('DELETE FROM key_frame WHERE seq < (SELECT seq FROM key_frame ORDER BY seq DESC LIMIT 1 OFFSET ?)').run(
    keyFramesKept - 1,
  );
  db.exec('DELETE FROM key_frame_records WHERE facts_seq < (SELECT min(facts_seq) FROM key_frame)');
}

/** The newest key frame not beyond `upTo` whose tracks and parts are all there and unchanged. */
export function findKeyFrame(db: DatabaseSync, upTo: number): KeyFrameHead | undefined {
  const newest = db.prepare(
    `SELECT seq, facts_seq, parts, tracks, digest FROM key_frame WHERE seq <= ? AND facts_seq <= ?
     ORDER BY seq DESC`,
  );
  for (const row of newest.iterate(upTo, upTo)) {
    const head: KeyFrameHead = {
      sequence: Number(row['seq']),
      factsSequence: Number(row['facts_seq']),
      parts: Number(row['parts']),
      tracks: row['tracks'] as Uint8Array,
    };
    const isSound = Buffer.compare(digestKeyFrame(head), row['digest'] as Uint8Array) === 0;
    if (isSound && hasEveryPart(db, head)) return head;
  }
  return undefined;
}

function hasEveryPart(db: DatabaseSync, { factsSequence, parts }: KeyFrameHead): boolean {
  const select = db.prepare('SELECT records, digest FROM key_frame_records WHERE facts_seq = ? AND part = ?');
  for (let part = 0; part < parts; part++) {
    const row = select.get(factsSequence, part);
    if (!row) return false;
    const digest = digestPart(factsSequence, part, String(row['records']));
    if (Buffer.compare(digest, row['digest'] as Uint8Array) !== 0) return false;
  }
  return true;
}

export function readKeyFramePart(db: DatabaseSync, factsSequence: number, part: number): string {
  const select = db.prepare('SELECT records FROM key_frame_records WHERE facts_seq = ? AND part = ?');
  return String(select.get(factsSequence, part)?.['records'] ?? '');
}
