import { moves, opposite } from './moves.ts';
import { nodeOf, type Terrain } from './terrain.ts';

/** Points in columns and rows of the grid with fractions: a cell's middle lies at +0.5. */
export type GridLine = readonly (readonly [column: number, row: number])[];

/**
 * Closes every move whose way from middle to middle crosses a line of `barriers`: a river, a border, a wall. Diagonals
 * and knight moves are judged like the straight ones, so that nothing leaks through a corner. Throws RangeError for a
 * corner that is no number.
 */
export function blockMoves(terrain: Terrain, barriers: readonly GridLine[]): Uint16Array {
  const mask = new Uint16Array(terrain.friction.length);
  for (const line of barriers)
    for (let at = 1; at < line.length; at++) blockSegment(terrain, mask, line[at - 1]!, line[at]!);
  return mask;
}

function assertFinite(pieces: number): void {
  // A river with a corner nowhere would be no barrier, and cover would look better than it is.
  if (!Number.isFinite(pieces)) throw new RangeError('a barrier has a corner that is no number');
}

type Point = readonly [number, number];

/** In pieces of a cell, so that the cells looked at are those along the line and not those of its box. */
function blockSegment(terrain: Terrain, mask: Uint16Array, from: Point, to: Point): void {
  const pieces = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1])));
  assertFinite(pieces);
  const at = (piece: number): Point => [
    from[0] + ((to[0] - from[0]) * piece) / pieces,
    from[1] + ((to[1] - from[1]) * piece) / pieces,
  ];
  for (let piece = 0; piece < pieces; piece++) blockPiece(terrain, mask, at(piece), at(piece + 1));
}

function blockPiece(terrain: Terrain, mask: Uint16Array, from: Point, to: Point): void {
  const { columns, rows } = terrain;
  const left = Math.max(0, Math.floor(Math.min(from[0], to[0])) - 2);
  const right = Math.min(columns - 1, Math.floor(Math.max(from[0], to[0])) + 2);
  const top = Math.max(0, Math.floor(Math.min(from[1], to[1])) - 2);
  const bottom = Math.min(rows - 1, Math.floor(Math.max(from[1], to[1])) + 2);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const node = nodeOf(terrain, column, row);
      moves.forEach((move, d) => {
        const start: Point = [column + 0.5, row + 0.5];
        const end: Point = [start[0] + move.column, start[1] + move.row];
        if (!crosses(start, end, from, to)) return;
        mask[node]! |= 1 << d;
        mask[node + move.row * terrain.stride + move.column]! |= 1 << opposite[d]!;
      });
    }
  }
}

/** Touching counts as crossing: a river that runs through a cell's very middle still has two banks. */
function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  const [one, two] = [side(a, b, c), side(a, b, d)];
  const [three, four] = [side(c, d, a), side(c, d, b)];
  if (one === 0 && two === 0 && three === 0 && four === 0) return overlaps(a, b, c, d);
  return one * two <= 0 && three * four <= 0;
}

function overlaps(a: Point, b: Point, c: Point, d: Point): boolean {
  return [0, 1].every((axis) => {
    const [low, high] = [Math.min(a[axis]!, b[axis]!), Math.max(a[axis]!, b[axis]!)];
    return Math.max(c[axis]!, d[axis]!) >= low && Math.min(c[axis]!, d[axis]!) <= high;
  });
}
