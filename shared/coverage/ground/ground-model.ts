import { type DisplayGrid, makeDisplayGrid } from '../../analysis/coverage/display-grid.ts';
import { blockMoves } from '../../analysis/ground/barrier-mask.ts';
import { type GroundField, packField } from '../../analysis/ground/ground-field.ts';
import { spread } from '../../analysis/ground/spread.ts';
import { makeTerrain, makeTerrainOf, nodeOf, type Terrain } from '../../analysis/ground/terrain.ts';
import { Workspace } from '../../analysis/ground/workspace.ts';
import type { BoundingBox } from '../../geo/bounding-box.ts';
import { cellAt, type GridProblem, type MercatorGrid, makeMercatorGrid, placeInGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { tierMinutes } from '../../parameters/medical.ts';
import { type Ground, groundCovers } from '../../schema/ground.ts';
import { fillAreas } from './fill-areas.ts';
import { RoadNetwork } from './road-network.ts';
import { groundSpeed, speedKey, type TravelProfile } from './travel-profile.ts';

/** Beyond this nothing is looked at: far enough to say how far outside a place is. */
const groundLimitSeconds = 4 * 3_600;
/** Enough to tell whether a tier is met, because none is met later, in a fraction of the time. */
export const tierLimitSeconds = Math.max(...Object.values(tierMinutes)) * 60;
/** Ground is crossed in cells of this size, cover is drawn in cells twice as large. */
export const groundCellMetres = 500;
const displayStride = 2;
const mostFieldBytes = 400 * 2 ** 20;
const mostTerrains = 4;

export type GroundOptions = {
  /** Metres of a cell at the equator. */
  cellMetres?: number | undefined;
  /** Seconds over ground beyond which nothing is looked at. */
  limitSeconds?: number;
  /** Of the fields together; those that nobody asked for longest are dropped first. */
  fieldBytes?: number;
};

type Stored = { readonly field: GroundField; closed: ReadonlySet<string> };

/**
 * The ground of a mission and the times over it. Promises: a field is computed when first asked for and kept while
 * nothing changed that could change it; a closed road drops only the fields that used it. One reader at a time.
 */
export class GroundModel {
  readonly grid: MercatorGrid;
  readonly display: DisplayGrid;
  readonly detail: Ground['detail'];
  readonly #ground: Ground;
  readonly #covers: Uint8Array;
  readonly #roads: RoadNetwork;
  readonly #blocked: Uint16Array | undefined;
  readonly #workspace: Workspace;
  readonly #limit: number;
  readonly #mostBytes: number;
  /** The one asked for last at the end. */
  readonly #fields = new Map<string, Stored>();
  #bytes = 0;
  readonly #terrains = new Map<string, Terrain>();
  /** How many fields were computed so far. */
  computed = 0;

  private constructor(grid: MercatorGrid, ground: Ground, options: GroundOptions) {
    this.grid = grid;
    this.#limit = options.limitSeconds ?? groundLimitSeconds;
    this.#mostBytes = options.fieldBytes ?? mostFieldBytes;
    this.display = makeDisplayGrid(grid, displayStride);
    this.detail = ground.detail;
    this.#ground = ground;
    this.#covers = fillAreas(grid, ground.areas);
    const bare = makeTerrain(grid.columns, grid.rows);
    this.#roads = new RoadNetwork(grid, bare, ground.roads);
    const barriers = ground.barriers.map((line) => line.map((corner) => pointInGrid(grid, corner)));
    this.#blocked = barriers.length > 0 ? blockMoves(bare, barriers) : undefined;
    this.#workspace = new Workspace(bare.friction.length, 'single');
  }

  static make(
    box: BoundingBox,
    ground: Ground,
    options: GroundOptions = {},
  ): { ok: true; model: GroundModel } | { ok: false; problem: GridProblem } {
    const made = makeMercatorGrid(box, options.cellMetres ?? groundCellMetres);
    return made.ok ? { ok: true, model: new GroundModel(made.grid, ground, options) } : made;
  }

  /** Seconds to or from a place under a profile; undefined where no vehicle gets, or outside the area. */
  fieldOf(position: Position, profile: TravelProfile): GroundField | undefined {
    const cell = cellAt(this.grid, position);
    if (cell < 0) return undefined;
    const speeds = speedKey(profile);
    const key = `${cell}:${speeds}`;
    const stored = this.#fields.get(key);
    const closed = this.#roads.intern(profile.closedRoads);
    if (stored && (stored.closed === closed || !this.#roads.isTouched(stored.field, stored.closed, closed, profile))) {
      stored.closed = closed;
      this.#fields.delete(key);
      this.#fields.set(key, stored);
      return stored.field;
    }
    const { columns } = this.grid;
    const terrain = this.#terrainOf(speeds, profile);
    const node = nodeOf(terrain, cell % columns, Math.floor(cell / columns));
    const arcs = this.#roads.arcsFor(speeds, closed, profile);
    const options = { terrain, arcs, sources: [{ node, seconds: 0 }], limit: this.#limit };
    spread(options, this.#workspace);
    this.computed++;
    const field = packField(terrain, this.#workspace);
    this.#drop(key);
    this.#fields.set(key, { field, closed });
    this.#bytes += field.seconds.byteLength;
    for (const oldest of this.#fields.keys()) {
      if (this.#bytes <= this.#mostBytes || oldest === key) break;
      this.#drop(oldest);
    }
    return field;
  }

  #drop(key: string): void {
    this.#bytes -= this.#fields.get(key)?.field.seconds.byteLength ?? 0;
    this.#fields.delete(key);
  }

  /** A few are kept: season and light are switched back and forth. */
  #terrainOf(key: string, profile: TravelProfile): Terrain {
    const known = this.#terrains.get(key);
    if (known) return known;
    const hasRoads = this.#ground.roads.length > 0;
    const speeds = [
      groundSpeed(undefined, hasRoads, profile),
      ...groundCovers.map((cover) => groundSpeed(cover, hasRoads, profile)),
    ];
    const covers = this.#covers;
    const terrain = { ...makeTerrainOf(this.grid, (cell) => speeds[covers[cell]!]!), blocked: this.#blocked };
    this.#terrains.set(key, terrain);
    for (const oldest of this.#terrains.keys()) {
      if (this.#terrains.size <= mostTerrains) break;
      this.#terrains.delete(oldest);
    }
    return terrain;
  }
}

function pointInGrid(grid: MercatorGrid, position: Position): [number, number] {
  const { column, row } = placeInGrid(grid, position);
  return [column, row];
}
