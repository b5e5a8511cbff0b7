/**
 * Keys (track, observed) → sequence in typed arrays: a hash table that makes no garbage at 100,000 keys a second.
 */
export class FixKeys {
  size = 0;
  #track: Int32Array;
  #observed: Float64Array;
  #sequence: Float64Array;
  /** Row + 1 by hash, linear probing; at most half full. */
  #slots: Int32Array;

  constructor(capacity = 65_536) {
    this.#track = new Int32Array(capacity);
    this.#observed = new Float64Array(capacity);
    this.#sequence = new Float64Array(capacity);
    this.#slots = new Int32Array(capacity * 2);
  }

  /** The key must not be there yet. */
  add(track: number, observed: number, sequence: number): void {
    if (this.size === this.#track.length) this.#grow();
    const row = this.size++;
    this.#track[row] = track;
    this.#observed[row] = observed;
    this.#sequence[row] = sequence;
    this.#slots[this.#slotOf(track, observed)] = row + 1;
  }

  find(track: number, observed: number): number | undefined {
    const row = this.#slots[this.#slotOf(track, observed)]! - 1;
    return row < 0 ? undefined : this.#sequence[row]!;
  }

  /** Rows in the order of track, then observed. Keys come nearly in time order: counting by track does most of it. */
  sortedRows(): Int32Array {
    const tracks = this.#track.subarray(0, this.size);
    const starts = new Int32Array(tracks.reduce((most, track) => Math.max(most, track), 0) + 2);
    for (const track of tracks) starts[track + 1]!++;
    for (let track = 1; track < starts.length; track++) starts[track]! += starts[track - 1]!;
    const ends = starts.slice();
    const rows = new Int32Array(this.size);
    tracks.forEach((track, row) => {
      rows[ends[track]!++] = row;
    });
    const observed = this.#observed;
    for (let track = 0; track < starts.length - 1; track++) {
      const ofTrack = rows.subarray(starts[track]!, starts[track + 1]!);
      const isSorted = ofTrack.every((row, at) => at === 0 || observed[ofTrack[at - 1]!]! < observed[row]!);
      if (!isSorted) ofTrack.sort((a, b) => observed[a]! - observed[b]!);
    }
    return rows;
  }

  /** Writes track, observed and sequence of a row into `values` from `at` on. */
  copyKey(row: number, values: unknown[], at: number): void {
    values[at] = this.#track[row]!;
    values[at + 1] = this.#observed[row]!;
    values[at + 2] = this.#sequence[row]!;
  }

  /** The slot that holds the key, or the free one where it belongs. */
  #slotOf(track: number, observed: number): number {
    const mask = this.#slots.length - 1;
    const mixed =
      Math.imul(track, 0x9e3779b1) ^ Math.imul(observed / 1000, 0x85ebca6b) ^ Math.imul(observed, 0xc2b2ae35);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const row = this.#slots[slot]! - 1;
      if (row < 0 || (this.#track[row] === track && this.#observed[row] === observed)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const larger = new FixKeys(this.#track.length * 2);
    for (let row = 0; row < this.size; row++) larger.add(this.#track[row]!, this.#observed[row]!, this.#sequence[row]!);
    this.#track = larger.#track;
    this.#observed = larger.#observed;
    this.#sequence = larger.#sequence;
    this.#slots = larger.#slots;
  }
}
