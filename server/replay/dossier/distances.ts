import { type AreaBox, nearLongitude } from '#shared/analysis/passage/area-box.ts';
import { isInside } from '#shared/geo/even-odd.ts';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';

const metresPerDegree = 111_195;

/** The box in degrees around a circle; all longitudes where the circle holds a pole. */
export function boxOfCircle([longitude, latitude]: Position, metres: number): AreaBox {
  // A little more than needed: the circle itself decides.
  const reach = (metres / metresPerDegree) * 1.001;
  const [south, north] = [Math.max(-90, latitude - reach), Math.min(90, latitude + reach)];
  if (south === -90 || north === 90) return { west: longitude - 180, south, east: longitude + 180, north };
  // The circle is widest not at its middle but nearer to the pole.
  const half = (Math.asin(Math.sin(radians(reach)) / Math.cos(radians(latitude))) * 180) / Math.PI;
  return { west: longitude - half, south, east: longitude + half, north };
}

/** Metres to the nearest point of a line through positions; of a single position, to it. Undefined where there is none. */
export function distanceToLine(place: Position, line: readonly Position[]): number | undefined {
  const [first] = line;
  if (!first) return undefined;
  let least = distanceMetres(place, first);
  for (let index = 1; index < line.length; index++)
    least = Math.min(least, distanceMetres(place, nearestOnSegment(place, line[index - 1]!, line[index]!)));
  return least;
}

/** Metres to an area of closed rings, the outer first; 0 within it. */
export function distanceToArea(place: Position, rings: readonly (readonly Position[])[]): number {
  const flat = rings.map((ring) => ring.map(([lon, lat]) => ({ column: nearLongitude(lon, place[0]), row: lat })));
  if (isInside(flat, place[0], place[1])) return 0;
  return Math.min(...rings.map((ring) => distanceToLine(place, ring) ?? Number.POSITIVE_INFINITY));
}

/** Legs of a patrol and edges of a zone are short against the earth: flat, seen from the place. */
function nearestOnSegment(place: Position, from: Position, to: Position): Position {
  const narrowing = Math.cos(radians(place[1]));
  const flatten = ([longitude, latitude]: Position): [number, number] => [
    (nearLongitude(longitude, place[0]) - place[0]) * narrowing,
    latitude - place[1],
  ];
  const [[ax, ay], [bx, by]] = [flatten(from), flatten(to)];
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return [place[0] + (ax + part * dx) / Math.max(narrowing, 1e-9), place[1] + ay + part * dy];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
