import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifications, type Marking } from '../schema/marking.ts';
import { combineMarkings } from './combine-markings.ts';

const group = fc.constantFrom('alpha', 'bravo', 'charlie');
const marking: fc.Arbitrary<Marking> = fc.record({
  classification: fc.constantFrom(...classifications),
  releasableTo: fc.uniqueArray(group, { maxLength: 3 }),
  originator: fc.oneof(group, fc.constant('mission')),
});
const readers = classifications.flatMap((clearance) =>
  [[], ['alpha'], ['bravo'], ['charlie'], ['mission'], ['alpha', 'bravo'], ['alpha', 'mission'], ['(nobody)x']].map(
    (groups) => ({
      clearance,
      groups,
    }),
  ),
);

function mayRead(
  { clearance, groups }: (typeof readers)[number],
  { classification, releasableTo, originator }: Marking,
) {
  if (classifications.indexOf(classification) > classifications.indexOf(clearance)) return false;
  return releasableTo.length === 0 || [...releasableTo, originator].some((each) => groups.includes(each));
}

describe('two markings together', () => {
  it('let nobody in whom either keeps out', () => {
    fc.assert(
      fc.property(marking, marking, (a, b) => {
        const both = combineMarkings(a, b);
        for (const reader of readers)
          if (mayRead(reader, both)) expect(mayRead(reader, a) && mayRead(reader, b)).toBe(true);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('let in every single group that both let in', () => {
    fc.assert(
      fc.property(marking, marking, (a, b) => {
        const both = combineMarkings(a, b);
        for (const reader of readers.filter(({ groups }) => groups.length < 2))
          expect(mayRead(reader, both)).toBe(mayRead(reader, a) && mayRead(reader, b));
      }),
      { seed: 2, numRuns: 2_000 },
    );
  });

  it('are the same in any order, and unchanged when told again', () => {
    fc.assert(
      fc.property(marking, marking, marking, (a, b, c) => {
        const left = combineMarkings(combineMarkings(a, b), c);
        const right = combineMarkings(combineMarkings(c, b), a);
        for (const reader of readers) expect(mayRead(reader, left)).toBe(mayRead(reader, right));
        const again = combineMarkings(left, b);
        for (const reader of readers) expect(mayRead(reader, again)).toBe(mayRead(reader, left));
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });

  it('are for nobody where they have no group in common', () => {
    const only = (name: string): Marking => ({
      classification: 'unclassified',
      releasableTo: [name],
      originator: name,
    });
    const neither = combineMarkings(only('alpha'), only('bravo'));
    expect(neither.releasableTo).not.toHaveLength(0);
    expect(readers.some((reader) => mayRead(reader, neither))).toBe(false);
  });
});
