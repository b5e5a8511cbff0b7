import type { DatabaseSync } from 'node:sqlite';
import { readMeta } from '../log-schema.ts';
import { FixKeys } from '../writer/fix-keys.ts';
import { demand } from './log-damage.ts';

/**
 * Compares `fix_by_track` with the fixes it was made from: it must hold the key of each fix up to `meta.indexed`, and
 * may hold keys of later ones while a merge is under way. The two come in different orders, so the bulk is compared by
 * count and by two order-free sums of hashes; later fixes are few and are held in memory.
 */
export class FixKeyChecker {
  readonly #db: DatabaseSync;
  readonly #indexed: number;
  readonly #later = new FixKeys();
  readonly #expected = new KeySum();

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#indexed = Number(readMeta(db, 'indexed'));
  }

  add(track: number, observed: number, sequence: number): void {
    if (sequence <= this.#indexed) {
      this.#expected.add(track, observed, sequence);
      return;
    }
    const other = this.#later.find(track, observed);
    demand(other === undefined, 'duplicate-key', `fixes ${other} and ${sequence} have the same track and time`);
    this.#later.add(track, observed, sequence);
  }

  finish(): void {
    const found = new KeySum();
    let [lastTrack, lastObserved] = [-1, 0];
    const select = this.#db.prepare('SELECT track, observed, seq FROM fix_by_track ORDER BY track, observed', {
      returnArrays: true,
    });
    for (const row of select.iterate()) {
      const [track, observed, sequence] = row as unknown as [number, number, number];
      const isNext = track > lastTrack || (track === lastTrack && observed > lastObserved);
      demand(isNext, 'wrong-key', `the keys of track ${track} are out of order at fix ${sequence}`);
      [lastTrack, lastObserved] = [track, observed];
      const later = this.#later.find(track, observed);
      const isSame = later === undefined || later === sequence;
      demand(isSame, 'duplicate-key', `fixes ${sequence} and ${later} have the same track and time`);
      if (sequence <= this.#indexed) found.add(track, observed, sequence);
      else demand(later === sequence, 'wrong-key', `a key refers to fix ${sequence}, which has another or is missing`);
    }
    demand(found.equals(this.#expected), 'wrong-key', `${found.count} keys do not match ${this.#expected.count} fixes`);
  }
}

class KeySum {
  count = 0;
  #first = 0;
  #second = 0;

  add(track: number, observed: number, sequence: number): void {
    this.count++;
    const parts = [track, observed, observed / 2 ** 32, sequence, sequence / 2 ** 32];
    this.#first = (this.#first + mix(parts, 0x9e3779b1)) >>> 0;
    this.#second = (this.#second + mix(parts, 0x85ebca6b)) >>> 0;
  }

  equals(other: KeySum): boolean {
    return this.count === other.count && this.#first === other.#first && this.#second === other.#second;
  }
}

function mix(parts: readonly number[], seed: number): number {
  let hash = seed;
  for (const part of parts) {
    hash = Math.imul(hash ^ Math.floor(part), 0xc2b2ae35);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x27d4eb2f) >>> 0;
}
