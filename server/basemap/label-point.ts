import type { Position } from '#shared/geo/position.ts';

type Ring = readonly (readonly number[])[];
type LabelPoint = { point: Position; area: number };

/**
 * A point inside the largest polygon, for its label, and the area of that polygon in square degrees. The point is the
 * middle of the longest stretch inside on the parallel through the outer ring's centroid. Planar in degrees, which is
 * exact enough to place a word. Longitudes may run beyond ±180; the point's does not.
 */
export function findLabelPoint(polygons: readonly (readonly Ring[])[]): LabelPoint | undefined {
  let largest: { rings: readonly Ring[]; area: number; latitude: number } | undefined;
  for (const rings of polygons) {
    const { area, latitude } = measureRing(rings[0] ?? []);
    if (!largest || area > largest.area) largest = { rings, area, latitude };
  }
  if (!largest || largest.area === 0) return undefined;
  const crossings = largest.rings.flatMap((ring) => crossingsAt(ring, largest.latitude)).sort((a, b) => a - b);
  let best: { west: number; east: number } | undefined;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const stretch = { west: crossings[i]!, east: crossings[i + 1]! };
    if (!best || stretch.east - stretch.west > best.east - best.west) best = stretch;
  }
  if (!best) return undefined;
  const longitude = (best.west + best.east) / 2;
  return { point: [longitude - 360 * Math.round(longitude / 360), largest.latitude], area: largest.area };
}

/** Area in square degrees and the latitude of the centroid (shoelace formula). */
function measureRing(ring: Ring): { area: number; latitude: number } {
  let twiceArea = 0;
  let moment = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i] as [number, number];
    const [x2, y2] = ring[i + 1] as [number, number];
    const cross = x1 * y2 - x2 * y1;
    twiceArea += cross;
    moment += (y1 + y2) * cross;
  }
  return { area: Math.abs(twiceArea) / 2, latitude: twiceArea === 0 ? 0 : moment / (3 * twiceArea) };
}

function crossingsAt(ring: Ring, latitude: number): number[] {
  const found: number[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i] as [number, number];
    const [x2, y2] = ring[i + 1] as [number, number];
    if (y1 > latitude !== y2 > latitude) found.push(x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found;
}
