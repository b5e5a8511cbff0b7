import { describe, expect, it } from 'vitest';
import { destination, distanceMetres } from '../../geo/great-circle.ts';
import { cellAt, makeMercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { makeRoadArcs } from './road-arcs.ts';
import { spread } from './spread.ts';
import { makeTerrainOf, nodeOf } from './terrain.ts';
import { traceRoad } from './trace-road.ts';
import { Workspace } from './workspace.ts';

const made = makeMercatorGrid([0, 15, 2, 17], 500);
if (!made.ok) throw new Error(made.problem);
const { grid } = made;
/** Off the road at 2 km/h, so that nobody leaves it. */
const terrain = makeTerrainOf(grid, () => 2);

function lengthOf(line: readonly Position[]): number {
  return line.slice(1).reduce((sum, point, index) => sum + distanceMetres(line[index]!, point), 0);
}
const nodeAt = (position: Position) => {
  const cell = cellAt(grid, position);
  return nodeOf(terrain, cell % grid.columns, Math.floor(cell / grid.columns));
};

/** Minutes along a road at 60 km/h, from its first to its last point. */
function minutesAlong(line: readonly Position[]): number {
  const edges = traceRoad(grid, terrain, { line, isOneWay: false }, 0);
  const arcs = makeRoadArcs(terrain.friction.length, edges, ({ metres }) => (metres * 3.6) / 60);
  const workspace = new Workspace(terrain.friction.length);
  spread({ terrain, arcs, sources: [{ node: nodeAt(line[0]!), seconds: 0 }], limit: 7_200 }, workspace);
  return workspace.secondsAt(nodeAt(line.at(-1)!)) / 60;
}

const straight: Position[] = [
  [0.2, 15.3],
  [0.9, 15.9],
];
/** From side to side every 300 m: nearly one and a half times as long as it is far. */
const winding = Array.from({ length: 200 }, (_, step): Position => {
  const along = destination([0.2, 15.5], 80, step * 250);
  return step % 2 === 0 ? along : destination(along, 170, 260);
});

describe('a road', () => {
  it.each([
    ['straight', straight],
    ['winding', winding],
  ] as const)('%s is as long in the network as its line', (_name, line) => {
    const edges = traceRoad(grid, terrain, { line, isOneWay: false }, 4);
    const total = edges.reduce((sum, { metres }) => sum + metres, 0);
    expect(Math.abs(total / lengthOf(line) - 1)).toBeLessThan(0.002);
    expect(edges.every(({ metres, road }) => metres > 0 && road === 4)).toBe(true);
    expect(edges.every(({ to }, index) => index + 1 === edges.length || edges[index + 1]!.from === to)).toBe(true);
  });

  it('takes the minutes of its length, also where it winds within the slow ground', () => {
    expect(minutesAlong(straight)).toBeCloseTo(lengthOf(straight) / 1_000, 0);
    // Where it comes back to a cell it has passed, the bend between may be cut off, and no more than that.
    const share = minutesAlong(winding) / (lengthOf(winding) / 1_000);
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThanOrEqual(1.002);
  });

  it('that leaves the grid and comes back is two roads, and one outside is none', () => {
    const edges = traceRoad(
      grid,
      terrain,
      {
        line: [
          [1.9, 16],
          [2.1, 16.01],
          [1.9, 16.02],
        ],
        isOneWay: false,
      },
      0,
    );
    const gaps = edges.filter(({ to }, index) => index + 1 < edges.length && edges[index + 1]!.from !== to);
    expect(gaps).toHaveLength(1);
    expect(
      traceRoad(
        grid,
        terrain,
        {
          line: [
            [5, 16],
            [6, 16],
          ],
          isOneWay: false,
        },
        0,
      ),
    ).toEqual([]);
  });
});
