import { earthRadiusMetres } from '../../geo/great-circle.ts';
import { centreOf, type MercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';

/**
 * Great-circle distance from one site to every cell, separated by row and column: sin² of half the angle is
 * `row[y] + across[y] × column[x]` (haversine), so that a million cells cost no trigonometry.
 */
export type AirLegs = { readonly row: Float64Array; readonly across: Float64Array; readonly column: Float64Array };

const radians = Math.PI / 180;
const diameterMetres = 2 * earthRadiusMetres;

type Axes = {
  readonly latitudes: Float64Array;
  readonly cosines: Float64Array;
  readonly longitudes: Float64Array;
  /** Legs that were asked for before, by site. */
  readonly known: Map<string, AirLegs>;
};
const mostKnown = 256;
const axesOfGrids = new WeakMap<MercatorGrid, Axes>();

/** What every site asks of the grid, in radians. */
function axesOf(grid: MercatorGrid): Axes {
  const known = axesOfGrids.get(grid);
  if (known) return known;
  const { columns, rows } = grid;
  const latitudes = Float64Array.from({ length: rows }, (_, y) => centreOf(grid, y * columns)[1] * radians);
  const longitudes = Float64Array.from({ length: columns }, (_, x) => centreOf(grid, x)[0] * radians);
  const axes = { latitudes, cosines: latitudes.map((each) => Math.cos(each)), longitudes, known: new Map() };
  axesOfGrids.set(grid, axes);
  return axes;
}

export function makeAirLegs(grid: MercatorGrid, [longitude, latitude]: Position): AirLegs {
  const { latitudes, cosines, longitudes, known } = axesOf(grid);
  const key = `${longitude} ${latitude}`;
  const before = known.get(key);
  if (before) return before;
  const siteCosine = Math.cos(latitude * radians);
  const squaredSine = (angle: number) => Math.sin(angle / 2) ** 2;
  const legs = {
    row: latitudes.map((each) => squaredSine(each - latitude * radians)),
    across: cosines.map((each) => siteCosine * each),
    column: longitudes.map((each) => squaredSine(each - longitude * radians)),
  };
  if (known.size >= mostKnown) known.clear();
  known.set(key, legs);
  return legs;
}

/**
 * Metres from sin² of half the angle. The arc sine by its series: within 4e-9 of the whole up to 2,500 km, where
 * aircraft of a mission never fly.
 */
export function metresOfHaversine(h: number): number {
  return diameterMetres * Math.sqrt(h) * (1 + h * (1 / 6 + h * (3 / 40 + h * (15 / 336 + h * (105 / 3_456)))));
}

/** The largest sin² of half the angle within so many metres: a range is compared without a root. */
export function haversineOfMetres(metres: number): number {
  return Math.sin(Math.min(Math.PI / 2, metres / diameterMetres)) ** 2;
}
