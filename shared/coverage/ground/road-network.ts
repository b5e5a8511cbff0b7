import type { GroundField } from '../../analysis/ground/ground-field.ts';
import { makeRoadArcs, type RoadArcs, type RoadEdge } from '../../analysis/ground/road-arcs.ts';
import type { Terrain } from '../../analysis/ground/terrain.ts';
import { traceRoad } from '../../analysis/ground/trace-road.ts';
import type { MercatorGrid } from '../../geo/mercator-grid.ts';
import type { Road } from '../../schema/ground.ts';
import { isTouchedBy } from './road-changes.ts';
import { roadSpeed, type TravelProfile } from './travel-profile.ts';

/**
 * The roads of a mission as arcs over its ground. Promises: closing or opening a road costs what the road is long, not
 * what the network holds. The arcs given are changed in place when others are asked for.
 */
export class RoadNetwork {
  readonly #roads: readonly Road[];
  readonly #stride: number;
  /** By road: its edges, and where their arcs are. */
  readonly #edgesOf: readonly (readonly RoadEdge[])[];
  readonly #arcsOf: readonly number[][];
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #edges: readonly RoadEdge[];
  readonly #arcs: RoadArcs;
  #now: { speeds: string; closed: ReadonlySet<string> } | undefined;
  #interned: ReadonlySet<string> = new Set();
  #changes: { from: ReadonlySet<string>; to: ReadonlySet<string>; roads: readonly number[] } | undefined;

  constructor(grid: MercatorGrid, terrain: Terrain, roads: readonly Road[]) {
    this.#roads = roads;
    this.#stride = terrain.stride;
    this.#edgesOf = roads.map((road, index) => traceRoad(grid, terrain, road, index));
    this.#edges = this.#edgesOf.flat();
    this.#indexOf = new Map(roads.map(({ roadId }, index) => [roadId, index]));
    this.#arcs = makeRoadArcs(terrain.friction.length, this.#edges, () => Number.POSITIVE_INFINITY);
    const arcsOf: number[][] = roads.map(() => []);
    for (const [arc, edge] of this.#arcs.edge.entries()) arcsOf[this.#edges[edge]!.road]!.push(arc);
    this.#arcsOf = arcsOf;
  }

  /** One set for all that hold the same, so that they compare at once. */
  intern(closed: ReadonlySet<string>): ReadonlySet<string> {
    const known = this.#interned;
    if (known === closed) return known;
    const isSame = known.size === closed.size && [...closed].every((roadId) => known.has(roadId));
    if (!isSame) this.#interned = new Set(closed);
    return this.#interned;
  }

  /** Undefined without roads. `speeds` names the profile but for what is closed. */
  arcsFor(speeds: string, closed: ReadonlySet<string>, profile: TravelProfile): RoadArcs | undefined {
    if (this.#edges.length === 0) return undefined;
    const isOtherSpeed = this.#now?.speeds !== speeds;
    const roads = isOtherSpeed ? this.#roads.keys() : this.#changedRoads(this.#now!.closed, closed);
    for (const road of roads) this.#setSeconds(road, { ...profile, closedRoads: closed });
    this.#now = { speeds, closed };
    return this.#arcs;
  }

  /** Whether a field can be another once the roads `closed` before are those closed now. */
  isTouched(
    field: GroundField,
    before: ReadonlySet<string>,
    now: ReadonlySet<string>,
    profile: TravelProfile,
  ): boolean {
    return this.#changedRoads(before, now).some((road) => {
      const speed = roadSpeed(this.#roads[road]!, { ...profile, closedRoads: new Set() });
      return this.#edgesOf[road]!.some((edge) => isTouchedBy(field, this.#stride, edge, (edge.metres * 3.6) / speed));
    });
  }

  #setSeconds(road: number, profile: TravelProfile): void {
    const { seconds, edge } = this.#arcs;
    const speed = roadSpeed(this.#roads[road]!, profile);
    for (const arc of this.#arcsOf[road]!)
      seconds[arc] = speed > 0 ? (this.#edges[edge[arc]!]!.metres * 3.6) / speed : Number.POSITIVE_INFINITY;
  }

  #changedRoads(from: ReadonlySet<string>, to: ReadonlySet<string>): readonly number[] {
    if (from === to) return [];
    const known = this.#changes;
    if (known?.from === from && known.to === to) return known.roads;
    const roadIds = [...from].filter((roadId) => !to.has(roadId)).concat([...to].filter((roadId) => !from.has(roadId)));
    const roads = roadIds.flatMap((roadId) => this.#indexOf.get(roadId) ?? []);
    this.#changes = { from, to, roads };
    return roads;
  }
}
