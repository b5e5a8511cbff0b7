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

/** True when the boxes share a point; `wanted` may cross the antimeridian, `box` may not. */
export function boxesOverlap(box: BoundingBox, wanted: BoundingBox): boolean {
  if (box[3] < wanted[1] || box[1] > wanted[3]) return false;
  const [startsBefore, endsAfter] = [box[0] <= wanted[2], box[2] >= wanted[0]];
  return wanted[0] <= wanted[2] ? startsBefore && endsAfter : startsBefore || endsAfter;
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
