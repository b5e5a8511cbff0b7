import type { RoadArcs } from './road-arcs.ts';
import type { Terrain } from './terrain.ts';

/** From one node in so many on, all of them are sooner reset in order than those touched one by one. */
const mostScattered = 8;

/** Flags of a node, above the bits of the moves that are closed from it: what it is, and how far a spread got with it. */
export const roadsBit = 1 << 16;
export const waitingBit = 1 << 17;
export const expandedBit = 1 << 18;
/** What a spread leaves as it is. */
export const lastingBits = 2 * roadsBit - 1;

/**
 * Arrays that one spread after another uses: a bounded one over the same ground costs what it reaches and not what the
 * map holds; other ground is taken up whole. What the last spread found stays until the next; `touched` says where.
 */
export class Workspace {
  /** Of each node the seconds to it and, beside them because who looks at one needs the other, its friction. */
  readonly cells: Float64Array | Float32Array;
  readonly flags: Int32Array;
  touched: Int32Array;
  touchedCount = 0;
  /** Entries of the queue: node and next entry of the same bucket. */
  node: Int32Array;
  next: Int32Array;
  /** First entry of each bucket, -1 when it is empty. */
  head: Int32Array;
  #terrain: Terrain | undefined;
  #starts: Int32Array | undefined;

  /** Single precision is off by a fifth of a second after two days, and a quarter faster. */
  constructor(nodes: number, precision: 'single' | 'double' = 'double') {
    const cells = precision === 'single' ? new Float32Array(2 * nodes) : new Float64Array(2 * nodes);
    this.cells = cells.fill(Number.POSITIVE_INFINITY);
    this.flags = new Int32Array(nodes);
    this.touched = new Int32Array(4_096);
    this.node = new Int32Array(16_384);
    this.next = new Int32Array(16_384);
    this.head = new Int32Array(0);
  }

  /** As the last spread left them. */
  secondsAt(node: number): number {
    return this.cells[2 * node]!;
  }

  /**
   * Takes up ground of as many nodes; again the same costs nothing, so that neither a terrain nor the `start` of arcs may
   * change once it was spread over. The seconds of arcs may.
   */
  load(terrain: Terrain, arcs: RoadArcs | undefined): void {
    if (this.#terrain === terrain && this.#starts === arcs?.start) return;
    this.#terrain = terrain;
    this.#starts = arcs?.start;
    const { cells, flags } = this;
    const { friction, blocked } = terrain;
    if (friction.length !== flags.length) throw new RangeError('a workspace is for ground of as many nodes as it has');
    for (let node = 0; node < flags.length; node++) {
      cells[2 * node + 1] = friction[node]!;
      const isOnRoad = arcs !== undefined && arcs.start[node + 1]! > arcs.start[node]!;
      flags[node] = (blocked === undefined ? 0 : blocked[node]!) | (isOnRoad ? roadsBit : 0);
    }
  }

  /** Empties the buckets, of which there are a power of two. */
  prepare(buckets: number): void {
    this.#reset();
    if (this.head.length !== buckets) this.head = new Int32Array(buckets);
    this.head.fill(-1);
  }

  /** Twice the room; writes past the end of a typed array would be dropped without a word. */
  growQueue(): void {
    this.node = doubled(this.node);
    this.next = doubled(this.next);
  }

  growTouched(): Int32Array {
    this.touched = doubled(this.touched);
    return this.touched;
  }

  #reset(): void {
    const { cells, flags, touched } = this;
    if (this.touchedCount > flags.length / mostScattered) {
      for (let node = 0; node < flags.length; node++) {
        cells[2 * node] = Number.POSITIVE_INFINITY;
        flags[node]! &= lastingBits;
      }
      this.touchedCount = 0;
    }
    for (let at = 0; at < this.touchedCount; at++) {
      const node = touched[at]!;
      cells[2 * node] = Number.POSITIVE_INFINITY;
      flags[node]! &= lastingBits;
    }
    this.touchedCount = 0;
  }
}

function doubled(values: Int32Array): Int32Array {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}
