import { type MercatorGrid, placeInGrid } from './mercator-grid.ts';
import type { Position } from './position.ts';

/** Corners of a ring in columns and rows of a grid, with fractions. */
export type GridRing = readonly { readonly column: number; readonly row: number }[];

/** Rings of positions in a grid, whose straight lines are straight on the map. */
export function ringsInGrid(grid: MercatorGrid, rings: readonly (readonly Position[])[]): GridRing[] {
  return rings.map((ring) => ring.map((corner) => placeInGrid(grid, corner)));
}

/** Calls `visit` for each run of cells of a row, `from` to before `to`, whose centres lie inside by the even-odd rule. */
export function visitInside(
  { columns, rows }: Pick<MercatorGrid, 'columns' | 'rows'>,
  rings: readonly GridRing[],
  visit: (row: number, from: number, to: number) => void,
): void {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const ring of rings)
    for (const { row } of ring) {
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
  for (let row = Math.max(0, Math.ceil(top - 0.5)); row < rows && row + 0.5 <= bottom; row++) {
    const crossings = rings.flatMap((ring) => crossingsOf(ring, row + 0.5)).sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = Math.max(0, Math.ceil(crossings[pair]! - 0.5));
      const to = Math.min(columns, Math.ceil(crossings[pair + 1]! - 0.5));
      if (from < to) visit(row, from, to);
    }
  }
}

/** Whether a point lies inside, by the same rule. */
export function isInside(rings: readonly GridRing[], column: number, row: number): boolean {
  let isOdd = false;
  for (const ring of rings) for (const each of crossingsOf(ring, row)) if (each <= column) isOdd = !isOdd;
  return isOdd;
}

/** Columns at which a ring crosses a scan line. */
function crossingsOf(ring: GridRing, line: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < ring.length; at++) {
    const [from, to] = [ring[at]!, ring[(at + 1) % ring.length]!];
    if (from.row <= line === to.row <= line) continue;
    found.push(from.column + ((line - from.row) / (to.row - from.row)) * (to.column - from.column));
  }
  return found;
}
