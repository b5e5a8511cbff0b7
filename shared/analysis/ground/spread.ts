import { type Directions, moves, passed } from './moves.ts';
import type { RoadArcs } from './road-arcs.ts';
import type { Terrain } from './terrain.ts';
import { expandedBit, lastingBits, roadsBit, type Workspace, waitingBit } from './workspace.ts';

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
const straightAndDiagonal = 8;
const columnsOf = Int32Array.from(moves, ({ column }) => column);
const rowsOf = Int32Array.from(moves, ({ row }) => row);
/** By how many cells' friction a move's length is shared: its two ends, and the two that a knight move passes. */
const cellLengths = Float64Array.from(moves, ({ length }, d) => length / (2 + passed[d]!.length));
const closedMoves = 2 ** moves.length - 1;

/**
 * Least seconds from the sources to every node within the limit, left in `workspace` until the next spread.
 * A move costs the mean friction of the cells it touches times its length, as in r.cost of GRASS: its two ends, and the
 * two between them for a knight move, which therefore never jumps over a closed cell. An arc costs its own seconds.
 * Label-correcting over circular buckets: a node is expanded again whenever it was reached sooner, so that any width gives
 * the same result (Denardo and Fox 1979).
 */
export function spread(options: SpreadOptions, workspace: Workspace): void {
  const { terrain, arcs, sources, limit, directions = 16 } = options;
  const { friction, stride } = terrain;
  const largest = largestStep(terrain, arcs, limit);
  const width = Math.max(options.width ?? defaultWidth, largest / (mostBuckets - 2));
  // One lap must be longer than the longest step, or an entry would fall into a bucket that means an earlier lap.
  const buckets = 2 ** Math.ceil(Math.log2(largest / width + 2));
  workspace.prepare(buckets);
  workspace.load(terrain, arcs);
  // Should it end in the middle, all is cleared before the next.
  workspace.touchedCount = terrain.friction.length;
  const { cells, flags, head } = workspace;
  let { touched, node, next } = workspace;
  const mask = buckets - 1;
  const perSecond = 1 / width;
  const offsets = columnsOf.map((column, d) => rowsOf[d]! * stride + column);
  const between = (side: number) => Int32Array.from(passed, (each) => 2 * offsetOf(each[side], stride) + 1);
  const [one, other] = [between(0), between(1)];
  let free = -1;
  let reached = 0;
  let entries = 0;
  let first = Number.POSITIVE_INFINITY;
  for (const { node: from, seconds: spent } of sources) {
    if (!(spent < cells[2 * from]!) || spent > limit || friction[from] === Number.POSITIVE_INFINITY) continue;
    if (entries === node.length) {
      workspace.growQueue();
      ({ node, next } = workspace);
    }
    if (reached === touched.length) touched = workspace.growTouched();
    if ((flags[from]! & waitingBit) === 0) touched[reached++] = from;
    cells[2 * from] = spent;
    flags[from]! |= waitingBit;
    const target = Math.floor(spent * perSecond) & mask;
    node[entries] = from;
    next[entries] = head[target]!;
    head[target] = entries++;
    first = Math.min(first, spent);
  }
  let live = entries;
  for (let bucket = Math.floor(first * perSecond); live > 0; bucket++) {
    const slot = bucket & mask;
    // Read anew each time: what is reached within the same bucket is put in front.
    for (let entry = head[slot]!; entry >= 0; entry = head[slot]!) {
      head[slot] = next[entry]!;
      next[entry] = free;
      free = entry;
      live--;
      const from = node[entry]!;
      const flag = flags[from]!;
      if ((flag & expandedBit) !== 0) continue;
      flags[from] = (flag & lastingBits) | expandedBit;
      const cell = 2 * from;
      const spent = cells[cell]!;
      const own = cells[cell + 1]!;
      const closed = flag & closedMoves;
      for (let d = 0; d < directions; d++) {
        if (closed !== 0 && (closed >> d) & 1) continue;
        const to = from + offsets[d]!;
        const before = cells[2 * to]!;
        // Half of them: those that it was reached from, or past.
        if (before <= spent) continue;
        let sum = own + cells[2 * to + 1]!;
        if (d >= straightAndDiagonal) sum += cells[cell + one[d]!]! + cells[cell + other[d]!]!;
        const at = spent + sum * cellLengths[d]!;
        if (!(at < before) || at > limit) continue;
        cells[2 * to] = at;
        if (before === Number.POSITIVE_INFINITY) {
          if (reached === touched.length) touched = workspace.growTouched();
          touched[reached++] = to;
        }
        flags[to] = (flags[to]! & lastingBits) | waitingBit;
        let added = free;
        if (added >= 0) free = next[added]!;
        else {
          if (entries === node.length) {
            workspace.growQueue();
            ({ node, next } = workspace);
          }
          added = entries++;
        }
        const target = Math.floor(at * perSecond) & mask;
        node[added] = to;
        next[added] = head[target]!;
        head[target] = added;
        live++;
      }
      if (arcs === undefined || (flag & roadsBit) === 0) continue;
      // The same again: a call, or one loop for both, takes a third more time.
      const end = arcs.start[from + 1]!;
      for (let arc = arcs.start[from]!; arc < end; arc++) {
        const to = arcs.to[arc]!;
        const at = spent + arcs.seconds[arc]!;
        const before = cells[2 * to]!;
        if (!(at < before) || at > limit) continue;
        cells[2 * to] = at;
        if (before === Number.POSITIVE_INFINITY) {
          if (reached === touched.length) touched = workspace.growTouched();
          touched[reached++] = to;
        }
        flags[to] = (flags[to]! & lastingBits) | waitingBit;
        let added = free;
        if (added >= 0) free = next[added]!;
        else {
          if (entries === node.length) {
            workspace.growQueue();
            ({ node, next } = workspace);
          }
          added = entries++;
        }
        const target = Math.floor(at * perSecond) & mask;
        node[added] = to;
        next[added] = head[target]!;
        head[target] = added;
        live++;
      }
    }
  }
  workspace.touchedCount = reached;
}

function offsetOf(cell: { column: number; row: number } | undefined, stride: number): number {
  return cell ? cell.row * stride + cell.column : 0;
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
