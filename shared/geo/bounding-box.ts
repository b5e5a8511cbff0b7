import type { Position } from './position.ts';

/** West, south, east, north in degrees. A box that crosses the antimeridian has west > east. */
export type BoundingBox = readonly [west: number, south: number, east: number, north: number];

/** The smallest box around the points; never crosses the antimeridian. At least one point is needed. */
export function boxAround(points: Iterable<Position>): BoundingBox {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}

export function boxContains(box: BoundingBox, [longitude, latitude]: Position): boolean {
  const inside =
    box[0] <= box[2] ? longitude >= box[0] && longitude <= box[2] : longitude >= box[0] || longitude <= box[2];
  return inside && latitude >= box[1] && latitude <= box[3];
}

/** Parses `west,south,east,north`; undefined when it is not four numbers in range. */
export function parseBox(text: string): BoundingBox | undefined {
  const numbers = text.split(',').map(Number);
  if (numbers.length !== 4 || numbers.some((value) => !Number.isFinite(value))) return undefined;
  const [west, south, east, north] = numbers as [number, number, number, number];
  return Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north
    ? [west, south, east, north]
    : undefined;
}
