import type { Position } from 'geojson';

/**
 * The source joins shapes across the antimeridian, where longitude jumps from 180 to -180. Tiling needs it to run on:
 * the results may lie beyond ±180, and the tiler brings those parts back to the other side of the map.
 */
export function unwrapLine(line: readonly Position[], from = line[0]?.[0] ?? 0): Position[] {
  let previous = from;
  return line.map(([longitude = 0, latitude = 0]) => {
    previous = longitude + 360 * Math.round((previous - longitude) / 360);
    return [previous, latitude];
  });
}

/** Drops the segments along the antimeridian itself: they close polygons and are no shore. */
export function cutAtAntimeridian(line: readonly Position[]): Position[][] {
  const onEdge = (point: Position | undefined) => Math.abs(point?.[0] ?? 0) > 179.9999;
  const parts: Position[][] = [[]];
  for (const [i, point] of line.entries()) {
    if (onEdge(point) && onEdge(line[i - 1])) parts.push([]);
    parts.at(-1)!.push(point);
  }
  return parts.filter((part) => part.length > 1);
}

/** The outer ring first, holes after it. A ring around a pole is closed along the edge of the map. */
export function unwrapPolygon(rings: readonly (readonly Position[])[]): Position[][] {
  const outer = closeAroundPole(unwrapLine(rings[0] ?? []));
  const longitudes = outer.map(([longitude]) => longitude!);
  const west = longitudes.reduce((a, b) => Math.min(a, b), Infinity);
  const east = longitudes.reduce((a, b) => Math.max(a, b), -Infinity);
  return [outer, ...rings.slice(1).map((hole) => unwrapLine(hole, (west + east) / 2))];
}

function closeAroundPole(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || Math.abs(last[0]! - first[0]!) < 180) return ring;
  const pole = first[1]! > 0 ? 90 : -90;
  return [...ring, [last[0]!, pole], [first[0]!, pole], first];
}
