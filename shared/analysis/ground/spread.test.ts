import { describe, expect, it } from 'vitest';
import { blockMoves } from './barrier-mask.ts';
import { beyond, packField, secondsAt } from './ground-field.ts';
import { moves } from './moves.ts';
import { makeRoadArcs, type RoadEdge, withSeconds } from './road-arcs.ts';
import { type SpreadOptions, spread } from './spread.ts';
import { makeTerrain, nodeOf, type Terrain } from './terrain.ts';
import { Workspace } from './workspace.ts';

function plane(columns: number, rows: number, secondsOf: (column: number, row: number) => number): Terrain {
  const terrain = makeTerrain(columns, rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      terrain.friction[nodeOf(terrain, column, row)] = secondsOf(column, row);
  return terrain;
}

/** Seconds at every node, however the spread is bounded. */
function run(options: Omit<SpreadOptions, 'limit'> & { limit?: number }, workspace?: Workspace): Float64Array {
  const own = workspace ?? new Workspace(options.terrain.friction.length);
  spread({ limit: Number.POSITIVE_INFINITY, ...options }, own);
  return Float64Array.from(options.terrain.friction, (_, node) => own.secondsAt(node));
}

/** The plain way: look at every node until nothing improves. */
function bruteForce({ terrain, sources, arcs }: Pick<SpreadOptions, 'terrain' | 'sources' | 'arcs'>): Float64Array {
  const { friction, stride, blocked, columns, rows } = terrain;
  const seconds = new Float64Array(friction.length).fill(Number.POSITIVE_INFINITY);
  for (const source of sources) seconds[source.node] = source.seconds;
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const from = nodeOf(terrain, column, row);
        const offer = (to: number, at: number) => {
          if (at < seconds[to]!) {
            seconds[to] = at;
            isDone = false;
          }
        };
        moves.forEach(({ column: x, row: y }, d) => {
          if (blocked && (blocked[from]! >> d) & 1) return;
          const to = from + y * stride + x;
          const isWide = Math.abs(x) === 2;
          const middle = d < 8 ? [] : isWide ? [x / 2, x / 2 + y * stride] : [(y / 2) * stride, (y / 2) * stride + x];
          const cells = [0, y * stride + x, ...middle].map((step) => friction[from + step]!);
          const mean = cells.reduce((sum, each) => sum + each, 0) / cells.length;
          offer(to, seconds[from]! + mean * Math.hypot(x, y));
        });
        if (arcs)
          for (let arc = arcs.start[from]!; arc < arcs.start[from + 1]!; arc++)
            offer(arcs.to[arc]!, seconds[from]! + arcs.seconds[arc]!);
      }
  }
  return seconds;
}

/** Seconds over a uniform plane by the closed form of sixteen directions: two neighbouring moves make up each way. */
function sixteenNorm(column: number, row: number): number {
  const [long, short] = [Math.max(Math.abs(column), Math.abs(row)), Math.min(Math.abs(column), Math.abs(row))];
  return 2 * short <= long
    ? long - 2 * short + short * Math.sqrt(5)
    : (2 * short - long) * Math.SQRT2 + (long - short) * Math.sqrt(5);
}

const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

/** Ground of five speeds with closed cells, from a seed. */
function patchwork(size: number, seed: number): Terrain {
  const next = random(seed);
  return plane(size, size, () => {
    const drawn = next();
    return drawn < 0.06 ? Number.POSITIVE_INFINITY : [30, 60, 90, 225, 900][Math.floor(drawn * 5)]!;
  });
}

describe('a spread over ground', () => {
  it('equals the closed form of sixteen directions on a uniform plane, at most 2.76 % above the straight line', () => {
    const terrain = plane(81, 81, () => 10);
    const seconds = run({ terrain, sources: [{ node: nodeOf(terrain, 40, 40), seconds: 0 }] });
    for (let row = 0; row < 81; row++)
      for (let column = 0; column < 81; column++) {
        const found = seconds[nodeOf(terrain, column, row)]!;
        expect(Math.abs(found - 10 * sixteenNorm(column - 40, row - 40))).toBeLessThan(1e-6);
        expect(found).toBeLessThanOrEqual(10.276 * Math.hypot(column - 40, row - 40) + 1e-9);
      }
  });

  it('crosses from fast into slow ground as least time does (Snell), within the bound of its directions', () => {
    const terrain = plane(120, 120, (_column, row) => (row < 60 ? 10 : 30));
    const seconds = run({ terrain, sources: [{ node: nodeOf(terrain, 10, 10), seconds: 0 }] });
    for (const column of [40, 70, 100]) {
      let least = Number.POSITIVE_INFINITY;
      for (let at = 10; at <= column; at += 0.05)
        least = Math.min(least, 10 * Math.hypot(at - 10, 49.5) + 30 * Math.hypot(column - at, 49.5));
      const found = seconds[nodeOf(terrain, column, 109)]!;
      expect(found).toBeGreaterThan(least * 0.98);
      expect(found).toBeLessThan(least * 1.0276 + 30);
    }
  });

  it.each([1, 2, 3])('equals looking at every cell until nothing improves (seed %i)', (seed) => {
    const terrain = patchwork(30, seed);
    const sources = [
      { node: nodeOf(terrain, 3, 4), seconds: 0 },
      { node: nodeOf(terrain, 25, 20), seconds: 700 },
    ].filter(({ node }) => terrain.friction[node]! < Number.POSITIVE_INFINITY);
    const [found, wanted] = [run({ terrain, sources }), bruteForce({ terrain, sources })];
    found.forEach((each, node) => {
      if (terrain.friction[node] === Number.POSITIVE_INFINITY) expect(each).toBe(Number.POSITIVE_INFINITY);
      else expect(each).toBeCloseTo(wanted[node]!, 9);
    });
  });

  it('is the same for every width of its buckets, and for a workspace that was used before', () => {
    const terrain = patchwork(60, 7);
    terrain.friction[nodeOf(terrain, 30, 30)] = 30;
    const sources = [{ node: nodeOf(terrain, 30, 30), seconds: 0 }];
    const workspace = new Workspace(terrain.friction.length);
    const first = run({ terrain, sources, width: 1 }, workspace);
    for (const width of [2, 4, 8, 16, 32, 64, 128, 256, 512])
      expect(run({ terrain, sources, width }, workspace)).toEqual(first);
  });

  it('stands on its own ground in a workspace that was used on others', () => {
    const open = plane(40, 40, () => 60);
    const nodeAt = (column: number, row: number) => nodeOf(open, column, row);
    const river = {
      ...open,
      blocked: blockMoves(open, [
        [
          [-1, 21],
          [41, 21],
        ],
      ]),
    };
    const slow = plane(40, 40, (column) => 60 + column);
    const bridge: RoadEdge = { from: nodeAt(5, 20), to: nodeAt(5, 21), metres: 1_000, road: 0, isOneWay: false };
    const arcs = makeRoadArcs(open.friction.length, [bridge], () => 20);
    const lost = withSeconds(arcs, () => Number.POSITIVE_INFINITY);
    const grounds = [
      { terrain: open },
      { terrain: river },
      { terrain: river, arcs },
      { terrain: river, arcs: lost },
      { terrain: slow, arcs },
      { terrain: open },
    ];
    const workspace = new Workspace(open.friction.length);
    const sources = [{ node: nodeAt(10, 10), seconds: 0 }];
    const beyondRiver = grounds.map((ground) => {
      const seconds = run({ ...ground, sources }, workspace);
      expect(seconds).toEqual(run({ ...ground, sources }));
      return seconds[nodeAt(10, 30)]! < Number.POSITIVE_INFINITY;
    });
    expect(beyondRiver).toEqual([true, false, true, false, true, true]);
    expect(() => run({ terrain: plane(41, 40, () => 60), sources }, workspace)).toThrow('as many nodes');
  });

  it('bounded is the unbounded one cut off at the limit', () => {
    const terrain = patchwork(60, 11);
    terrain.friction[nodeOf(terrain, 30, 30)] = 30;
    const sources = [{ node: nodeOf(terrain, 30, 30), seconds: 0 }];
    const whole = run({ terrain, sources });
    const workspace = new Workspace(terrain.friction.length);
    const bounded = run({ terrain, sources, limit: 1_500 }, workspace);
    expect(bounded).toEqual(whole.map((each) => (each <= 1_500 ? each : Number.POSITIVE_INFINITY)));
    const field = packField(terrain, workspace);
    expect(field.seconds.length).toBeLessThan(60 * 60);
    expect(secondsAt(field, 30, 30)).toBe(0);
    expect(secondsAt(field, -1, 30)).toBe(Number.POSITIVE_INFINITY);
    expect(field.seconds.every((each) => each === beyond || each <= 1_500)).toBe(true);
  });

  it('takes as long there as back, over ground and roads that lead both ways', () => {
    const terrain = patchwork(40, 13);
    const [here, there] = [nodeOf(terrain, 5, 5), nodeOf(terrain, 33, 30)];
    terrain.friction[here] = 60;
    terrain.friction[there] = 60;
    const next = random(9);
    const edges = Array.from({ length: 60 }, (): RoadEdge => {
      const at = () => nodeOf(terrain, Math.floor(next() * 40), Math.floor(next() * 40));
      return { from: at(), to: at(), metres: 100 + next() * 400, road: 0, isOneWay: false };
    });
    const roads = makeRoadArcs(terrain.friction.length, edges, ({ metres }) => metres);
    const alone = run({ terrain, sources: [{ node: here, seconds: 0 }] })[there]!;
    for (const arcs of [undefined, roads]) {
      const out = run({ terrain, arcs, sources: [{ node: here, seconds: 0 }] })[there]!;
      expect(run({ terrain, arcs, sources: [{ node: there, seconds: 0 }] })[here]).toBeCloseTo(out, 9);
      expect(out < alone).toBe(arcs !== undefined);
    }
  });

  it('reaches nothing from a source on closed ground, and nothing from no source', () => {
    const terrain = plane(9, 9, (column) => (column === 4 ? Number.POSITIVE_INFINITY : 10));
    const nothing = new Float64Array(terrain.friction.length).fill(Number.POSITIVE_INFINITY);
    expect(run({ terrain, sources: [{ node: nodeOf(terrain, 4, 4), seconds: 0 }] })).toEqual(nothing);
    expect(run({ terrain, sources: [] })).toEqual(nothing);
  });
});

describe('a river', () => {
  const size = 40;
  /** From edge to edge, aslant, between the middles of cells. */
  const river = [
    [-1, 17.3],
    [19.7, 21.2],
    [41, 24.9],
  ] as const;
  const open = plane(size, size, () => 10);
  const closed: Terrain = { ...open, blocked: blockMoves(open, [river]) };
  const sources = [{ node: nodeOf(open, 20, 5), seconds: 0 }];
  const isBeyond = (column: number, row: number) => row + 0.5 > 17.3 + ((column + 1.5) / 42) * 7.6 + 1;

  it('is crossed by none of the sixteen moves', () => {
    const seconds = run({ terrain: closed, sources });
    let far = 0;
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++)
        if (isBeyond(column, row)) {
          expect(seconds[nodeOf(closed, column, row)]).toBe(Number.POSITIVE_INFINITY);
          far++;
        }
    expect(far).toBeGreaterThan(400);
    expect(
      run({ terrain: open, sources }).some((each, node) => each > 0 && node > nodeOf(open, 0, 30) && each < 1e9),
    ).toBe(true);
  });

  it('is crossed by its one bridge, closed with it and open again', () => {
    const edges: RoadEdge[] = [
      { from: nodeOf(open, 30, 18), to: nodeOf(open, 30, 27), metres: 90, road: 0, isOneWay: false },
    ];
    const bridge = makeRoadArcs(open.friction.length, edges, ({ metres }) => metres);
    const target = nodeOf(open, 30, 35);
    const byBridge = run({ terrain: closed, arcs: bridge, sources })[target]!;
    const toBridge = run({ terrain: closed, sources })[edges[0]!.from]!;
    expect(byBridge).toBeCloseTo(toBridge + 90 + 80, 6);
    const lost = withSeconds(bridge, () => Number.POSITIVE_INFINITY);
    expect(run({ terrain: closed, arcs: lost, sources })[target]).toBe(Number.POSITIVE_INFINITY);
    const restored = withSeconds(lost, () => 90);
    expect(run({ terrain: closed, arcs: restored, sources })[target]).toBe(byBridge);
  });

  it('with roads and barriers equals looking at every cell until nothing improves', () => {
    const next = random(5);
    const edges = Array.from({ length: 40 }, (): RoadEdge => {
      const at = () => nodeOf(open, Math.floor(next() * size), Math.floor(next() * size));
      return { from: at(), to: at(), metres: 20 + next() * 200, road: 0, isOneWay: next() < 0.5 };
    });
    const arcs = makeRoadArcs(open.friction.length, edges, ({ metres }) => metres);
    const [found, wanted] = [run({ terrain: closed, arcs, sources }), bruteForce({ terrain: closed, arcs, sources })];
    found.forEach((each, node) => {
      if (open.friction[node]! < Number.POSITIVE_INFINITY) expect(each).toBeCloseTo(wanted[node]!, 9);
    });
  });
});
