import { secondsAt } from '#shared/analysis/ground/ground-field.ts';
import { GroundModel } from '#shared/coverage/ground/ground-model.ts';
import { type BoundingBox, boxAround } from '#shared/geo/bounding-box.ts';
import { destination } from '#shared/geo/great-circle.ts';
import { centreOf, placeInGrid } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import { parametersOf } from '#shared/parameters/medical.ts';
import type { Ground } from '#shared/schema/ground.ts';
import { northernLantern } from '../server/mission/northern-lantern.ts';
import { exerciseGround } from '../server/sources/exercise/exercise-ground.ts';
import type { Benchmark, Figures } from './benchmark.ts';
import { box, makeSyntheticGround } from './coverage-ground.ts';
import { atMost } from './figure.ts';

const seed = 7;
const twoHours = 7_200;
const halfWindowMetres = 150_000;
const referenceMetres = 125;
const sizes = [1_000, 500, 250] as const;
const counts = { quick: 2, full: 8 };
const profile = { parameters: parametersOf('planning'), isNight: false, isWet: false, closedRoads: new Set<string>() };

type Deviation = { area: number; wrongSide: number; lateMinutes: number };

/**
 * What the size of ground cells does to the two-hour area: the model of the product at three sizes against itself at
 * 125 m, around towns of the synthetic mission and of the exercise.
 */
export const measureResolution: Benchmark = async ({ isQuick, say }) => {
  const count = isQuick ? counts.quick : counts.full;
  const synthetic = makeSyntheticGround(seed);
  const [west, south, east, north] = box;
  const isInside = ([longitude, latitude]: Position) =>
    longitude > west + 1.5 && longitude < east - 1.5 && latitude > south + 1.5 && latitude < north - 1.5;
  const towns = northernLantern.sites.map(({ position }) => position);
  const grounds: [string, Ground, readonly Position[]][] = [
    ['synthetic mission', synthetic.ground, synthetic.towns.filter(isInside).slice(0, count)],
    ['exercise', exerciseGround(northernLantern), towns.slice(0, count)],
  ];
  const figures: Figures = {};
  const most = new Map<number, number>();
  for (const [name, ground, places] of grounds) {
    const found = new Map<number, Deviation[]>(sizes.map((metres) => [metres, []]));
    for (const place of places) {
      const reference = fieldAround(ground, place, referenceMetres);
      for (const metres of sizes) found.get(metres)!.push(compare(reference, fieldAround(ground, place, metres)));
    }
    for (const [metres, each] of found) {
      const span = (of: keyof Deviation, digits: number) => {
        const values = each.map((deviation) => deviation[of]);
        return `${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;
      };
      say(
        `${name}, ${metres} m, ${each.length} places: area ${span('area', 1)} % of that at ${referenceMetres} m, ` +
          `${span('wrongSide', 1)} % on the wrong side, 95 % of times within ${span('lateMinutes', 1)} min`,
      );
      most.set(metres, Math.max(most.get(metres) ?? 0, ...each.map(({ wrongSide }) => wrongSide)));
    }
  }
  for (const [metres, value] of most) figures[`wrongSideAt${metres}`] = atMost(wrongSideGoals[metres]!, '%', value);
  return figures;
};

/** What the design was measured to reach with roads of true length. */
const wrongSideGoals: Record<number, number> = { 1000: 10.3, 500: 5, 250: 2.2 };

type Around = { model: GroundModel; secondsAt: (position: Position) => number };

function fieldAround(ground: Ground, place: Position, metres: number): Around {
  const corners = [0, 90, 180, 270].map((bearing) => destination(place, bearing, halfWindowMetres));
  const window: BoundingBox = boxAround(corners);
  const made = GroundModel.make(window, ground, { cellMetres: metres });
  if (!made.ok) throw new Error(made.problem);
  const { model } = made;
  const field = model.fieldOf(place, profile);
  if (!field) throw new Error('a town outside its window');
  return {
    model,
    secondsAt: (position) => {
      const { column, row } = placeInGrid(model.grid, position);
      return secondsAt(field, Math.floor(column), Math.floor(row));
    },
  };
}

/** Over the cells of the finer one. */
function compare(reference: Around, coarse: Around): Deviation {
  const { grid } = reference.model;
  let [inReference, inCoarse, wrong] = [0, 0, 0];
  const differences: number[] = [];
  for (let cell = 0; cell < grid.columns * grid.rows; cell++) {
    const centre = centreOf(grid, cell);
    const [wanted, found] = [reference.secondsAt(centre), coarse.secondsAt(centre)];
    const [isIn, isFound] = [wanted <= twoHours, found <= twoHours];
    if (isIn) inReference++;
    if (isFound) inCoarse++;
    if (isIn !== isFound) wrong++;
    if (isIn && found < Number.POSITIVE_INFINITY) differences.push(Math.abs(found - wanted) / 60);
  }
  const sorted = Float64Array.from(differences).sort();
  return {
    area: (inCoarse / inReference) * 100,
    wrongSide: (wrong / inReference) * 100,
    lateMinutes: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
}
