import { blockMoves } from '#shared/analysis/ground/barrier-mask.ts';
import { type GroundField, packField } from '#shared/analysis/ground/ground-field.ts';
import { makeRoadArcs, type RoadArcs, type RoadEdge, withSeconds } from '#shared/analysis/ground/road-arcs.ts';
import { type SpreadSource, spread } from '#shared/analysis/ground/spread.ts';
import { makeTerrainOf, nodeOf, type Terrain } from '#shared/analysis/ground/terrain.ts';
import { traceRoad } from '#shared/analysis/ground/trace-road.ts';
import { Workspace } from '#shared/analysis/ground/workspace.ts';
import { fillAreas } from '#shared/coverage/ground/fill-areas.ts';
import { isTouchedBy } from '#shared/coverage/ground/road-changes.ts';
import { groundSpeed, roadSpeed } from '#shared/coverage/ground/travel-profile.ts';
import { cellAt, type MercatorGrid, makeMercatorGrid, placeInGrid } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import { parametersOf } from '#shared/parameters/medical.ts';
import { type Ground, groundCovers } from '#shared/schema/ground.ts';
import type { Figures } from './benchmark.ts';
import { type MeasureOptions, measure } from './coverage-clock.ts';
import { box, countRoadCells, slopeFactors } from './coverage-ground.ts';
import { atMost, medianOf } from './figure.ts';
import { heapSpread } from './heap-spread.ts';

export type FieldOptions = {
  ground: Ground;
  towns: readonly Position[];
  seed: number;
  named: (name: string) => MeasureOptions;
  say: (line: string) => void;
};

type Ratio = { ratio: number; unequal: number };

const twoHours = 7_200;
const profile = { parameters: parametersOf('planning'), isNight: false, isWet: false, closedRoads: new Set<string>() };

/** The spread over ground alone: against a heap, and as a mission asks for it. */
export function measureFields({ ground, towns, seed, named, say }: FieldOptions): Figures {
  const bridges = [...ground.roads.keys()].filter((index) => ground.roads[index]!.isBridge);
  const coarse = makeNetwork(ground, 1_000, seed);
  const roadCells = countRoadCells(coarse.grid, ground.roads);
  say(`${coarse.grid.columns} × ${coarse.grid.rows} cells of 1 km, ${roadCells} of them on roads`);
  const sources = towns.slice(0, 20).map((town) => nodeAt(coarse, town));
  const workspace = new Workspace(coarse.terrain.friction.length, 'single');
  const options = { ...coarse, sources, limit: Number.POSITIVE_INFINITY };
  // Sixteen first, because the product asks for nothing else: the engine compiles for what it meets first.
  const [sixteen, eight] = ([16, 8] as const).map((directions) => {
    const ours = measure(named(`20 sources, unbounded, ${directions} directions`), () =>
      spread({ ...options, directions }, workspace),
    );
    let wanted = new Float64Array();
    const heap = measure(named(`the same with a heap, ${directions} directions`), () => {
      const nodes = sources.map(({ node }) => node);
      wanted = heapSpread(coarse.terrain, coarse.arcs, nodes, directions) as Float64Array<ArrayBuffer>;
    });
    // Ours in single precision.
    const isEqual = (a: number, b: number) => a === b || Math.abs(a - b) <= 1e-5 * a;
    const unequal = wanted.reduce((sum, each, node) => sum + (isEqual(each, workspace.secondsAt(node)) ? 0 : 1), 0);
    return { ratio: ours.cpuMs / heap.cpuMs, unequal };
  }) as [Ratio, Ratio];
  const fine = makeNetwork(ground, 500, seed);
  const fineWorkspace = new Workspace(fine.terrain.friction.length, 'single');
  const fifty = towns.slice(0, 50).map((town) => nodeAt(fine, town));
  let expanded = 0;
  const packed: GroundField[] = [];
  const compute = (at: number, arcs = fine.arcs) => {
    spread({ ...fine, arcs, sources: [fifty[at]!], limit: twoHours }, fineWorkspace);
    packed[at] = packField(fine.terrain, fineWorkspace);
  };
  const fields = measure(named('50 fields of two hours at 500 m'), () => {
    expanded = 0;
    for (let at = 0; at < fifty.length; at++) {
      compute(at);
      expanded += fineWorkspace.touchedCount;
    }
  });
  say(`${Math.round(expanded / 50)} cells reached by each`);
  const losses = bridges.map((index) => {
    const isOfBridge = (edge: number) => fine.edges[edge]!.road === index;
    const lost = withSeconds(fine.arcs, (edge) => (isOfBridge(edge) ? Number.POSITIVE_INFINITY : fine.secondsOf(edge)));
    const own = fine.edges.flatMap((edge, at) => (isOfBridge(at) ? [{ edge, seconds: fine.secondsOf(at) }] : []));
    const startedAt = performance.now();
    const touched = [...packed.keys()].filter((at) =>
      own.some(({ edge, seconds }) => isTouchedBy(packed[at]!, fine.terrain.stride, edge, seconds)),
    );
    for (const at of touched) compute(at, lost);
    const tookMs = performance.now() - startedAt;
    for (const at of touched) compute(at);
    return { tookMs, touched: touched.length };
  });
  const most = Math.max(...losses.map(({ tookMs }) => tookMs)).toFixed(1);
  say(`${losses.length} bridges lost under fields of two hours, at most ${most} ms`);
  return {
    spreadOverHeap8: atMost(0.5, 'times', eight.ratio),
    spreadOverHeap16: atMost(0.5, 'times', sixteen.ratio),
    spreadUnequalCells: atMost(0, 'cells', eight.unequal + sixteen.unequal),
    fiftyFields: atMost(250, 'ms', fields.wallMs),
    bridgeLossTwoHours: atMost(10, 'ms', medianOf(losses.map(({ tookMs }) => tookMs))),
    fiftyFieldsCpu: atMost(250, 'ms', fields.cpuMs),
  };
}

type Network = {
  grid: MercatorGrid;
  terrain: Terrain;
  arcs: RoadArcs;
  edges: RoadEdge[];
  secondsOf: (edge: number) => number;
};

function makeNetwork(ground: Ground, metres: number, seed: number): Network {
  const made = makeMercatorGrid(box, metres);
  if (!made.ok) throw new Error(made.problem);
  const { grid } = made;
  const covers = fillAreas(grid, ground.areas);
  const slopes = slopeFactors(grid, seed);
  const speeds = [undefined, ...groundCovers].map((cover) => groundSpeed(cover, true, profile));
  const open = makeTerrainOf(grid, (cell) => speeds[covers[cell]!]! * slopes[cell]!);
  const rivers = ground.barriers.map((line) =>
    line.map((corner): [number, number] => {
      const { column, row } = placeInGrid(grid, corner);
      return [column, row];
    }),
  );
  const terrain = { ...open, blocked: blockMoves(open, rivers) };
  const edges = ground.roads.flatMap((road, index) => traceRoad(grid, terrain, road, index));
  const secondsOf = (index: number) => {
    const { metres: length, road } = edges[index]!;
    return (length * 3.6) / roadSpeed(ground.roads[road]!, profile);
  };
  const arcs = makeRoadArcs(terrain.friction.length, edges, (_edge, index) => secondsOf(index));
  return { grid, terrain, arcs, edges, secondsOf };
}

function nodeAt({ grid, terrain }: Network, position: Position): SpreadSource {
  const cell = cellAt(grid, position);
  return { node: nodeOf(terrain, cell % grid.columns, Math.floor(cell / grid.columns)), seconds: 0 };
}
