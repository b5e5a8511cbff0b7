import { distanceMetres } from '../../geo/great-circle.ts';
import { type MercatorGrid, placeInGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import type { RoadEdge } from './road-arcs.ts';
import { nodeOf, type Terrain } from './terrain.ts';

/** A road as it is drawn: its line, and whether it leads only in the direction of the line. */
export type RoadLine = { readonly line: readonly Position[]; readonly isOneWay: boolean };

/** Steps along a line, in parts of a cell: fine enough that no cell of some length is stepped over. */
const stepsPerCell = 8;

/**
 * A road as edges between the cells it passes through. Lengths are those of the line itself, bends included, and add up
 * to its true length: from cell to cell they would make a winding road too short or a slanting one too long.
 * A road that comes back to a cell it has passed may be left there, and the bend between cut off. What lies outside the
 * grid is left out.
 */
export function traceRoad(
  grid: MercatorGrid,
  terrain: Terrain,
  { line, isOneWay }: RoadLine,
  road: number,
): RoadEdge[] {
  const edges: RoadEdge[] = [];
  /** Where the road entered the present cell, and how far along it that was. */
  let node = -1;
  let enteredAt = 0;
  /** The point that stands for the last cell: its first of the line, else the middle of what passes through it. */
  let last: { node: number; metres: number } | undefined;
  let walked = 0;
  const leave = (at: number, isEnd: boolean): void => {
    if (node < 0) {
      last = undefined;
      return;
    }
    const metres = last ? (isEnd ? at : (enteredAt + at) / 2) : enteredAt;
    if (last && last.node !== node)
      edges.push({ from: last.node, to: node, metres: metres - last.metres, road, isOneWay });
    last = { node, metres };
  };
  const place = (position: Position): number => {
    const { column, row } = placeInGrid(grid, position);
    const [x, y] = [Math.floor(column), Math.floor(row)];
    return x >= 0 && y >= 0 && x < grid.columns && y < grid.rows ? nodeOf(terrain, x, y) : -1;
  };
  for (let at = 1; at < line.length; at++) {
    const [from, to] = [line[at - 1]!, line[at]!];
    const metres = distanceMetres(from, to);
    const [one, other] = [placeInGrid(grid, from), placeInGrid(grid, to)];
    const cells = Math.hypot(other.column - one.column, other.row - one.row);
    const steps = Math.max(1, Math.ceil(cells * stepsPerCell));
    if (at === 1) node = place(from);
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      const here = place([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
      if (here === node) continue;
      const passed = walked + metres * ((step - 0.5) / steps);
      leave(passed, false);
      node = here;
      enteredAt = passed;
    }
    walked += metres;
  }
  leave(walked, true);
  return edges;
}
