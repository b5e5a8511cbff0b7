import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destination, distanceMetres } from '../../geo/great-circle.ts';
import { centreOf, makeMercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { packField } from '../ground/ground-field.ts';
import { spread } from '../ground/spread.ts';
import { makeTerrainOf, nodeOf } from '../ground/terrain.ts';
import { Workspace } from '../ground/workspace.ts';
import type { CoverFacility, CoverHelicopter, CoverInput } from './cover-input.ts';
import { coverMap } from './cover-map.ts';
import { makeDisplayGrid } from './display-grid.ts';
import { makeEscortArea } from './escort.ts';
import { rankPlans } from './rank-plans.ts';

const made = makeMercatorGrid([-1, 16, 1, 18], 2_000);
if (!made.ok) throw new Error(made.problem);
const { grid } = made;
const display = makeDisplayGrid(grid, 2);
const terrain = makeTerrainOf(grid, () => 20);
const workspace = new Workspace(terrain.friction.length);

function fieldAt(column: number, row: number) {
  spread({ terrain, sources: [{ node: nodeOf(terrain, column, row), seconds: 0 }], limit: 14_400 }, workspace);
  return packField(terrain, workspace);
}

const times = { alert: 900, release: 0, airLoad: 600, airHandover: 900, vehicleLoad: 600, vehicleUnload: 300 };
const speed = 225 / 3.6;

const placeArbitrary = fc.record({
  column: fc.integer({ min: 0, max: grid.columns - 1 }),
  row: fc.integer({ min: 0, max: grid.rows - 1 }),
});
const positionOf = ({ column, row }: { column: number; row: number }) => centreOf(grid, row * grid.columns + column);
const landing = fc.constantFrom('none', 'able', 'all') as fc.Arbitrary<'none' | 'able' | 'all'>;

const facilityArbitrary: fc.Arbitrary<CoverFacility> = fc
  .record({
    place: placeArbitrary,
    hasGround: fc.boolean(),
    givesSurgery: fc.boolean(),
    freeAt: fc.constantFrom(0, 0, 1_800, 9_000),
    landing,
    hasFuel: fc.boolean(),
  })
  .map(({ place, hasGround, ...rest }) => ({
    ...rest,
    position: positionOf(place),
    ground: hasGround ? fieldAt(place.column, place.row) : undefined,
    givesTeam: true,
    freeAt: rest.givesSurgery ? rest.freeAt : 0,
  }));
const helicopterArbitrary: fc.Arbitrary<CoverHelicopter> = fc
  .record({
    place: placeArbitrary,
    notice: fc.integer({ min: 0, max: 3_600 }),
    speed: fc.constantFrom(45, speed, 72),
    range: fc.constantFrom(120_000, 250_000, 465_000),
    hasTeam: fc.boolean(),
    isAble: fc.boolean(),
  })
  .map(({ place, ...rest }) => ({ ...rest, position: positionOf(place) }));
/** Threat over some boxes, whose edges pass between the centres of cells, and up to two escorts. */
const escortArbitrary = fc
  .record({
    escorts: fc.array(
      fc.record({
        place: placeArbitrary,
        notice: fc.integer({ min: 0, max: 3_600 }),
        speed: fc.constantFrom(50, speed),
        range: fc.constantFrom(150_000, 400_000),
      }),
      { maxLength: 2 },
    ),
    boxes: fc.array(fc.tuple(placeArbitrary, placeArbitrary), { minLength: 1, maxLength: 2 }),
  })
  .map(({ escorts, boxes }) => ({
    escorts: escorts.map(({ place, ...rest }) => ({ ...rest, position: positionOf(place) })),
    areas: boxes.map(([one, other]) => {
      const [[a, b], [c, d]] = [positionOf(one), positionOf(other)].map(([x, y]) => [x + 0.0031, y + 0.0043]) as [
        [number, number],
        [number, number],
      ];
      return makeEscortArea([
        [
          [a, b],
          [c, b],
          [c, d],
          [a, d],
          [a, b],
        ],
      ]);
    }),
  }));
const inputArbitrary: fc.Arbitrary<CoverInput> = fc
  .record({
    facilities: fc.array(facilityArbitrary, { maxLength: 5 }),
    helicopters: fc.array(helicopterArbitrary, { maxLength: 4 }),
    vehicles: fc.array(fc.record({ place: placeArbitrary, notice: fc.constant(300), hasTeam: fc.boolean() }), {
      maxLength: 3,
    }),
    landingSites: fc.array(fc.record({ place: placeArbitrary, landing }), { maxLength: 2 }),
    isCarriedByUnit: fc.boolean(),
    escort: fc.option(escortArbitrary, { nil: undefined }),
  })
  .map(({ vehicles, landingSites, ...rest }) => ({
    ...rest,
    times,
    vehicles: vehicles.map(({ place, ...each }) => ({ ...each, ground: fieldAt(place.column, place.row) })),
    landingSites: landingSites.map(({ place, landing: site }) => ({
      position: positionOf(place),
      ground: fieldAt(place.column, place.row),
      landing: site,
    })),
  }));

const cells = fc.integer({ min: 0, max: display.grid.columns * display.grid.rows - 1 });

describe('the map of cover', () => {
  it('is what the soonest plan says at the centre of any cell, and its legs sum to its total', () => {
    let [reached, escorted] = [0, 0];
    fc.assert(
      fc.property(inputArbitrary, fc.array(cells, { minLength: 8, maxLength: 8 }), (input, picked) => {
        const cover = coverMap(display, input);
        for (const cell of picked)
          for (const tier of ['team', 'surgery'] as const) {
            const plan = rankPlans(centreOf(display.grid, cell), grid, input, tier)[0];
            const mapped = cover[tier][cell]!;
            if (!plan) expect(mapped).toBe(Number.POSITIVE_INFINITY);
            else {
              reached++;
              if (plan.escort !== undefined) escorted++;
              expect(Math.abs(mapped - plan.seconds)).toBeLessThanOrEqual(1);
              expect(plan.legs.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(plan.seconds, 6);
            }
          }
      }),
      { seed: 4, numRuns: 60 },
    );
    expect(reached).toBeGreaterThan(200);
    expect(escorted).toBeGreaterThan(5);
  });

  it('never gets worse by another asset or facility', () => {
    fc.assert(
      fc.property(inputArbitrary, helicopterArbitrary, facilityArbitrary, (input, helicopter, facility) => {
        const before = coverMap(display, input);
        const after = coverMap(display, {
          ...input,
          helicopters: [...input.helicopters, helicopter],
          facilities: [...input.facilities, facility],
        });
        for (const tier of ['team', 'surgery'] as const)
          expect(after[tier].every((seconds, cell) => seconds <= before[tier][cell]!)).toBe(true);
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('never improves by a minute more of notice, and never worsens by more than that minute', () => {
    fc.assert(
      fc.property(inputArbitrary, (input) => {
        const before = coverMap(display, input);
        const later = input.helicopters.map((each) => ({ ...each, notice: each.notice + 60 }));
        const after = coverMap(display, { ...input, helicopters: later });
        for (const tier of ['team', 'surgery'] as const)
          for (let cell = 0; cell < before[tier].length; cell++) {
            const [was, is] = [before[tier][cell]!, after[tier][cell]!];
            if (is < was || (was < Number.POSITIVE_INFINITY && is > was + 60.01))
              expect([cell, was, is]).toBe('monotone');
          }
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('gives one helicopter beside its hospital the agreed radius', () => {
    const base: Position = centreOf(display.grid, 13 * display.grid.columns + 26);
    const hospital: CoverFacility = {
      position: base,
      ground: undefined,
      givesTeam: true,
      givesSurgery: true,
      freeAt: 0,
      landing: 'all',
      hasFuel: true,
    };
    const helicopter: CoverHelicopter = {
      position: base,
      notice: 1_800,
      speed,
      range: 465_000,
      hasTeam: true,
      isAble: true,
    };
    const input: CoverInput = {
      times,
      facilities: [hospital],
      helicopters: [helicopter],
      vehicles: [],
      landingSites: [],
      isCarriedByUnit: true,
    };
    const { surgery } = coverMap(display, input);
    let farthest = 0;
    surgery.forEach((seconds, cell) => {
      if (seconds <= 7_200) farthest = Math.max(farthest, distanceMetres(base, centreOf(display.grid, cell)));
    });
    // The way out and the way back are one: a line of two foci that coincide is a circle.
    expect(farthest / 1_000).toBeGreaterThan(93.75 - 4);
    expect(farthest / 1_000).toBeLessThanOrEqual(93.75);
    const at = (metres: number) => rankPlans(destination(base, 30, metres), grid, input, 'surgery')[0]!.seconds;
    expect(at(93_700)).toBeLessThanOrEqual(7_200);
    expect(at(93_800)).toBeGreaterThan(7_200);
  });
});
