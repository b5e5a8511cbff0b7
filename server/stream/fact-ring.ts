import type { Change } from '#shared/picture/record.ts';
import { recordSize } from '#shared/picture/record-hash.ts';

export type RingLimits = { items: number; bytes: number };

/**
 * The latest facts of an audience, numbered densely from 0, shared by all its viewers: a slow viewer costs a number,
 * not a queue. Bounded by count and bytes; the oldest leave first, and a viewer that still needed them is told `resync`.
 */
export class FactRing {
  /** Number of the next fact. */
  next = 0;
  #first = 0;
  #items: { change: Change; bytes: number }[] = [];
  #bytes = 0;
  readonly #limits: RingLimits;

  constructor(limits: RingLimits = { items: 2_000, bytes: 4 * 1024 * 1024 }) {
    this.#limits = limits;
  }

  /** Number of the oldest fact still held. */
  get first(): number {
    return this.#first;
  }

  push(changes: readonly Change[]): void {
    for (const change of changes) {
      const bytes = sizeOf(change);
      this.#items.push({ change, bytes });
      this.#bytes += bytes;
      this.next++;
    }
    const { items, bytes } = this.#limits;
    if (this.#items.length <= items && this.#bytes <= bytes) return;
    let [drop, left] = [0, this.#bytes];
    while (this.#items.length - drop > items || left > bytes) left -= this.#items[drop++]!.bytes;
    this.#drop(drop);
  }

  /** Facts before this number are not asked for any more. */
  forget(before: number): void {
    this.#drop(Math.min(this.#items.length, Math.max(0, before - this.#first)));
  }

  #drop(count: number): void {
    if (count === 0) return;
    for (let index = 0; index < count; index++) this.#bytes -= this.#items[index]!.bytes;
    this.#items.splice(0, count);
    this.#first += count;
  }

  /** Facts from `from` on, at most `limit` and about `bytes`; undefined when some of them have left. */
  slice(from: number, limit: number, bytes: number): { changes: Change[]; bytes: number } | undefined {
    if (from < this.#first || from > this.next) return undefined;
    const changes: Change[] = [];
    let size = 0;
    for (
      let index = from - this.#first;
      index < this.#items.length && changes.length < limit && size < bytes;
      index++
    ) {
      changes.push(this.#items[index]!.change);
      size += this.#items[index]!.bytes;
    }
    return { changes, bytes: size };
  }
}

/** Bytes on the wire, near enough for a bound. */
function sizeOf(change: Change): number {
  return change.kind === 'remove' ? 80 : recordSize(change.record) + 40;
}
