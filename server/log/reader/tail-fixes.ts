import type { DatabaseSync } from 'node:sqlite';
import { readMeta } from '../log-schema.ts';

/** A fix as far as its place and its readers go; position in degrees × 10⁷. */
export type PlacedFix = [observed: number, descriptor: number, longitude: number, latitude: number];

/**
 * The fixes that `fix_by_track` does not hold yet (see `fix-index.ts`), by track, in memory: looked through in the table
 * they would cost each query as much as a hundred thousand rows. Follows the log as it grows and lets go of what the
 * index has taken over, so that it stays as bounded as the tail is.
 */
export class TailFixes {
  readonly #db: DatabaseSync;
  readonly #select;
  readonly #byTrack = new Map<number, { sequence: number; fix: PlacedFix }[]>();
  #indexed = 0;
  #followed = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#select = db.prepare(
      'SELECT seq, track, observed, descriptor, lon, lat FROM fix WHERE seq > ? ORDER BY seq LIMIT ?',
      { returnArrays: true },
    );
  }

  /** Takes in at most so many fixes that came since; true when there are no more. */
  follow(most: number): boolean {
    const indexed = Number(readMeta(this.#db, 'indexed'));
    if (indexed !== this.#indexed) this.#letGo(indexed);
    this.#followed = Math.max(this.#followed, indexed);
    const rows = this.#select.all(this.#followed, most) as unknown as [number, number, ...PlacedFix][];
    for (const [sequence, track, ...fix] of rows) {
      const own = this.#byTrack.get(track);
      if (own) own.push({ sequence, fix });
      else this.#byTrack.set(track, [{ sequence, fix }]);
    }
    this.#followed = rows.at(-1)?.[0] ?? this.#followed;
    return rows.length < most;
  }

  /** Those of one track with `from` ≤ observed ≤ `to` that are wanted, in the order of time. */
  find(track: number, from: number, to: number, isWanted: (fix: PlacedFix) => boolean): PlacedFix[] {
    const own = this.#byTrack.get(track) ?? [];
    const found: PlacedFix[] = [];
    let isSorted = true;
    for (const { fix } of own) {
      if (fix[0] < from || fix[0] > to || !isWanted(fix)) continue;
      isSorted &&= found.length === 0 || found.at(-1)![0] <= fix[0];
      found.push(fix);
    }
    return isSorted ? found : found.sort((a, b) => a[0] - b[0]);
  }

  #letGo(indexed: number): void {
    this.#indexed = indexed;
    for (const [track, own] of this.#byTrack) {
      const left = own.filter(({ sequence }) => sequence > indexed);
      if (left.length > 0) this.#byTrack.set(track, left);
      else this.#byTrack.delete(track);
    }
  }
}
