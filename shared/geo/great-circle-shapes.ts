import { bearingDegrees, destination, distanceMetres } from './great-circle.ts';
import type { Position } from './position.ts';

/** Points along the great circle from one position to the other, both included, at most `stepMetres` apart. */
export function greatCircleLine(from: Position, to: Position, stepMetres = 50_000): Position[] {
  const length = distanceMetres(from, to);
  const parts = Math.max(1, Math.ceil(length / stepMetres));
  const bearing = bearingDegrees(from, to);
  const between = Array.from({ length: parts - 1 }, (_, part) =>
    destination(from, bearing, ((part + 1) * length) / parts),
  );
  return [from, ...between, to];
}

/** A closed ring of the points at this distance, the first of them due north. */
export function circleAround(centre: Position, radiusMetres: number, corners = 72): Position[] {
  const points = Array.from({ length: corners }, (_, corner) =>
    destination(centre, (corner * 360) / corners, radiusMetres),
  );
  return [...points, points[0]!];
}
