import type { DatabaseSync } from 'node:sqlite';

/** When each commit was recorded, in memory: between a sequence number and a recorded time by bisection. */
export class BatchTimes {
  readonly #select;
  readonly #first: number[] = [];
  readonly #last: number[] = [];
  readonly #recorded: number[] = [];
  #at = 0;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare('SELECT first, last, recorded FROM batch WHERE first > ? ORDER BY first', {
      returnArrays: true,
    });
    this.follow();
  }

  /** Takes in what was committed since. */
  follow(): void {
    const rows = this.#select.all(this.#first.at(-1) ?? 0) as unknown as [number, number, number][];
    for (const [first, last, recorded] of rows) {
      this.#first.push(first);
      this.#last.push(last);
      this.#recorded.push(recorded);
    }
  }

  get firstRecorded(): number | undefined {
    return this.#recorded[0];
  }

  get lastRecorded(): number {
    return this.#recorded.at(-1) ?? 0;
  }

  recordedAt(sequence: number): number {
    // Rows come in the order of the log: mostly it is the batch of the row before.
    if (!(sequence >= this.#first[this.#at]! && sequence <= this.#last[this.#at]!))
      this.#at = Math.max(0, upperBound(this.#first, sequence) - 1);
    return this.#recorded[this.#at] ?? 0;
  }

  /** The last sequence number recorded by then; 0 when there is none. */
  lastBy(recorded: number): number {
    return this.#last[upperBound(this.#recorded, recorded) - 1] ?? 0;
  }
}

/** How many of the ascending values are not greater. */
export function upperBound(values: ArrayLike<number>, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
