import { type Directions, moves, passed } from './moves.ts';
import type { RoadArcs } from './road-arcs.ts';
import type { Terrain } from './terrain.ts';
import type { Workspace } from './workspace.ts';

/** Where a spread begins: a node of the terrain, and seconds already spent there. */
export type SpreadSource = { readonly node: number; readonly seconds: number };

export type SpreadOptions = {
  terrain: Terrain;
  /** Ways between nodes that are faster than the ground, undefined without roads. */
  arcs?: RoadArcs | undefined;
  sources: readonly SpreadSource[];
  /** Seconds beyond which nothing is looked at; Infinity for no bound. */
  limit: number;
  directions?: Directions;
  /** Seconds a bucket spans; changes the time it takes and nothing else. */
  width?: number;
};

const defaultWidth = 16;
const mostBuckets = 65_536;
/** By how many cells' friction a move's length is shared: its two ends, and the two that a knight move passes. */
const cellLengths = moves.map(({ length }, d) => length / (2 + passed[d]!.length));
const straightAndDiagonal = 8;

/**
 * Least seconds from the sources to every node within the limit, left in `workspace.seconds` until the next spread.
 * A move costs the mean friction of the cells it touches times its length, as in r.cost of GRASS: its two ends, and the
 * two between them for a knight move, which therefore never jumps over a closed cell. An arc costs its own seconds.
 * Label-correcting over circular buckets: a node is expanded again whenever it was reached sooner, so that any width gives
 * the same result (Denardo and Fox 1979).
 */
export function spread(options: SpreadOptions, workspace: Workspace): void {
  const { terrain, arcs, sources, limit, directions = 16 } = options;
  const { friction, blocked, stride } = terrain;
  const largest = largestStep(terrain, arcs, limit);
  const width = Math.max(options.width ?? defaultWidth, largest / (mostBuckets - 2));
  // One lap must be longer than the longest step, or an entry would fall into a bucket that means an earlier lap.
  const buckets = 2 ** Math.ceil(Math.log2(largest / width + 2));
  workspace.prepare(buckets);
  const { seconds, done, head } = workspace;
  let { touched, node, next } = workspace;
  const mask = buckets - 1;
  const offsets = moves.map(({ row, column }) => row * stride + column);
  const between = passed.map((cells) => cells.map(({ row, column }) => row * stride + column));
  const [one, other] = [0, 1].map((side) => between.map((cells) => cells[side] ?? 0)) as [number[], number[]];
  const start = arcs?.start;
  let entries = 0;
  let free = -1;
  let live = 0;

  const reach = (to: number, at: number): void => {
    if (seconds[to] === Number.POSITIVE_INFINITY) {
      if (workspace.touchedCount === touched.length) {
        workspace.growTouched();
        touched = workspace.touched;
      }
      touched[workspace.touchedCount++] = to;
    }
    seconds[to] = at;
    done[to] = 0;
    let entry = free;
    if (entry >= 0) free = next[entry]!;
    else {
      if (entries === node.length) {
        workspace.growQueue();
        ({ node, next } = workspace);
      }
      entry = entries++;
    }
    const bucket = Math.floor(at / width) & mask;
    node[entry] = to;
    next[entry] = head[bucket]!;
    head[bucket] = entry;
    live++;
  };

  let first = Number.POSITIVE_INFINITY;
  for (const { node: at, seconds: spent } of sources) {
    if (!(spent < seconds[at]!) || spent > limit || friction[at] === Number.POSITIVE_INFINITY) continue;
    reach(at, spent);
    first = Math.min(first, spent);
  }
  for (let bucket = Math.floor(first / width); live > 0; bucket++) {
    const slot = bucket & mask;
    // Read anew each time: what is reached within the same bucket is put in front.
    for (let entry = head[slot]!; entry >= 0; entry = head[slot]!) {
      head[slot] = next[entry]!;
      next[entry] = free;
      free = entry;
      live--;
      const from = node[entry]!;
      if (done[from] === 1) continue;
      done[from] = 1;
      const spent = seconds[from]!;
      const own = friction[from]!;
      const closed = blocked === undefined ? 0 : blocked[from]!;
      for (let d = 0; d < directions; d++) {
        if (closed !== 0 && (closed >> d) & 1) continue;
        const to = from + offsets[d]!;
        let sum = own + friction[to]!;
        if (d >= straightAndDiagonal) sum += friction[from + one[d]!]! + friction[from + other[d]!]!;
        const at = spent + sum * cellLengths[d]!;
        if (at < seconds[to]! && at <= limit) reach(to, at);
      }
      if (start === undefined) continue;
      for (let arc = start[from]!; arc < start[from + 1]!; arc++) {
        const at = spent + arcs!.seconds[arc]!;
        const to = arcs!.to[arc]!;
        if (at < seconds[to]! && at <= limit) reach(to, at);
      }
    }
  }
}

/** The longest that one step can take, and never more than the limit, beyond which nothing is queued. */
function largestStep({ friction }: Terrain, arcs: RoadArcs | undefined, limit: number): number {
  if (limit < Number.POSITIVE_INFINITY) return limit;
  let slowest = 0;
  for (let node = 0; node < friction.length; node++) {
    const each = friction[node]!;
    if (each > slowest && each < Number.POSITIVE_INFINITY) slowest = each;
  }
  let largest = slowest * Math.sqrt(5);
  if (arcs) for (const each of arcs.seconds) if (each > largest && each < Number.POSITIVE_INFINITY) largest = each;
  return largest;
}
