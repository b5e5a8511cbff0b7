import { importRangeLimit } from '#shared/schema/imports/import.ts';

export type SequenceRange = [first: number, last: number];

/**
 * Sequence numbers as few ranges. At the bound the two ranges that lie closest are joined: together they then hold more
 * than was added, and the actor of a row decides.
 */
export class SequenceRanges {
  readonly #ranges: SequenceRange[];
  readonly #limit: number;

  constructor(ranges: readonly SequenceRange[] = [], limit = importRangeLimit) {
    this.#ranges = ranges.map(([first, last]) => [first, last]);
    this.#limit = limit;
  }

  /** Numbers come in any order, mostly ascending. */
  add(sequence: number): void {
    const ranges = this.#ranges;
    let at = ranges.length;
    while (at > 0 && ranges[at - 1]![0] > sequence) at--;
    const before = ranges[at - 1];
    const after = ranges[at];
    if (before && sequence <= before[1]) return;
    if (before && sequence === before[1] + 1) {
      before[1] = sequence;
      if (after && after[0] === sequence + 1) {
        before[1] = after[1];
        ranges.splice(at, 1);
      }
      return;
    }
    if (after && after[0] === sequence + 1) after[0] = sequence;
    else ranges.splice(at, 0, [sequence, sequence]);
    if (ranges.length > this.#limit) this.#joinClosest();
  }

  list(): SequenceRange[] {
    return this.#ranges.map(([first, last]) => [first, last]);
  }

  #joinClosest(): void {
    const ranges = this.#ranges;
    let closest = 1;
    for (let at = 2; at < ranges.length; at++) if (gapBefore(ranges, at) < gapBefore(ranges, closest)) closest = at;
    ranges[closest - 1]![1] = ranges[closest]![1];
    ranges.splice(closest, 1);
  }
}

function gapBefore(ranges: readonly SequenceRange[], at: number): number {
  return ranges[at]![0] - ranges[at - 1]![1];
}

export function holds(ranges: readonly SequenceRange[], sequence: number): boolean {
  return ranges.some(([first, last]) => first <= sequence && sequence <= last);
}
