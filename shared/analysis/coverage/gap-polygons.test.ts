import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside, ringsInGrid } from '../../geo/even-odd.ts';
import { makeMercatorGrid } from '../../geo/mercator-grid.ts';
import { gapPolygons } from './gap-polygons.ts';

const made = makeMercatorGrid([-1, 15, 1, 17], 12_000);
if (!made.ok) throw new Error(made.problem);
const { grid } = made;
const { columns, rows } = grid;
const exact = { leastCells: 1, tolerance: 0 };

const cellsArbitrary = fc.array(fc.boolean(), { minLength: columns * rows, maxLength: columns * rows });

describe('gaps as polygons', () => {
  it('hold exactly the cells beyond the limit, each gap those that hang together', () => {
    fc.assert(
      fc.property(cellsArbitrary, (cells) => {
        const gaps = gapPolygons(grid, (cell) => cells[cell]!, exact);
        const holders = cells.map(() => 0);
        for (const { cells: size, rings } of gaps) {
          const inGrid = ringsInGrid(grid, rings);
          let held = 0;
          for (let cell = 0; cell < cells.length; cell++)
            if (isInside(inGrid, (cell % columns) + 0.5, Math.floor(cell / columns) + 0.5)) {
              holders[cell]!++;
              held++;
            }
          expect(held).toBe(size);
          for (const ring of rings) expect(ring[0]).toEqual(ring.at(-1));
        }
        expect(holders).toEqual(cells.map(Number));
        expect(gaps.map(({ cells: size }) => size)).toEqual(gaps.map(({ cells: size }) => size).sort((a, b) => b - a));
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('leave out what is small, gaps and holes alike', () => {
    const isIn = (cell: number) => {
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      return (x < 8 && y < 8 && !(x === 3 && y === 3)) || (x === 12 && y === 12);
    };
    expect(gapPolygons(grid, isIn, exact).map(({ cells, rings }) => [cells, rings.length])).toEqual([
      [63, 2],
      [1, 1],
    ]);
    const kept = gapPolygons(grid, isIn, { leastCells: 2, tolerance: 0 });
    expect(kept.map(({ cells, rings }) => [cells, rings.length])).toEqual([[63, 1]]);
    expect(kept[0]!.rings[0]).toHaveLength(5);
  });

  it('simplified have fewer corners, none of them far off', () => {
    const isIn = (cell: number) => cell % columns <= Math.floor(cell / columns);
    const [whole] = gapPolygons(grid, isIn, exact);
    const [simple] = gapPolygons(grid, isIn, { leastCells: 1, tolerance: 1 });
    expect(whole!.rings[0]!.length).toBeGreaterThan(2 * rows);
    expect(simple!.rings[0]!.length).toBeLessThan(8);
    expect(gapPolygons(grid, () => false, exact)).toEqual([]);
  });
});
