import { freshnessMultiples } from '#shared/parameters/freshness.ts';
import type { TrackTable } from '#shared/picture/track-table.ts';

/** Places kept of each track; the oldest gives way. With 10,000 tracks about 8 MB, however long the page stays open. */
export const trailLength = 64;

/** Calls for each piece of a trail, oldest first: from, to (degrees × 10⁶) and when its end was reached (epoch ms). */
export type EachPiece = (fromX: number, fromY: number, toX: number, toY: number, reachedAt: number) => void;

/**
 * Where tracks have been, as this page saw them in frames: a ring of places for each slot. Promises: bounded memory; no
 * piece joins two fixes between which the track was not heard for so long that it was stale.
 */
export class TrailTable {
  #owner = new Uint32Array(0);
  #count = new Uint8Array(0);
  #next = new Uint8Array(0);
  #heardAt = new Float64Array(0);
  /** Epoch seconds. */
  #at = new Uint32Array(0);
  #longitudeE6 = new Int32Array(0);
  #latitudeE6 = new Int32Array(0);
  /** 1 where nothing is known between this place and the one before. */
  #isGap = new Uint8Array(0);

  /** A fix as it arrived. Places closer in time than `stepMs` are passed over. */
  note(table: TrackTable, slot: number, stepMs: number): void {
    if (slot >= this.#owner.length) this.#grow(table.nameHash.length);
    if (this.#owner[slot] !== table.nameHash[slot]) this.#begin(slot, table.nameHash[slot]!);
    const observedAt = table.observedAt[slot]!;
    const heardAt = this.#heardAt[slot]!;
    if (observedAt <= heardAt) return;
    const isGap = heardAt > 0 && observedAt - heardAt > freshnessMultiples.stale * table.intervalMs[slot]!;
    this.#heardAt[slot] = observedAt;
    const last = slot * trailLength + ((this.#next[slot]! + trailLength - 1) % trailLength);
    if (this.#count[slot]! > 0 && !isGap) {
      const stays =
        this.#longitudeE6[last] === table.longitudeE6[slot] && this.#latitudeE6[last] === table.latitudeE6[slot];
      if (stays) this.#at[last] = observedAt / 1000;
      if (stays || observedAt - this.#at[last]! * 1000 < stepMs) return;
    }
    const place = slot * trailLength + this.#next[slot]!;
    this.#at[place] = observedAt / 1000;
    this.#longitudeE6[place] = table.longitudeE6[slot]!;
    this.#latitudeE6[place] = table.latitudeE6[slot]!;
    this.#isGap[place] = isGap ? 1 : 0;
    this.#next[slot] = (this.#next[slot]! + 1) % trailLength;
    this.#count[slot] = Math.min(trailLength, this.#count[slot]! + 1);
  }

  /** The trail of a slot since then, and on to where the track is now. */
  eachPiece(table: TrackTable, slot: number, since: number, piece: EachPiece): void {
    if (slot >= this.#owner.length || this.#owner[slot] !== table.nameHash[slot]) return;
    const count = this.#count[slot]!;
    let before = -1;
    for (let index = 0; index < count; index++) {
      const place = slot * trailLength + ((this.#next[slot]! - count + index + trailLength) % trailLength);
      const at = this.#at[place]! * 1000;
      if (at < since) continue;
      if (before >= 0 && this.#isGap[place] === 0)
        piece(
          this.#longitudeE6[before]!,
          this.#latitudeE6[before]!,
          this.#longitudeE6[place]!,
          this.#latitudeE6[place]!,
          at,
        );
      before = place;
    }
    if (before < 0 || this.#heardAt[slot] !== table.observedAt[slot]) return;
    piece(
      this.#longitudeE6[before]!,
      this.#latitudeE6[before]!,
      table.longitudeE6[slot]!,
      table.latitudeE6[slot]!,
      table.observedAt[slot]!,
    );
  }

  #begin(slot: number, owner: number): void {
    this.#owner[slot] = owner;
    this.#count[slot] = 0;
    this.#next[slot] = 0;
    this.#heardAt[slot] = 0;
  }

  #grow(size: number): void {
    const wider = <T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(kept: T, made: T): T => {
      made.set(kept);
      return made;
    };
    this.#owner = wider(this.#owner, new Uint32Array(size));
    this.#count = wider(this.#count, new Uint8Array(size));
    this.#next = wider(this.#next, new Uint8Array(size));
    this.#heardAt = wider(this.#heardAt, new Float64Array(size));
    this.#at = wider(this.#at, new Uint32Array(size * trailLength));
    this.#longitudeE6 = wider(this.#longitudeE6, new Int32Array(size * trailLength));
    this.#latitudeE6 = wider(this.#latitudeE6, new Int32Array(size * trailLength));
    this.#isGap = wider(this.#isGap, new Uint8Array(size * trailLength));
  }
}
