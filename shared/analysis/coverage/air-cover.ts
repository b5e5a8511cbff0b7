import { distanceMetres } from '../../geo/great-circle.ts';
import { centreOf, type MercatorGrid } from '../../geo/mercator-grid.ts';
import { type AirLegs, metresOfHaversine } from '../air/air-legs.ts';
import { type AirTarget, type AirTask, makeAirTasks } from './air-tasks.ts';
import type { AirChains } from './chains.ts';
import type { CoverInput } from './cover-input.ts';

/** Seconds from injury by cell of the display: until a medical team, until surgery. Infinity where neither comes. */
export type Cover = { readonly team: Float32Array; readonly surgery: Float32Array };

/** Cells on a side of the tiles in which tasks that cannot be the soonest are left out. */
const side = 8;
/** More than all rounding of distances together, so that a bound never leaves out what is soonest by a hair. */
const slackMetres = 1;

/**
 * Merges helicopters that pick up at the place of injury into the cover by the better of the two. `mask`: 1 where they
 * need an escort. Within a tile a task is looked at only if its bound, from the middle of the tile, could be sooner than
 * the latest cell so far (branch and bound): the result is that of every task at every cell.
 */
export function mergeAir(
  grid: MercatorGrid,
  cover: Cover,
  input: CoverInput,
  chains: AirChains,
  mask?: Uint8Array,
): void {
  for (const tier of ['team', 'surgery'] as const) {
    const { targets, tasks } = makeAirTasks(grid, input, chains, tier, mask !== undefined);
    if (tasks.length > 0) new TileMerge(grid, cover[tier], targets, tasks, mask).run();
  }
}

/** The tile at hand, and what has been found out about it. */
class TileMerge {
  readonly #grid: MercatorGrid;
  readonly #seconds: Float32Array;
  readonly #targets: readonly AirTarget[];
  readonly #tasks: readonly AirTask[];
  readonly #mask: Uint8Array | undefined;
  /** By target: metres from each cell of the tile, once they were asked for; the least from anywhere in the tile. */
  readonly #back: readonly Float32Array[];
  readonly #isBackKnown: Uint8Array;
  readonly #leastBack: Float64Array;
  readonly #bounds: Float64Array;
  /** Where tasks begin, which of them by task, and the least metres from each to the tile at hand. */
  readonly #bases: readonly AirLegs[];
  readonly #baseOf: Int32Array;
  readonly #leastOut: Float64Array;
  readonly #near: AirLegs[] = [];
  #left = 0;
  #top = 0;
  #right = 0;
  #bottom = 0;
  /** Its middle cell, and the metres from there within which all its centres lie. */
  #x = 0;
  #y = 0;
  #radius = 0;

  constructor(
    grid: MercatorGrid,
    seconds: Float32Array,
    targets: readonly AirTarget[],
    tasks: readonly AirTask[],
    mask: Uint8Array | undefined,
  ) {
    this.#grid = grid;
    this.#seconds = seconds;
    this.#targets = targets;
    this.#tasks = tasks;
    this.#mask = mask;
    this.#back = targets.map(() => new Float32Array(side * side));
    this.#isBackKnown = new Uint8Array(targets.length);
    this.#leastBack = new Float64Array(targets.length);
    this.#bounds = new Float64Array(tasks.length);
    this.#bases = [...new Set(tasks.map(({ out }) => out))];
    this.#baseOf = Int32Array.from(tasks, ({ out }) => this.#bases.indexOf(out));
    this.#leastOut = new Float64Array(this.#bases.length);
  }

  run(): void {
    const { columns, rows } = this.#grid;
    for (this.#top = 0; this.#top < rows; this.#top += side) {
      this.#bottom = Math.min(rows, this.#top + side);
      this.#y = Math.min(rows - 1, this.#top + (side >> 1));
      this.#radius = radiusOfTile(this.#grid, this.#top, this.#y, this.#bottom - 1);
      for (this.#left = 0; this.#left < columns; this.#left += side) {
        this.#right = Math.min(columns, this.#left + side);
        this.#x = Math.min(columns - 1, this.#left + (side >> 1));
        this.#mergeTile();
      }
    }
  }

  #mergeTile(): void {
    const tasks = this.#tasks;
    const bounds = this.#bounds;
    let latest = this.#latestCell();
    if (!this.#canReach(latest)) return;
    const needs = this.#escortNeeds();
    this.#boundTargets();
    let first = -1;
    let soonest = latest;
    for (let at = 0; at < tasks.length; at++) {
      const task = tasks[at]!;
      bounds[at] = Number.POSITIVE_INFINITY;
      if (needs !== 'some' && task.isEscorted !== (needs === 'all')) continue;
      const metres = this.#leastOut[this.#baseOf[at]!]! + this.#leastBack[task.target]!;
      if (metres > task.range) continue;
      const bound = Math.max(task.fixed + metres * task.perMetre, this.#targets[task.target]!.floor);
      bounds[at] = bound;
      if (bound < soonest) {
        soonest = bound;
        first = at;
      }
    }
    if (first < 0) return;
    const isMixed = needs === 'some';
    latest = this.#mergeTask(tasks[first]!, isMixed);
    bounds[first] = Number.POSITIVE_INFINITY;
    for (let at = 0; at < tasks.length; at++) if (bounds[at]! < latest) latest = this.#mergeTask(tasks[at]!, isMixed);
  }

  /** Every cell of the tile; gives the latest of them afterwards. */
  #mergeTask({ out, target, fixed, perMetre, range, isEscorted }: AirTask, isMixed: boolean): number {
    const back = this.#backOf(target);
    const { floor } = this.#targets[target]!;
    const { row, across, column } = out;
    const seconds = this.#seconds;
    const { columns } = this.#grid;
    const [left, right, top, bottom] = [this.#left, this.#right, this.#top, this.#bottom];
    const wanted = isEscorted ? 1 : 0;
    let latest = 0;
    for (let y = top; y < bottom; y++) {
      const [up, over] = [row[y]!, across[y]!];
      const shift = (y - top) * side - left;
      for (let x = left, at = y * columns + left; x < right; x++, at++) {
        let value = seconds[at]!;
        if (!isMixed || this.#mask![at] === wanted) {
          const whole = metresOfHaversine(up + over * column[x]!) + back[shift + x]!;
          const total = Math.max(fixed + whole * perMetre, floor);
          if (total < value && whole <= range) {
            seconds[at] = total;
            value = total;
          }
        }
        if (value > latest) latest = value;
      }
    }
    return latest;
  }

  #backOf(target: number): Float32Array {
    const back = this.#back[target]!;
    if (this.#isBackKnown[target] === 1) return back;
    this.#isBackKnown[target] = 1;
    const { sites } = this.#targets[target]!;
    if (sites.length === 0) return back;
    const [left, right, top, bottom] = [this.#left, this.#right, this.#top, this.#bottom];
    // Only those that can be the nearest of some cell.
    const near = this.#near;
    const farthest = this.#leastBack[target]! + 4 * this.#radius;
    let count = 0;
    for (const site of sites) if (metresAt(site, this.#x, this.#y) <= farthest) near[count++] = site;
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        let least = Number.POSITIVE_INFINITY;
        for (let at = 0; at < count; at++) {
          const { row, across, column } = near[at]!;
          const h = row[y]! + across[y]! * column[x]!;
          if (h < least) least = h;
        }
        back[(y - top) * side + x - left] = metresOfHaversine(least);
      }
    return back;
  }

  /** Whether any task could be sooner than this if it ended as soon as it reaches the tile: no target is looked at. */
  #canReach(latest: number): boolean {
    const [x, y, radius] = [this.#x, this.#y, this.#radius];
    const tasks = this.#tasks;
    const bases = this.#bases;
    for (let base = 0; base < bases.length; base++)
      this.#leastOut[base] = Math.max(0, metresAt(bases[base]!, x, y) - radius);
    for (let at = 0; at < tasks.length; at++) {
      const { range, fixed, perMetre } = tasks[at]!;
      const metres = this.#leastOut[this.#baseOf[at]!]!;
      if (metres <= range && fixed + metres * perMetre < latest) return true;
    }
    return false;
  }

  #boundTargets(): void {
    const [x, y, radius] = [this.#x, this.#y, this.#radius];
    const targets = this.#targets;
    for (let target = 0; target < targets.length; target++) {
      this.#isBackKnown[target] = 0;
      const { sites } = targets[target]!;
      let least = sites.length === 0 ? 0 : Number.POSITIVE_INFINITY;
      for (const site of sites) least = Math.min(least, metresAt(site, x, y));
      this.#leastBack[target] = Math.max(0, least - radius);
    }
  }

  #latestCell(): number {
    const seconds = this.#seconds;
    let latest = 0;
    for (let y = this.#top; y < this.#bottom; y++)
      for (let x = this.#left, at = y * this.#grid.columns + x; x < this.#right; x++, at++)
        if (seconds[at]! > latest) latest = seconds[at]!;
    return latest;
  }

  #escortNeeds(): 'none' | 'some' | 'all' {
    const mask = this.#mask;
    if (!mask) return 'none';
    let needing = 0;
    for (let y = this.#top; y < this.#bottom; y++)
      for (let x = this.#left, at = y * this.#grid.columns + x; x < this.#right; x++, at++) needing += mask[at]!;
    if (needing === 0) return 'none';
    return needing === (this.#right - this.#left) * (this.#bottom - this.#top) ? 'all' : 'some';
  }
}

function metresAt({ row, across, column }: AirLegs, x: number, y: number): number {
  return metresOfHaversine(row[y]! + across[y]! * column[x]!);
}

/** Metres from the middle of a tile within which all centres of its cells lie; the same for all tiles of a row. */
function radiusOfTile(grid: MercatorGrid, top: number, middle: number, bottom: number): number {
  const across = Math.min(grid.columns - 1, side >> 1);
  const from = centreOf(grid, middle * grid.columns);
  const corners = [top, bottom].map((row) => centreOf(grid, row * grid.columns + across));
  return Math.max(...corners.map((corner) => distanceMetres(from, corner))) + slackMetres;
}
