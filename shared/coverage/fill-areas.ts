import { type MercatorGrid, placeInGrid } from '../geo/mercator-grid.ts';
import { type CoverArea, groundCovers } from '../schema/ground.ts';

/**
 * What covers the ground, by cell: 0 where nothing is known, else 1 + the index in `groundCovers`. A cell is of the last
 * area that holds its centre; holes are left out (even-odd rule, one scan line a row).
 */
export function fillAreas(grid: MercatorGrid, areas: readonly CoverArea[]): Uint8Array {
  const cells = new Uint8Array(grid.columns * grid.rows);
  for (const { cover, rings } of areas) {
    const value = 1 + groundCovers.indexOf(cover);
    const corners = rings.map((ring) => ring.map((corner) => placeInGrid(grid, corner)));
    const rows = corners.flat().map(({ row }) => row);
    if (rows.length === 0) continue;
    const [top, bottom] = [rows.reduce((a, b) => Math.min(a, b)), rows.reduce((a, b) => Math.max(a, b))];
    for (let row = Math.max(0, Math.ceil(top - 0.5)); row < grid.rows && row + 0.5 <= bottom; row++) {
      const crossings = corners.flatMap((ring) => crossingsOf(ring, row + 0.5)).sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const from = Math.max(0, Math.ceil(crossings[pair]! - 0.5));
        const to = Math.min(grid.columns, Math.ceil(crossings[pair + 1]! - 0.5));
        if (from < to) cells.fill(value, row * grid.columns + from, row * grid.columns + to);
      }
    }
  }
  return cells;
}

/** Columns at which a ring crosses a scan line. */
function crossingsOf(ring: readonly { column: number; row: number }[], line: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < ring.length; at++) {
    const [from, to] = [ring[at]!, ring[(at + 1) % ring.length]!];
    if (from.row <= line === to.row <= line) continue;
    found.push(from.column + ((line - from.row) / (to.row - from.row)) * (to.column - from.column));
  }
  return found;
}
