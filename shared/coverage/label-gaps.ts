import { type MercatorGrid, placeInGrid } from '../geo/mercator-grid.ts';
import type { Position } from '../geo/position.ts';

/**
 * Areas of one class that is not cover, numbered from 1; 0 is covered, or outside the area that is looked at. `classes`:
 * the class of each area by its number, 0 unused.
 */
export type LabelledGaps = { readonly grid: MercatorGrid; readonly labels: Int32Array; readonly classes: number[] };

/**
 * Connected cells (side by side, not cornerwise) of equal class, other than covered. `inside` is 0 where nobody looks.
 * Each cell is visited once.
 */
export function labelGaps(grid: MercatorGrid, cells: Uint8Array, inside: Uint8Array): LabelledGaps {
  const { columns } = grid;
  const labels = new Int32Array(cells.length);
  const classes = [0];
  const waiting: number[] = [];
  const join = (cell: number, from: number) => {
    if (labels[cell] !== 0 || cells[cell] !== cells[from] || inside[cell] === 0) return;
    labels[cell] = labels[from]!;
    waiting.push(cell);
  };
  for (let start = 0; start < cells.length; start++) {
    if (labels[start] !== 0 || cells[start] === 0 || inside[start] === 0) continue;
    labels[start] = classes.push(cells[start]!) - 1;
    waiting.push(start);
    while (waiting.length > 0) {
      const cell = waiting.pop()!;
      const column = cell % columns;
      if (column > 0) join(cell - 1, cell);
      if (column < columns - 1) join(cell + 1, cell);
      if (cell >= columns) join(cell - columns, cell);
      if (cell + columns < cells.length) join(cell + columns, cell);
    }
  }
  return { grid, labels, classes };
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
