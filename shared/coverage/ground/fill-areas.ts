import { ringsInGrid, visitInside } from '../../geo/even-odd.ts';
import type { MercatorGrid } from '../../geo/mercator-grid.ts';
import { type CoverArea, groundCovers } from '../../schema/ground.ts';

/**
 * What covers the ground, by cell: 0 where nothing is known, else 1 + the index in `groundCovers`. A cell is of the last
 * area that holds its centre; holes are left out.
 */
export function fillAreas(grid: MercatorGrid, areas: readonly CoverArea[]): Uint8Array {
  const cells = new Uint8Array(grid.columns * grid.rows);
  for (const { cover, rings } of areas) {
    const value = 1 + groundCovers.indexOf(cover);
    visitInside(grid, ringsInGrid(grid, rings), (row, from, to) => {
      cells.fill(value, row * grid.columns + from, row * grid.columns + to);
    });
  }
  return cells;
}
