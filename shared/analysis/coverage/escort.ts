import { type GridRing, isInside, ringsInGrid, visitInside } from '../../geo/even-odd.ts';
import { distanceMetres } from '../../geo/great-circle.ts';
import { type MercatorGrid, placeInGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { type CoverInput, launchAt } from './cover-input.ts';

/** An armed aircraft that flies beside a helicopter: seconds, metres, metres a second. */
export type Escort = {
  readonly position: Position;
  readonly notice: number;
  readonly speed: number;
  readonly range: number;
};

/** Helicopters pick up in these areas only with an escort. */
export type EscortRule = { readonly escorts: readonly Escort[]; readonly areas: readonly EscortArea[] };
export type EscortArea = readonly GridRing[];

/** Projected metres, whatever the grid of the map. */
const world: MercatorGrid = { west: 0, north: 0, cell: 1, columns: 0, rows: 0 };

/** An area from its rings, outer first; its edges are straight on the map. */
export function makeEscortArea(rings: readonly (readonly Position[])[]): EscortArea {
  return ringsInGrid(world, rings);
}

export function needsEscort({ escort }: Pick<CoverInput, 'escort'>, position: Position): boolean {
  if (!escort) return false;
  const { column, row } = placeInGrid(world, position);
  return escort.areas.some((area) => isInside(area, column, row));
}

/** 1 for each cell whose centre lies where an escort is needed; undefined where none is. */
export function escortMask(grid: MercatorGrid, { escort }: Pick<CoverInput, 'escort'>): Uint8Array | undefined {
  if (!escort) return undefined;
  let mask: Uint8Array | undefined;
  for (const area of escort.areas) {
    const rings = area.map((ring) =>
      ring.map(({ column, row }) => ({
        column: (column - grid.west) / grid.cell,
        row: (grid.north + row) / grid.cell,
      })),
    );
    visitInside(grid, rings, (row, from, to) => {
      mask ??= new Uint8Array(grid.columns * grid.rows);
      mask.fill(1, row * grid.columns + from, row * grid.columns + to);
    });
  }
  return mask;
}

/** How a helicopter flies: by itself, or as one of the escorts lets it. */
export type Flight = {
  readonly escort: number | undefined;
  /** Seconds from injury until it is on its way. */
  readonly start: number;
  readonly speed: number;
  readonly range: number;
};

/**
 * Alone it launches after its own notice. With an escort both launch once the escort is beside it, and fly as the slower
 * and as far as the one with less range left.
 */
export function flightsOf(
  { times, helicopters, escort }: Pick<CoverInput, 'times' | 'helicopters' | 'escort'>,
  index: number,
  isEscorted: boolean,
): Flight[] {
  const helicopter = helicopters[index]!;
  if (!isEscorted || !escort)
    return [
      { escort: undefined, start: launchAt(times, helicopter), speed: helicopter.speed, range: helicopter.range },
    ];
  return escort.escorts.map((each, at) => {
    const linkUp = distanceMetres(each.position, helicopter.position);
    const ready = Math.max(helicopter.notice, each.notice + linkUp / each.speed);
    return {
      escort: at,
      start: launchAt(times, { notice: ready }),
      speed: Math.min(helicopter.speed, each.speed),
      range: Math.min(helicopter.range, each.range - linkUp),
    };
  });
}
