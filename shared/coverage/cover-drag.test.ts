import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverMap } from '../analysis/coverage/cover-map.ts';
import type { Position } from '../geo/position.ts';
import { noGround } from '../schema/ground.ts';
import { computeRaster, prepareSituation, rasterOf, toMinutes } from './compute-cover.ts';
import { classifyCells } from './cover-classes.ts';
import { CoverDrag } from './cover-drag.ts';
import { GroundModel } from './ground/ground-model.ts';
import { makeAsset, makeFacility, makeSituation } from './situation/make-test-situation.ts';

const made = GroundModel.make([-2, 15, 2, 18], noGround, { cellMetres: 4_000 });
if (!made.ok) throw new Error(made.problem);
const { model } = made;

const place: fc.Arbitrary<Position> = fc.tuple(
  fc.double({ min: -2.1, max: 2.1, noNaN: true }),
  fc.double({ min: 14.9, max: 18.1, noNaN: true }),
);
const asset = fc.record({
  position: place,
  noticeMinutes: fc.constantFrom(15, 30, 60),
  medicalCrew: fc.boolean(),
  model: fc.constantFrom('Mi-8', 'NH90'),
  status: fc.constantFrom('ready' as const, 'unknown' as const),
  rangeKm: fc.constantFrom(150, 465),
});
const facility = fc.record({
  position: place,
  level: fc.constantFrom('1+' as const, '2' as const),
  tablesFree: fc.constantFrom(0, 1, undefined),
  landingSite: fc.constantFrom('none' as const, 'day' as const),
  hasFuel: fc.boolean(),
});

describe('cover while something is dragged', () => {
  it.each(['asset/H-0', 'facility/F-0'])('is that computed from all of it, at every step of %s', (key) => {
    fc.assert(
      fc.property(
        fc.array(asset, { minLength: 1, maxLength: 4 }),
        fc.array(facility, { minLength: 1, maxLength: 4 }),
        fc.array(place, { minLength: 2, maxLength: 3 }),
        fc.boolean(),
        (assets, facilities, places, isCarriedByUnit) => {
          const drag = new CoverDrag(model, key);
          const isHelicopter = key.startsWith('asset');
          for (const [step, position] of places.entries()) {
            const moved = <T extends { position: Position }>(each: T, at: number, isOfKey: boolean): T =>
              isOfKey && at === 0 ? { ...each, position } : each;
            const situation = makeSituation({
              assets: [
                ...assets.map((each, at) => makeAsset(`H-${at}`, moved(each, at, isHelicopter))),
                makeAsset('A-1', { type: 'ambulance', position: [0.5, 16.5], medicalCrew: step > 1 }),
              ],
              facilities: facilities.map((each, at) => makeFacility(`F-${at}`, moved(each, at, !isHelicopter))),
              conditions: { unitVehicles: isCarriedByUnit },
            });
            const prepared = prepareSituation(model, situation, 'planning');
            const raster = computeRaster(model, prepared);
            const dragged = drag.seconds(prepared);
            expect(rasterOf(model, dragged)).toEqual(raster);
            const ofMinutes = classifyCells(raster.known, raster.hopeful);
            expect(classifyCells(dragged.known, dragged.hopeful, 'seconds')).toEqual(ofMinutes);
            expect(raster.hopeful).toEqual(toMinutes(coverMap(model.display, prepared.hopeful.input)));
          }
        },
      ),
      { seed: 12, numRuns: 15 },
    );
  });
});
