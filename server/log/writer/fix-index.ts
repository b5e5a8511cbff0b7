import type { DatabaseSync } from 'node:sqlite';
import { readMeta, writeMeta } from '../log-schema.ts';
import { FixKeys } from './fix-keys.ts';
import { RowInserter } from './row-inserter.ts';

/**
 * The unique key (track, observed) of fixes. New keys are held in memory and merged into `fix_by_track` in key order,
 * a slice in each later commit: merged in bulk, many keys share a page, where one by one each key would dirty a page
 * of its own. `meta.indexed` is the sequence up to which the table is complete; keys of later fixes are read back from
 * `fix` when the log opens, so a kill at any point loses nothing.
 */

/** Keys held before a merge starts: bounds memory, the rows read on opening, and the tail a track query scans. */
const mergeThreshold = 100_000;
/** Keys merged in one commit, for each fix of that commit and at least. A merge ends well before the next begins. */
const mergeRatio = 1.5;
const mergeAtLeast = 200;

type Merge = { keys: FixKeys; rows: Int32Array; at: number; upTo: number };

export class FixIndex {
  readonly #db: DatabaseSync;
  readonly #threshold: number;
  #pending = new FixKeys();
  #merge: Merge | undefined;
  /** Latest observed time by track, NaN until asked for. A fix later than that cannot be a duplicate. */
  #latest = new Float64Array(1_024).fill(Number.NaN);
  readonly #selectSequence;
  readonly #selectLatest;
  readonly #inserter: RowInserter;

  constructor(db: DatabaseSync, threshold = mergeThreshold) {
    this.#db = db;
    this.#threshold = threshold;
    this.#selectSequence = db.prepare('SELECT seq FROM fix_by_track WHERE track = ? AND observed = ?');
    this.#selectLatest = db.prepare('SELECT max(observed) AS latest FROM fix_by_track WHERE track = ?');
    this.#inserter = new RowInserter(db, 'fix_by_track', ['track', 'observed', 'seq'], 'ON CONFLICT DO NOTHING');
    const tail = db.prepare('SELECT track, observed, seq FROM fix WHERE seq > ? ORDER BY seq', { returnArrays: true });
    const rows = tail.all(Number(readMeta(db, 'indexed'))) as unknown as [number, number, number][];
    for (const [track, observed, sequence] of rows) {
      this.#pending.add(track, observed, sequence);
      if (!(observed <= this.#latestOf(track))) this.#latest[track] = observed;
    }
  }

  /** Takes the key for `sequence`, or returns the sequence of the fix that has it already. */
  claim(track: number, observed: number, sequence: number): number | undefined {
    if (observed <= this.#latestOf(track)) {
      const found = this.#find(track, observed);
      if (found !== undefined) return found;
    } else this.#latest[track] = observed;
    this.#pending.add(track, observed, sequence);
    return undefined;
  }

  /** Part of every commit that stored `fixes` fixes, the last of them `sequence`. */
  mergeSlice(fixes: number, sequence: number): void {
    if (!this.#merge) {
      if (this.#pending.size < this.#threshold) return;
      this.#merge = { keys: this.#pending, rows: this.#pending.sortedRows(), at: 0, upTo: sequence };
      this.#pending = new FixKeys();
    }
    const { keys, rows, at, upTo } = this.#merge;
    const end = Math.min(rows.length, at + Math.max(mergeAtLeast, Math.ceil(fixes * mergeRatio)));
    const { values } = this.#inserter;
    for (let next = at; next < end; next++) {
      keys.copyKey(rows[next]!, values, this.#inserter.at);
      this.#inserter.next();
    }
    this.#inserter.flush();
    this.#merge.at = end;
    if (end < rows.length) return;
    writeMeta(this.#db, 'indexed', upTo);
    this.#merge = undefined;
  }

  #find(track: number, observed: number): number | undefined {
    const held = this.#pending.find(track, observed) ?? this.#merge?.keys.find(track, observed);
    return held ?? (this.#selectSequence.get(track, observed)?.['seq'] as number | undefined);
  }

  /** Asked of the table once a track; held keys keep it current after that. */
  #latestOf(track: number): number {
    if (track >= this.#latest.length) {
      const larger = new Float64Array(Math.max(track + 1, this.#latest.length * 2)).fill(Number.NaN);
      larger.set(this.#latest);
      this.#latest = larger;
    }
    const known = this.#latest[track]!;
    if (!Number.isNaN(known)) return known;
    const stored = this.#selectLatest.get(track)?.['latest'] as number | null;
    this.#latest[track] = stored ?? Number.NEGATIVE_INFINITY;
    return this.#latest[track]!;
  }
}
