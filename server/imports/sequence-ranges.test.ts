import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, SequenceRanges } from './sequence-ranges.ts';

describe('ranges of sequence numbers', () => {
  it('hold exactly what was added while there is room, in order and joined', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (numbers) => {
        const ranges = new SequenceRanges();
        for (const number of numbers) ranges.add(number);
        const list = ranges.list();
        for (let number = 0; number <= 61; number++) expect(holds(list, number)).toBe(numbers.includes(number));
        list.slice(1).forEach(([first], index) => {
          expect(first).toBeGreaterThan(list[index]![1] + 1);
        });
      }),
    );
  });

  it('join the closest at the bound, and then hold more but never less', () => {
    const ranges = new SequenceRanges([], 3);
    for (const number of [10, 20, 30, 33, 50]) ranges.add(number);
    expect(ranges.list()).toEqual([
      [10, 20],
      [30, 33],
      [50, 50],
    ]);
  });
});
