import { earthRadiusMetres } from './great-circle.ts';
import type { Position } from './position.ts';

/**
 * A grid of square Web-Mercator cells: it lies one to one on the map, and because the projection is conformal, distances
 * within a row are the projected ones times one factor. Cell index = row × columns + column, row 0 in the north.
 */
export type MercatorGrid = {
  /** Projected metres of the north-west corner: x eastward, y northward. */
  readonly west: number;
  readonly north: number;
  /** Side of a cell in projected metres. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
};

/** Radius of the sphere that Web Mercator is drawn from, metres. */
const mercatorRadius = 6_378_137;
/** The projected lengths are of that sphere; distances are told on the mean sphere (IUGG). */
const sphereRatio = earthRadiusMetres / mercatorRadius;
const radians = Math.PI / 180;
/** 16 million cells: what one field at 250 m over a large mission takes. */
const mostCells = 16_777_216;

export type GridProblem = 'empty-area' | 'crosses-antimeridian' | 'too-near-pole' | 'too-many-cells';

/** The grid that covers a box `[west, south, east, north]` in degrees with cells of `metres` true size at its middle. */
export function makeMercatorGrid(
  [west, south, east, north]: readonly [number, number, number, number],
  metres: number,
): { ok: true; grid: MercatorGrid } | { ok: false; problem: GridProblem } {
  if (!(north > south) || !(metres > 0)) return { ok: false, problem: 'empty-area' };
  if (!(east > west)) return { ok: false, problem: 'crosses-antimeridian' };
  if (Math.max(Math.abs(south), Math.abs(north)) > 80) return { ok: false, problem: 'too-near-pole' };
  const cell = metres / (Math.cos(((south + north) / 2) * radians) * sphereRatio);
  const [left, top] = projectPosition([west, north]);
  const [right, bottom] = projectPosition([east, south]);
  const columns = Math.max(1, Math.ceil((right - left) / cell));
  const rows = Math.max(1, Math.ceil((top - bottom) / cell));
  if (columns * rows > mostCells) return { ok: false, problem: 'too-many-cells' };
  return { ok: true, grid: { west: left, north: top, cell, columns, rows } };
}

/** Projected metres of a position in degrees. */
function projectPosition([longitude, latitude]: Position): [number, number] {
  return [
    mercatorRadius * longitude * radians,
    mercatorRadius * Math.log(Math.tan(Math.PI / 4 + (latitude * radians) / 2)),
  ];
}

function unprojectPosition(x: number, y: number): Position {
  return [x / mercatorRadius / radians, (2 * Math.atan(Math.exp(y / mercatorRadius)) - Math.PI / 2) / radians];
}

/** Column and row of a position, with fractions; whole numbers are the edges of cells. May lie outside the grid. */
export function placeInGrid({ west, north, cell }: MercatorGrid, position: Position): { column: number; row: number } {
  const [x, y] = projectPosition(position);
  return { column: (x - west) / cell, row: (north - y) / cell };
}

/** The cell that holds a position, or -1 outside the grid. */
export function cellAt(grid: MercatorGrid, position: Position): number {
  const { column, row } = placeInGrid(grid, position);
  const [x, y] = [Math.floor(column), Math.floor(row)];
  return x >= 0 && y >= 0 && x < grid.columns && y < grid.rows ? y * grid.columns + x : -1;
}

export function centreOf(grid: MercatorGrid, index: number): Position {
  const [column, row] = [index % grid.columns, Math.floor(index / grid.columns)];
  return unprojectPosition(grid.west + (column + 0.5) * grid.cell, grid.north - (row + 0.5) * grid.cell);
}

/** True metres of a cell's side, by row. */
export function cellMetresByRow({ north, cell, rows }: MercatorGrid): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const latitude = 2 * Math.atan(Math.exp((north - (row + 0.5) * cell) / mercatorRadius)) - Math.PI / 2;
    return cell * Math.cos(latitude) * sphereRatio;
  });
}

/** West, south, east, north in degrees. */
export function cornersOf({ west, north, cell, columns, rows }: MercatorGrid): [number, number, number, number] {
  const [left, top] = unprojectPosition(west, north);
  const [right, bottom] = unprojectPosition(west + columns * cell, north - rows * cell);
  return [left, bottom, right, top];
}
