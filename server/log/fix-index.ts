import type { DatabaseSync } from 'node:sqlite';
import { readMeta, writeMeta } from './log-schema.ts';

/**
 * The unique key (track, observed) of fixes. New keys are held in memory and merged into `fix_by_track` track by
 * track, a slice in each later commit: merged in bulk, many keys share a page, where one by one each key would dirty
 * a page of its own. `meta.indexed` is the sequence up to which the table is complete; keys of later fixes are read
 * back from `fix` when the log opens, so a kill at any point loses nothing.
 */

/** Keys held before a merge starts: bounds memory, the rows read on opening, and the tail a track query scans. */
const mergeThreshold = 50_000;
/** Keys merged in one commit, for each fix of that commit and at least. A merge ends well before the next begins. */
const mergeRatio = 2;
const mergeAtLeast = 256;

/** Sequence by observed time, by track. */
type Keys = Map<number, Map<number, number>>;

export class FixIndex {
  readonly #db: DatabaseSync;
  #pending: Keys = new Map();
  #pendingSize = 0;
  #merging: Keys = new Map();
  #mergeQueue: Iterator<[number, number, number]> | undefined;
  #mergeUpTo = 0;
  /** Latest observed time by track, once asked for. A later fix than that cannot be a duplicate. */
  readonly #latest = new Map<number, number>();
  readonly #selectSequence;
  readonly #selectLatest;
  readonly #insert;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#selectSequence = db.prepare('SELECT seq FROM fix_by_track WHERE track = ? AND observed = ?');
    this.#selectLatest = db.prepare('SELECT max(observed) AS latest FROM fix_by_track WHERE track = ?');
    this.#insert = db.prepare('INSERT INTO fix_by_track VALUES(?, ?, ?) ON CONFLICT DO NOTHING');
    const tail = db.prepare('SELECT track, observed, seq FROM fix WHERE seq > ? ORDER BY seq', { returnArrays: true });
    for (const row of tail.iterate(Number(readMeta(db, 'indexed')))) {
      const [track, observed, sequence] = row as unknown as [number, number, number];
      this.#hold(track, observed, sequence);
    }
  }

  /** Takes the key for `sequence`, or returns the sequence of the fix that has it already. */
  claim(track: number, observed: number, sequence: number): number | undefined {
    const latest = this.#latest.get(track) ?? this.#readLatest(track);
    if (observed <= latest) {
      const found = this.#find(track, observed);
      if (found !== undefined) return found;
    } else this.#latest.set(track, observed);
    this.#hold(track, observed, sequence);
    return undefined;
  }

  /** Part of every commit that stored `fixes` fixes, the last of them `sequence`. */
  mergeSlice(fixes: number, sequence: number): void {
    if (!this.#mergeQueue) {
      if (this.#pendingSize < mergeThreshold) return;
      this.#merging = this.#pending;
      this.#mergeQueue = inKeyOrder(this.#merging);
      this.#mergeUpTo = sequence;
      this.#pending = new Map();
      this.#pendingSize = 0;
    }
    for (let left = Math.max(mergeAtLeast, fixes * mergeRatio); left > 0; left--) {
      const next = this.#mergeQueue.next();
      if (next.done) {
        writeMeta(this.#db, 'indexed', this.#mergeUpTo);
        this.#mergeQueue = undefined;
        this.#merging = new Map();
        return;
      }
      this.#insert.run(...next.value);
    }
  }

  #find(track: number, observed: number): number | undefined {
    const held = this.#pending.get(track)?.get(observed) ?? this.#merging.get(track)?.get(observed);
    return held ?? (this.#selectSequence.get(track, observed)?.['seq'] as number | undefined);
  }

  #hold(track: number, observed: number, sequence: number): void {
    const ofTrack = this.#pending.get(track);
    if (ofTrack) ofTrack.set(observed, sequence);
    else this.#pending.set(track, new Map([[observed, sequence]]));
    this.#pendingSize++;
  }

  #readLatest(track: number): number {
    let latest = (this.#selectLatest.get(track)?.['latest'] as number | null) ?? Number.NEGATIVE_INFINITY;
    for (const keys of [this.#pending.get(track), this.#merging.get(track)])
      for (const observed of keys?.keys() ?? []) latest = Math.max(latest, observed);
    this.#latest.set(track, latest);
    return latest;
  }
}

function* inKeyOrder(keys: Keys): Generator<[number, number, number]> {
  for (const track of [...keys.keys()].sort((a, b) => a - b)) {
    const ofTrack = [...keys.get(track)!].sort((a, b) => a[0] - b[0]);
    for (const [observed, sequence] of ofTrack) yield [track, observed, sequence];
  }
}
