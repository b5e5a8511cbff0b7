import { centreOf, type MercatorGrid, placeInGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';

/**
 * Areas of one class that is not cover, numbered from 1; 0 is covered, or outside the area that is looked at. `classes`:
 * the class of each area by its number, 0 unused; `middles`: the mean of its cells.
 */
export type LabelledGaps = {
  readonly grid: MercatorGrid;
  readonly labels: Int32Array;
  readonly classes: number[];
  readonly middles: Position[];
};

/**
 * Connected cells (side by side, not cornerwise) of equal class, other than covered. `inside` is 0 where nobody looks.
 * Two passes in the order of memory: the first joins each cell to those west and north of it, the second numbers the
 * areas in the order in which they begin.
 */
export function labelGaps(grid: MercatorGrid, cells: Uint8Array, inside: Uint8Array): LabelledGaps {
  const { columns } = grid;
  const labels = new Int32Array(cells.length);
  const parents = [0];
  for (let cell = 0, column = 0; cell < cells.length; cell++, column = column + 1 === columns ? 0 : column + 1) {
    if (cells[cell] === 0 || inside[cell] === 0) continue;
    const west = column > 0 && cells[cell - 1] === cells[cell] ? labels[cell - 1]! : 0;
    const north = cell >= columns && cells[cell - columns] === cells[cell] ? labels[cell - columns]! : 0;
    if (west > 0 && north > 0 && west !== north) joinAreas(parents, west, north);
    labels[cell] = west || north || parents.push(parents.length) - 1;
  }
  const classes = [0];
  /** Sums of columns and rows, and how many cells, by number. */
  const sums: [column: number, row: number, count: number][] = [[0, 0, 1]];
  const numbers = new Int32Array(parents.length);
  for (let cell = 0; cell < cells.length; cell++) {
    if (labels[cell] === 0) continue;
    const root = rootOf(parents, labels[cell]!);
    if (numbers[root] === 0) {
      numbers[root] = classes.push(cells[cell]!) - 1;
      sums.push([0, 0, 0]);
    }
    labels[cell] = numbers[root]!;
    const sum = sums[numbers[root]!]!;
    sum[0] += cell % columns;
    sum[1] += Math.floor(cell / columns);
    sum[2]++;
  }
  const middles = sums.map(([column, row, count]) =>
    centreOf(grid, Math.round(row / count) * columns + Math.round(column / count)),
  );
  return { grid, labels, classes, middles };
}

function joinAreas(parents: number[], one: number, other: number): void {
  const [a, b] = [rootOf(parents, one), rootOf(parents, other)];
  parents[Math.max(a, b)] = Math.min(a, b);
}

/** Shortens the way for whoever asks next. */
function rootOf(parents: number[], label: number): number {
  let root = label;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}

/** The areas that a line passes through, in no order; each step is at most half a cell. */
export function gapsAlong({ grid, labels }: LabelledGaps, line: readonly Position[]): Set<number> {
  const found = new Set<number>();
  const places = line.map((position) => placeInGrid(grid, position));
  places.forEach((to, index) => {
    const from = places[Math.max(0, index - 1)]!;
    const steps = Math.max(1, Math.ceil(2 * Math.max(Math.abs(to.column - from.column), Math.abs(to.row - from.row))));
    for (let step = 0; step <= steps; step++) {
      const column = Math.floor(from.column + ((to.column - from.column) * step) / steps);
      const row = Math.floor(from.row + ((to.row - from.row) * step) / steps);
      if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) continue;
      const label = labels[row * grid.columns + column]!;
      if (label > 0) found.add(label);
    }
  });
  return found;
}
