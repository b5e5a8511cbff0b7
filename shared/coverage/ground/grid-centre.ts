import { centreOf, type MercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';

/** The position in the middle of a grid. */
export function centreOfGrid(grid: MercatorGrid): Position {
  return centreOf(grid, (grid.rows >> 1) * grid.columns + (grid.columns >> 1));
}
