import { type Directions, moves, passed } from '#shared/analysis/ground/moves.ts';
import type { RoadArcs } from '#shared/analysis/ground/road-arcs.ts';
import type { Terrain } from '#shared/analysis/ground/terrain.ts';

/** The textbook way to the same times: Dijkstra with a binary heap of doubles, as our spread is held against. */
export function heapSpread(
  { friction, stride, blocked }: Terrain,
  arcs: RoadArcs | undefined,
  sources: readonly number[],
  directions: Directions,
): Float64Array {
  const seconds = new Float64Array(friction.length).fill(Number.POSITIVE_INFINITY);
  const heap = new BinaryHeap(1 << 20);
  const offsets = moves.map(({ row, column }) => row * stride + column);
  const shares = moves.map(({ length }, d) => length / (2 + passed[d]!.length));
  const between = passed.map((cells) => cells.map(({ row, column }) => row * stride + column));
  const [one, other] = [0, 1].map((end) => between.map((cells) => cells[end] ?? 0)) as [number[], number[]];
  for (const node of sources) {
    seconds[node] = 0;
    heap.push(node, 0);
  }
  while (heap.size > 0) {
    const spent = heap.least;
    const from = heap.pop();
    if (spent > seconds[from]!) continue;
    const own = friction[from]!;
    const closed = blocked === undefined ? 0 : blocked[from]!;
    for (let d = 0; d < directions; d++) {
      if ((closed >> d) & 1) continue;
      const to = from + offsets[d]!;
      let sum = own + friction[to]!;
      if (d >= 8) sum += friction[from + one[d]!]! + friction[from + other[d]!]!;
      const at = spent + sum * shares[d]!;
      if (at < seconds[to]!) {
        seconds[to] = at;
        heap.push(to, at);
      }
    }
    if (!arcs) continue;
    for (let arc = arcs.start[from]!; arc < arcs.start[from + 1]!; arc++) {
      const to = arcs.to[arc]!;
      const at = spent + arcs.seconds[arc]!;
      if (at < seconds[to]!) {
        seconds[to] = at;
        heap.push(to, at);
      }
    }
  }
  return seconds;
}

class BinaryHeap {
  #nodes: Int32Array;
  #keys: Float64Array;
  size = 0;

  constructor(room: number) {
    this.#nodes = new Int32Array(room);
    this.#keys = new Float64Array(room);
  }

  get least(): number {
    return this.#keys[0]!;
  }

  push(node: number, key: number): void {
    if (this.size === this.#nodes.length) this.#grow();
    const [nodes, keys] = [this.#nodes, this.#keys];
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      keys[at] = keys[parent]!;
      nodes[at] = nodes[parent]!;
      at = parent;
    }
    keys[at] = key;
    nodes[at] = node;
  }

  pop(): number {
    const [nodes, keys] = [this.#nodes, this.#keys];
    const top = nodes[0]!;
    const last = --this.size;
    const [node, key] = [nodes[last]!, keys[last]!];
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[at] = keys[child]!;
      nodes[at] = nodes[child]!;
      at = child;
    }
    keys[at] = key;
    nodes[at] = node;
    return top;
  }

  #grow(): void {
    const [nodes, keys] = [new Int32Array(this.size * 2), new Float64Array(this.size * 2)];
    nodes.set(this.#nodes);
    keys.set(this.#keys);
    [this.#nodes, this.#keys] = [nodes, keys];
  }
}
