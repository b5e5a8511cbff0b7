import { bearingDegrees, destination, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';

/** A line over the ground; `metres[i]` is the way from its start to `points[i]`. */
export type Path = { points: readonly Position[]; metres: readonly number[] };

/** At least one point; a point equal to the one before it is dropped. */
export function makePath(points: readonly Position[]): Path {
  const kept: Position[] = [points[0]!];
  const metres = [0];
  for (const point of points.slice(1)) {
    const step = distanceMetres(kept.at(-1)!, point);
    if (step === 0) continue;
    kept.push(point);
    metres.push(metres.at(-1)! + step);
  }
  return { points: kept, metres };
}

export function lengthOf(path: Path): number {
  return path.metres.at(-1)!;
}

/** The place and the direction of the path that far along it; clamped to its ends. */
export function pointAlong(path: Path, metres: number): { position: Position; courseDegrees: number } {
  const { points } = path;
  if (points.length === 1) return { position: points[0]!, courseDegrees: 0 };
  let low = 0;
  let high = points.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (path.metres[middle]! <= metres) low = middle;
    else high = middle - 1;
  }
  const from = points[low]!;
  const to = points[low + 1]!;
  const length = path.metres[low + 1]! - path.metres[low]!;
  const share = Math.min(1, Math.max(0, (metres - path.metres[low]!) / length));
  return {
    position: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share],
    courseDegrees: bearingDegrees(from, to),
  };
}

/**
 * A line between two places that bends a little, as tracks do, and no more: it is a schematic link, not a road.
 * `phase` in [0, 1) decides the bends. Points lie about `stepMetres` apart; the ends are exact.
 */
export function makeWanderingPath(from: Position, to: Position, phase: number, stepMetres = 4_000): Path {
  const length = distanceMetres(from, to);
  const steps = Math.max(1, Math.round(length / stepMetres));
  const course = bearingDegrees(from, to);
  const reach = Math.min(2_500, length * 0.03);
  const points: Position[] = [from];
  for (let step = 1; step < steps; step++) {
    const share = step / steps;
    const along: Position = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    const wave =
      0.6 * Math.sin(2 * Math.PI * ((share * length) / 41_000 + phase)) +
      0.4 * Math.sin(2 * Math.PI * ((share * length) / 13_000 + phase * 3));
    const aside = reach * wave * Math.sin(Math.PI * share);
    points.push(destination(along, course + (aside < 0 ? -90 : 90), Math.abs(aside)));
  }
  points.push(to);
  return makePath(points);
}

/** A closed round through about `corners` points, starting and ending at its first. */
export function makeRoundPath(options: {
  start: Position;
  radiusMetres: number;
  corners: number;
  bearing: number;
  next: () => number;
}): Path {
  const { start, radiusMetres, corners, bearing, next } = options;
  const centre = destination(start, bearing, radiusMetres);
  const around = Array.from({ length: corners - 1 }, (_, index) =>
    destination(centre, bearing + 180 + (360 * (index + 1)) / corners, radiusMetres * (0.8 + 0.4 * next())),
  );
  return makePath([start, ...around, start]);
}
