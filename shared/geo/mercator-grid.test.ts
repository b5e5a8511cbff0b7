import { describe, expect, it } from 'vitest';
import { distanceMetres } from './great-circle.ts';
import { cellAt, cellMetresByRow, centreOf, type MercatorGrid, makeMercatorGrid } from './mercator-grid.ts';

function gridOf(box: readonly [number, number, number, number], metres: number): MercatorGrid {
  const made = makeMercatorGrid(box, metres);
  if (!made.ok) throw new Error(made.problem);
  return made.grid;
}

describe('a Web-Mercator grid', () => {
  it('has cells of the size asked for, and gives each centre back as its cell', () => {
    const grid = gridOf([-4, 14, 4, 21], 1_000);
    const middle = Math.floor(grid.rows / 2);
    expect(cellMetresByRow(grid)[middle]! / 1_000).toBeCloseTo(1, 3);
    for (const cell of [0, grid.columns - 1, middle * grid.columns + 7, grid.columns * grid.rows - 1])
      expect(cellAt(grid, centreOf(grid, cell))).toBe(cell);
    expect(cellAt(grid, [-4.1, 16])).toBe(-1);
    expect(cellAt(grid, [0, 13.9])).toBe(-1);
  });

  it.each([0, 15, 30])('measures within 0.01 % of the great circle at %i degrees', (latitude) => {
    const grid = gridOf([0, latitude - 1, 5, latitude + 1], 500);
    const rows = cellMetresByRow(grid);
    const row = Math.floor(grid.rows / 2);
    const at = (column: number, y = row) => centreOf(grid, y * grid.columns + column);
    // Short enough that a row of the grid and the great circle do not part.
    const east = distanceMetres(at(100), at(140));
    expect(Math.abs((rows[row]! * 40) / east - 1)).toBeLessThan(1e-4);
    const north = distanceMetres(at(100, 20), at(100, 120));
    const along = rows
      .slice(20, 121)
      .reduce((sum, each, index) => sum + each * (index === 0 || index === 100 ? 0.5 : 1), 0);
    expect(Math.abs(along / north - 1)).toBeLessThan(1e-4);
  });

  it.each([
    [[4, 14, -4, 21], 1_000, 'crosses-antimeridian'],
    [[-4, 14, 4, 14], 1_000, 'empty-area'],
    [[-4, 14, 4, 21], 0, 'empty-area'],
    [[-4, 60, 4, 81], 1_000, 'too-near-pole'],
    [[-90, -60, 90, 60], 500, 'too-many-cells'],
  ] as const)('refuses %j at %i m: %s', (box, metres, problem) => {
    expect(makeMercatorGrid(box, metres)).toEqual({ ok: false, problem });
  });
});
