import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestSites } from './best-sites.ts';

const choices = fc
  .record({
    weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
    served: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 8, maxLength: 8 }),
    reach: fc.array(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), { minLength: 1, maxLength: 6 }),
    count: fc.integer({ min: 1, max: 3 }),
    busy: fc.constantFrom(0, 0.3, 0.6),
  })
  .filter(({ count, reach }) => count <= reach.length);
type Choice = Parameters<typeof bestSites>[0];

function expected({ weights, served, reach, busy }: Choice, sites: readonly number[]): number {
  return Array.from(weights).reduce((sum, weight, point) => {
    const serving = served[point]! + sites.filter((site) => Array.from(reach[site]!).includes(point)).length;
    return sum + weight * (1 - busy ** serving);
  }, 0);
}

function* subsets(size: number, count: number, from = 0): Generator<number[]> {
  if (count === 0) return yield [];
  for (let site = from; site < size; site++)
    for (const rest of subsets(size, count - 1, site + 1)) yield [site, ...rest];
}

describe('the best next sites', () => {
  it('are the best there is for one, and at least 63 % of the best for more', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const found = bestSites(choice);
        const before = expected(choice, []);
        const gained = found.reduce((sum, { gain }) => sum + gain, 0);
        const sites = found.map(({ site }) => site);
        expect(expected(choice, sites) - before).toBeCloseTo(gained, 9);
        expect(new Set(sites).size).toBe(sites.length);
        const all = [...subsets(choice.reach.length, choice.count)];
        const most = Math.max(...all.map((each) => expected(choice, each) - before));
        expect(gained).toBeGreaterThanOrEqual((1 - 1 / Math.E) * most - 1e-9);
        if (choice.count === 1) expect(gained).toBeCloseTo(most, 9);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('refuse a busy share of one', () => {
    expect(() => bestSites({ weights: [1], served: [0], reach: [[0]], count: 1, busy: 1 })).toThrow(RangeError);
  });
});
