/**
 * Roads as steps between nodes of the terrain, by node: the arcs of node n are `start[n]` to `start[n + 1]`. Each edge of
 * the network is two arcs, or one where it leads one way; `edge` names it, so that it can be closed or slowed alone.
 */
export type RoadArcs = {
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly edge: Int32Array;
  /** Seconds of each arc; Infinity while its edge is closed. */
  readonly seconds: Float32Array;
};

/** A stretch of road between two neighbouring nodes, with its true length. */
export type RoadEdge = {
  readonly from: number;
  readonly to: number;
  readonly metres: number;
  /** Which road of the network it is a piece of. */
  readonly road: number;
  readonly isOneWay: boolean;
};

/** In order of nodes. `secondsOf` gives what an edge takes now, Infinity when it is closed. */
export function makeRoadArcs(
  nodes: number,
  edges: readonly RoadEdge[],
  secondsOf: (edge: RoadEdge, index: number) => number,
): RoadArcs {
  const start = new Int32Array(nodes + 1);
  for (const { from, to, isOneWay } of edges) {
    start[from + 1]!++;
    if (!isOneWay) start[to + 1]!++;
  }
  for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!;
  const count = start[nodes]!;
  const [to, edge] = [new Int32Array(count), new Int32Array(count)];
  const seconds = new Float32Array(count);
  const filled = start.slice(0, nodes);
  edges.forEach((each, index) => {
    const took = secondsOf(each, index);
    const add = (from: number, target: number): void => {
      const at = filled[from]!++;
      to[at] = target;
      edge[at] = index;
      seconds[at] = took;
    };
    add(each.from, each.to);
    if (!each.isOneWay) add(each.to, each.from);
  });
  return { start, to, edge, seconds };
}

/** The same network with other speeds or closures. */
export function withSeconds(arcs: RoadArcs, secondsOf: (edge: number) => number): RoadArcs {
  return { ...arcs, seconds: Float32Array.from(arcs.edge, (edge) => secondsOf(edge)) };
}
