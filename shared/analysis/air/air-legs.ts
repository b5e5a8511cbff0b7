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

export function makeAirLegs(grid: MercatorGrid, [longitude, latitude]: Position): AirLegs {
  const siteCosine = Math.cos(latitude * radians);
  const row = new Float64Array(grid.rows);
  const across = new Float64Array(grid.rows);
  for (let y = 0; y < grid.rows; y++) {
    const cellLatitude = centreOf(grid, y * grid.columns)[1];
    row[y] = Math.sin(((cellLatitude - latitude) * radians) / 2) ** 2;
    across[y] = siteCosine * Math.cos(cellLatitude * radians);
  }
  const column = Float64Array.from(
    { length: grid.columns },
    (_, x) => Math.sin(((centreOf(grid, x)[0] - longitude) * radians) / 2) ** 2,
  );
  return { row, across, column };
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
