import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { bestSites } from './best-sites.ts';
import type { CoverFacility, CoverHelicopter, CoverInput } from './cover-input.ts';
import { rankPlans } from './rank-plans.ts';
import { reachOfBases, reachOfHospitals } from './site-reach.ts';

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

const made = makeMercatorGrid([-4, 14, 0, 18], 20_000);
if (!made.ok) throw new Error(made.problem);
const { grid } = made;
const places = Array.from(
  { length: 60 },
  (_, at): Position => [-3.9 + (at % 10) * 0.42, 14.1 + Math.floor(at / 10) * 0.7],
);
const candidates = places.filter((_, at) => at % 7 === 0);
const facility = (position: Position, more: Partial<CoverFacility> = {}): CoverFacility => ({
  position,
  ground: undefined,
  givesTeam: true,
  givesSurgery: true,
  freeAt: 0,
  landing: 'all',
  hasFuel: true,
  ...more,
});
const helicopter: CoverHelicopter = {
  position: [-2, 16],
  notice: 1_800,
  speed: 62.5,
  range: 300_000,
  hasTeam: false,
  isAble: true,
};
const input: CoverInput = {
  times: { alert: 900, release: 0, airLoad: 600, airHandover: 900, vehicleLoad: 600, vehicleUnload: 300 },
  isCarriedByUnit: false,
  vehicles: [],
  landingSites: [],
  facilities: [facility([-2.2, 16.1]), facility([-0.5, 17.4], { freeAt: 6_000, hasFuel: false })],
  helicopters: [helicopter, { ...helicopter, position: [-0.4, 14.6], notice: 600, speed: 72 }],
};

describe('the reach of a candidate', () => {
  const limit = 7_200;
  const isMet = (place: Position, given: CoverInput) =>
    (rankPlans(place, grid, given, 'surgery')[0]?.seconds ?? 1e9) <= limit;

  it('for a base is where a helicopter there meets the limit', () => {
    const reach = reachOfBases(input, helicopter, { candidates, demand: places, limit });
    candidates.forEach((position, at) => {
      const given = { ...input, helicopters: [{ ...helicopter, position }] };
      expect([...reach[at]!]).toEqual([...places.keys()].filter((point) => isMet(places[point]!, given)));
    });
    expect(reach.some(({ length }) => length > 3)).toBe(true);
  });

  it('for a hospital is where a helicopter brings somebody there within the limit', () => {
    const reach = reachOfHospitals(input, { candidates, demand: places, limit });
    candidates.forEach((position, at) => {
      const given = { ...input, facilities: [facility(position)] };
      expect([...reach[at]!]).toEqual([...places.keys()].filter((point) => isMet(places[point]!, given)));
    });
    expect(reach.some(({ length }) => length > 3)).toBe(true);
  });
});
