import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../geo/great-circle.ts';
import { centreOf, makeMercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { mergeAir } from './air-cover.ts';
import { allAirChains } from './chains.ts';
import { type CoverFacility, type CoverHelicopter, type CoverInput, canLand, fuelMetres } from './cover-input.ts';
import { emptyCover } from './cover-map.ts';
import { makeDisplayGrid } from './display-grid.ts';

const made = makeMercatorGrid([-4, 14, 0, 18], 5_000);
if (!made.ok) throw new Error(made.problem);
const display = makeDisplayGrid(made.grid, 1);
const { grid } = display;
const times = { alert: 900, release: 0, airLoad: 600, airHandover: 900, vehicleLoad: 600, vehicleUnload: 300 };

const position = fc.tuple(
  fc.double({ min: -4.2, max: 0.2, noNaN: true }),
  fc.double({ min: 13.8, max: 18.2, noNaN: true }),
);
const facility: fc.Arbitrary<CoverFacility> = fc.record({
  position,
  ground: fc.constant(undefined),
  givesTeam: fc.constant(true),
  givesSurgery: fc.boolean(),
  freeAt: fc.constantFrom(0, 0, 0, 4_000, 9_000),
  landing: fc.constantFrom('none', 'able', 'all', 'all'),
  hasFuel: fc.boolean(),
});
const helicopter: fc.Arbitrary<CoverHelicopter> = fc.record({
  position,
  notice: fc.integer({ min: 0, max: 3_600 }),
  speed: fc.constantFrom(50, 62.5, 72),
  range: fc.constantFrom(200_000, 465_000),
  hasTeam: fc.boolean(),
  isAble: fc.boolean(),
});
const inputs: fc.Arbitrary<CoverInput> = fc.record({
  times: fc.constant(times),
  isCarriedByUnit: fc.constant(true),
  facilities: fc.array(facility, { maxLength: 8 }),
  helicopters: fc.array(helicopter, { maxLength: 10 }),
  vehicles: fc.constant([]),
  landingSites: fc.constant([]),
});

function airCover(input: CoverInput) {
  const cover = emptyCover(display);
  mergeAir(grid, cover, input, allAirChains(input));
  return cover;
}

/** Every helicopter with every facility, one place at a time. */
function everyPair(place: Position, { helicopters, facilities }: CoverInput): { team: number; surgery: number } {
  const best = { team: Number.POSITIVE_INFINITY, surgery: Number.POSITIVE_INFINITY };
  for (const each of helicopters) {
    if (!each.isAble) continue;
    const out = distanceMetres(each.position, place);
    const start = times.alert + each.notice;
    if (each.hasTeam && out <= each.range) best.team = Math.min(best.team, start + out / each.speed);
    for (const to of facilities) {
      const whole = out + distanceMetres(place, to.position);
      if (!canLand(to.landing, each) || whole + fuelMetres(facilities, to, each) > each.range) continue;
      const landed = start + times.airLoad + whole / each.speed;
      if (!each.hasTeam) best.team = Math.min(best.team, landed + times.airHandover);
      if (to.givesSurgery) best.surgery = Math.min(best.surgery, Math.max(landed, to.freeAt) + times.airHandover);
    }
  }
  return best;
}

describe('cover by air', () => {
  it('is that of every helicopter with every facility, at every cell', () => {
    let compared = 0;
    fc.assert(
      fc.property(inputs, (input) => {
        const cover = airCover(input);
        for (let cell = 0; cell < cover.team.length; cell++) {
          const wanted = everyPair(centreOf(grid, cell), input);
          for (const tier of ['team', 'surgery'] as const) {
            if (Math.abs(cover[tier][cell]! - wanted[tier]) < 0.01 || cover[tier][cell] === wanted[tier]) compared++;
            else expect([tier, cell, cover[tier][cell]]).toEqual([tier, cell, wanted[tier]]);
          }
        }
      }),
      { seed: 8, numRuns: 25 },
    );
    expect(compared).toBe(25 * 2 * grid.columns * grid.rows);
  });

  it('within a limit of range is the ellipse whose foci are base and hospital', () => {
    const [base, hospital]: [Position, Position] = [
      [-2.9, 15.2],
      [-1.4, 16.4],
    ];
    const range = 400_000;
    const input: CoverInput = {
      times,
      isCarriedByUnit: true,
      vehicles: [],
      landingSites: [],
      facilities: [
        {
          position: hospital,
          ground: undefined,
          givesTeam: true,
          givesSurgery: true,
          freeAt: 0,
          landing: 'all',
          hasFuel: true,
        },
      ],
      helicopters: [{ position: base, notice: 0, speed: 62.5, range, hasTeam: false, isAble: true }],
    };
    const { surgery } = airCover(input);
    let inside = 0;
    surgery.forEach((seconds, cell) => {
      const place = centreOf(grid, cell);
      const sum = distanceMetres(base, place) + distanceMetres(place, hospital);
      if (Math.abs(sum - range) < 1) return;
      expect(seconds < Number.POSITIVE_INFINITY).toBe(sum < range);
      if (sum < range) inside++;
    });
    // π a b of an ellipse whose axes follow from the sum of its radii and the distance of its foci, where the grid ends.
    const focal = distanceMetres(base, hospital) / 2;
    const ellipse = Math.PI * (range / 2) * Math.sqrt((range / 2) ** 2 - focal ** 2);
    expect((inside * 5_000 ** 2) / ellipse).toBeGreaterThan(0.8);
    expect((inside * 5_000 ** 2) / ellipse).toBeLessThan(1.02);
  });
});
