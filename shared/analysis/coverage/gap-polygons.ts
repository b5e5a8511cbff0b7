import { centreOf, type MercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { type Corner, traceEdges } from './trace-edges.ts';

/** A connected part of what lies beyond a limit: rings of positions, outer first, each closed. */
export type Gap = { readonly cells: number; readonly rings: readonly (readonly Position[])[] };

export type GapOptions = {
  /** Smaller gaps and smaller holes in them are left out. */
  leastCells: number;
  /** How far, in cells, a corner may lie off the line that replaces it; 0 keeps every corner of every cell. */
  tolerance: number;
};

/**
 * The cells of a grid for which `isBeyond` holds, as areas along the edges of cells, the largest first. Cells that only
 * touch at a corner are two areas.
 */
export function gapPolygons(
  grid: MercatorGrid,
  isBeyond: (cell: number) => boolean,
  { leastCells, tolerance }: GapOptions,
): Gap[] {
  const { columns, rows } = grid;
  const inside = Uint8Array.from({ length: columns * rows }, (_, cell) => (isBeyond(cell) ? 1 : 0));
  const { labels, sizes } = labelParts(inside, columns, rows);
  const rings = traceEdges(inside, columns, rows);
  const parts = sizes.map((cells) => ({ cells, outer: [] as Corner[], holes: [] as Corner[][] }));
  for (const ring of rings) {
    const area = areaOf(ring.corners);
    const part = parts[labels[ring.cell]!]!;
    if (area > 0) part.outer = ring.corners;
    else if (-area >= leastCells) part.holes.push(ring.corners);
  }
  const toPosition = ([x, y]: Corner) => cornerPosition(grid, x, y);
  return parts
    .filter(({ cells }) => cells >= leastCells)
    .sort((a, b) => b.cells - a.cells)
    .map(({ cells, outer, holes }) => ({
      cells,
      rings: [outer, ...holes].map((ring) => simplify(ring, tolerance).map(toPosition)),
    }));
}

/** Parts that hang together by edges: their number by cell, and how many cells each has. */
function labelParts(inside: Uint8Array, columns: number, rows: number): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(inside.length).fill(-1);
  const sizes: number[] = [];
  const waiting: number[] = [];
  for (let first = 0; first < inside.length; first++) {
    if (inside[first] === 0 || labels[first] !== -1) continue;
    const label = sizes.length;
    let size = 0;
    labels[first] = label;
    waiting.push(first);
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      size++;
      const column = cell % columns;
      const neighbours = [
        column > 0 ? cell - 1 : -1,
        column < columns - 1 ? cell + 1 : -1,
        cell - columns,
        cell + columns < columns * rows ? cell + columns : -1,
      ];
      for (const next of neighbours) {
        if (next < 0 || inside[next] === 0 || labels[next] !== -1) continue;
        labels[next] = label;
        waiting.push(next);
      }
    }
    sizes.push(size);
  }
  return { labels, sizes };
}

/** In cells; positive where the inside lies to the right of the way along, as for outer rings. */
function areaOf(ring: readonly Corner[]): number {
  let doubled = 0;
  for (let at = 1; at < ring.length; at++) {
    const [[x0, y0], [x1, y1]] = [ring[at - 1]!, ring[at]!];
    doubled += x0 * y1 - x1 * y0;
  }
  return doubled / 2;
}

function cornerPosition(grid: MercatorGrid, column: number, row: number): Position {
  const shifted = { ...grid, west: grid.west - grid.cell / 2, north: grid.north + grid.cell / 2 };
  return centreOf({ ...shifted, columns: grid.columns + 1, rows: grid.rows + 1 }, row * (grid.columns + 1) + column);
}

/** Douglas and Peucker 1973 on both halves of a closed ring, so that its ends stay; what would vanish is kept whole. */
function simplify(ring: readonly Corner[], tolerance: number): readonly Corner[] {
  if (tolerance <= 0 || ring.length <= 5) return ring;
  const half = farthestFrom(ring, 0, ring.length - 1, ring[0]!, ring[0]!).at;
  const kept = new Uint8Array(ring.length);
  kept[0] = 1;
  kept[half] = 1;
  kept[ring.length - 1] = 1;
  const spans: [number, number][] = [
    [0, half],
    [half, ring.length - 1],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const { at, distance } = farthestFrom(ring, from, to, ring[from]!, ring[to]!);
    if (distance <= tolerance) continue;
    kept[at] = 1;
    spans.push([from, at], [at, to]);
  }
  const simpler = ring.filter((_, at) => kept[at] === 1);
  return simpler.length >= 4 ? simpler : ring;
}

function farthestFrom(
  ring: readonly Corner[],
  from: number,
  to: number,
  [x0, y0]: Corner,
  [x1, y1]: Corner,
): { at: number; distance: number } {
  let [at, distance] = [from, 0];
  const length = Math.hypot(x1 - x0, y1 - y0);
  for (let each = from + 1; each < to; each++) {
    const [x, y] = ring[each]!;
    const off =
      length === 0 ? Math.hypot(x - x0, y - y0) : Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length;
    if (off > distance) [at, distance] = [each, off];
  }
  return { at, distance };
}
