import { type AreaBox, edgeTolerance, nearLongitude, sidesOf } from './area-box.ts';

/** An area by its ring: corners as columns, unclosed, longitudes running on beyond ±180 instead of leaping. */
export type PassageArea = {
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  readonly box: AreaBox;
};

/**
 * Reads a ring of longitude, latitude, longitude, …, closed or not; each edge goes the shorter way round. Undefined when
 * the ring goes around a pole, because then nothing says which side of it is meant, or has fewer than three corners.
 */
export function makePassageArea(ring: Float64Array): PassageArea | undefined {
  let count = ring.length >> 1;
  if (count > 1 && ring[0] === ring[2 * count - 2] && ring[1] === ring[2 * count - 1]) count--;
  if (count < 3) return undefined;
  const [longitudes, latitudes] = [new Float64Array(count), new Float64Array(count)];
  for (let corner = 0; corner < count; corner++) {
    const longitude = ring[2 * corner]!;
    longitudes[corner] = corner === 0 ? longitude : nearLongitude(longitude, longitudes[corner - 1]!);
    latitudes[corner] = ring[2 * corner + 1]!;
  }
  if (nearLongitude(longitudes[0]!, longitudes[count - 1]!) !== longitudes[0]) return undefined;
  let [west, south, east, north] = [longitudes[0]!, latitudes[0]!, longitudes[0]!, latitudes[0]!];
  for (let corner = 1; corner < count; corner++) {
    west = Math.min(west, longitudes[corner]!);
    east = Math.max(east, longitudes[corner]!);
    south = Math.min(south, latitudes[corner]!);
    north = Math.max(north, latitudes[corner]!);
  }
  return { longitudes, latitudes, box: { west, south, east, north } };
}

/** Whether a position lies inside by the even-odd rule, or on an edge. */
export function isInArea(area: PassageArea, longitude: number, latitude: number): boolean {
  const { box } = area;
  if (sidesOf(box, longitude, latitude) !== 0) return false;
  const x = nearLongitude(longitude, (box.west + box.east) / 2);
  // An area as wide as the globe may hold the same meridian at both of its ends.
  return isInRing(area, x, latitude) || isInRing(area, x - 360, latitude) || isInRing(area, x + 360, latitude);
}

function isInRing({ longitudes, latitudes, box }: PassageArea, x: number, y: number): boolean {
  if (x < box.west - edgeTolerance || x > box.east + edgeTolerance) return false;
  let isOdd = false;
  for (let from = longitudes.length - 1, to = 0; to < longitudes.length; from = to++) {
    const [x1, y1, x2, y2] = [longitudes[from]!, latitudes[from]!, longitudes[to]!, latitudes[to]!];
    if (isOnEdge(x1, y1, x2, y2, x, y)) return true;
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) isOdd = !isOdd;
  }
  return isOdd;
}

function isOnEdge(x1: number, y1: number, x2: number, y2: number, x: number, y: number): boolean {
  if (x < Math.min(x1, x2) - edgeTolerance || x > Math.max(x1, x2) + edgeTolerance) return false;
  if (y < Math.min(y1, y2) - edgeTolerance || y > Math.max(y1, y2) + edgeTolerance) return false;
  const [dx, dy] = [x2 - x1, y2 - y1];
  return Math.abs(dx * (y - y1) - dy * (x - x1)) <= edgeTolerance * Math.hypot(dx, dy);
}
