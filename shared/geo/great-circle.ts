import type { Position } from './position.ts';

/** Mean earth radius in metres (IUGG). */
export const earthRadiusMetres = 6_371_008.8;

const RADIANS = Math.PI / 180;

/** Great-circle distance in metres on the mean sphere (haversine). */
export function distanceMetres(from: Position, to: Position): number {
  const halfLat = ((to[1] - from[1]) * RADIANS) / 2;
  const halfLon = ((to[0] - from[0]) * RADIANS) / 2;
  const h = Math.sin(halfLat) ** 2 + Math.cos(from[1] * RADIANS) * Math.cos(to[1] * RADIANS) * Math.sin(halfLon) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial bearing in degrees clockwise from north, 0 ≤ bearing < 360. */
export function bearingDegrees(from: Position, to: Position): number {
  const dLon = (to[0] - from[0]) * RADIANS;
  const y = Math.sin(dLon) * Math.cos(to[1] * RADIANS);
  const x =
    Math.cos(from[1] * RADIANS) * Math.sin(to[1] * RADIANS) -
    Math.sin(from[1] * RADIANS) * Math.cos(to[1] * RADIANS) * Math.cos(dLon);
  return (Math.atan2(y, x) / RADIANS + 360) % 360;
}

/** The point reached after `metres` along the initial bearing. */
export function destination(from: Position, bearing: number, metres: number): Position {
  const angle = metres / earthRadiusMetres;
  const lat = from[1] * RADIANS;
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing * RADIANS);
  const dLon = Math.atan2(
    Math.sin(bearing * RADIANS) * Math.sin(angle) * Math.cos(lat),
    Math.cos(angle) - Math.sin(lat) * sinLat,
  );
  return [((from[0] + dLon / RADIANS + 540) % 360) - 180, Math.asin(sinLat) / RADIANS];
}
