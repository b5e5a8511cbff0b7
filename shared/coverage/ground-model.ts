import { type DisplayGrid, makeDisplayGrid } from '../analysis/coverage/display-grid.ts';
import { blockMoves } from '../analysis/ground/barrier-mask.ts';
import { type GroundField, packField } from '../analysis/ground/ground-field.ts';
import { makeRoadArcs, type RoadArcs, type RoadEdge } from '../analysis/ground/road-arcs.ts';
import { spread } from '../analysis/ground/spread.ts';
import { makeTerrainOf, nodeOf, type Terrain } from '../analysis/ground/terrain.ts';
import { traceRoad } from '../analysis/ground/trace-road.ts';
import { Workspace } from '../analysis/ground/workspace.ts';
import type { BoundingBox } from '../geo/bounding-box.ts';
import { cellAt, type GridProblem, type MercatorGrid, makeMercatorGrid, placeInGrid } from '../geo/mercator-grid.ts';
import type { Position } from '../geo/position.ts';
import { type Ground, groundCovers } from '../schema/ground.ts';
import { fillAreas } from './fill-areas.ts';
import { isTouchedBy } from './road-changes.ts';
import { groundSpeed, roadSpeed, speedKey, type TravelProfile } from './travel-profile.ts';

/** Beyond this nothing is looked at: far enough to say how far outside a place is. */
export const groundLimitSeconds = 4 * 3_600;
/** Ground is crossed in cells of this size, cover is drawn in cells twice as large. */
export const groundCellMetres = 500;
const displayStride = 2;
/** More fields than a mission has places, under a few conditions each. */
const mostFields = 400;

type Stored = { field: GroundField; closed: ReadonlySet<string> };

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
  readonly #edges: RoadEdge[];
  readonly #blocked: Uint16Array | undefined;
  readonly #workspace: Workspace;
  readonly #fields = new Map<string, Stored>();
  #terrain: { key: string; terrain: Terrain } | undefined;
  #arcs: { key: string; arcs: RoadArcs } | undefined;
  /** How many fields were computed so far. */
  computed = 0;

  private constructor(grid: MercatorGrid, ground: Ground) {
    this.grid = grid;
    this.display = makeDisplayGrid(grid, displayStride);
    this.detail = ground.detail;
    this.#ground = ground;
    this.#covers = fillAreas(grid, ground.areas);
    const bare = makeTerrainOf(grid, () => 1);
    this.#edges = ground.roads.flatMap((road, index) => traceRoad(grid, bare, road, index));
    const barriers = ground.barriers.map((line) => line.map((corner) => pointInGrid(grid, corner)));
    this.#blocked = barriers.length > 0 ? blockMoves(bare, barriers) : undefined;
    this.#workspace = new Workspace(bare.friction.length);
  }

  static make(
    box: BoundingBox,
    ground: Ground,
    cellMetres = groundCellMetres,
  ): { ok: true; model: GroundModel } | { ok: false; problem: GridProblem } {
    const made = makeMercatorGrid(box, cellMetres);
    return made.ok ? { ok: true, model: new GroundModel(made.grid, ground) } : made;
  }

  /** Seconds to or from a place under a profile; undefined where no vehicle gets, or outside the area. */
  fieldOf(position: Position, profile: TravelProfile): GroundField | undefined {
    const cell = cellAt(this.grid, position);
    if (cell < 0) return undefined;
    const speeds = speedKey(profile);
    const key = `${cell}:${speeds}`;
    const stored = this.#fields.get(key);
    if (stored && (stored.closed === profile.closedRoads || !this.#isTouched(stored, profile))) {
      this.#fields.set(key, { ...stored, closed: profile.closedRoads });
      return stored.field;
    }
    const { columns } = this.grid;
    const terrain = this.#terrainOf(speeds, profile);
    const node = nodeOf(terrain, cell % columns, Math.floor(cell / columns));
    const arcs = this.#arcsOf(speeds, profile);
    const options = { terrain, arcs, sources: [{ node, seconds: 0 }], limit: groundLimitSeconds };
    spread(options, this.#workspace);
    this.computed++;
    const field = packField(terrain, this.#workspace);
    this.#fields.delete(key);
    this.#fields.set(key, { field, closed: profile.closedRoads });
    for (const oldest of this.#fields.keys()) {
      if (this.#fields.size <= mostFields) break;
      this.#fields.delete(oldest);
    }
    return field;
  }

  #isTouched({ field, closed }: Stored, profile: TravelProfile): boolean {
    const { roads } = this.#ground;
    const changed = new Set(
      roads.flatMap(({ roadId }, index) => (closed.has(roadId) === profile.closedRoads.has(roadId) ? [] : [index])),
    );
    if (changed.size === 0) return false;
    const speed = (index: number) => roadSpeed(roads[index]!, { ...profile, closedRoads: new Set() });
    const stride = this.grid.columns + 4;
    return this.#edges.some(
      (edge) => changed.has(edge.road) && isTouchedBy(field, stride, edge, (edge.metres * 3.6) / speed(edge.road)),
    );
  }

  #terrainOf(key: string, profile: TravelProfile): Terrain {
    if (this.#terrain?.key === key) return this.#terrain.terrain;
    const hasRoads = this.#ground.roads.length > 0;
    const speeds = [
      groundSpeed(undefined, hasRoads, profile),
      ...groundCovers.map((cover) => groundSpeed(cover, hasRoads, profile)),
    ];
    const terrain = { ...makeTerrainOf(this.grid, (cell) => speeds[this.#covers[cell]!]!), blocked: this.#blocked };
    this.#terrain = { key, terrain };
    return terrain;
  }

  #arcsOf(speeds: string, profile: TravelProfile): RoadArcs | undefined {
    if (this.#edges.length === 0) return undefined;
    const { roads } = this.#ground;
    const closed = roads.filter(({ roadId }) => profile.closedRoads.has(roadId)).map(({ roadId }) => roadId);
    const key = `${speeds}:${JSON.stringify(closed)}`;
    if (this.#arcs?.key === key) return this.#arcs.arcs;
    const speedOf = roads.map((road) => roadSpeed(road, profile));
    const nodes = (this.grid.columns + 4) * (this.grid.rows + 4);
    const arcs = makeRoadArcs(nodes, this.#edges, ({ metres, road }) =>
      speedOf[road]! > 0 ? (metres * 3.6) / speedOf[road]! : Number.POSITIVE_INFINITY,
    );
    this.#arcs = { key, arcs };
    return arcs;
  }
}

function pointInGrid(grid: MercatorGrid, position: Position): [number, number] {
  const { column, row } = placeInGrid(grid, position);
  return [column, row];
}
