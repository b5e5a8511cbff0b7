import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, Geometry, GeometryCollection, Position } from 'geojson';
import { type BoundingBox, boxAround, boxesOverlap } from '#shared/geo/bounding-box.ts';
import { extent } from '../cut-layer.ts';

/**
 * In: polygons of OpenStreetMap as the `@geo-maps` packages ship them. Out: one feature for each stretch of water, `kind`
 * = lake (lakes and wide rivers, to about 1 km) or river (to about 500 m). The open sea is left out: its shore is that of
 * the countries, with which the boundaries meet. Rivers are polygons of the widest parts only, without names.
 */
export const watersAttribution = '© OpenStreetMap contributors (ODbL)';

const require = createRequire(import.meta.url);

/** Square units of a tile of `zoom` below which water outside the area is not worth its bytes; a pixel is 64 of them. */
export type WaterOptions = { area: BoundingBox; zoom: number };
export const leastWater = { lake: 100, river: 40 } as const;
type WaterKind = keyof typeof leastWater;

export function readLakes(options: WaterOptions): Feature[] {
  return waterFeatures(readJson(require.resolve('@geo-maps/earth-waterbodies-1km/map.geo.json')), 'lake', options);
}

export function readRivers(options: WaterOptions): Feature[] {
  return waterFeatures(readJson(require.resolve('@geo-maps/earth-rivers-500m/map.geo.json')), 'river', options);
}

/** Wider than any lake: only the connected ocean spans half of the earth. */
const oceanDegrees = 180;

export function waterFeatures(
  { geometries }: GeometryCollection,
  kind: WaterKind,
  { area, zoom }: WaterOptions,
): Feature[] {
  return geometries
    .flatMap(polygonsOf)
    .filter((rings) => {
      const box = boxAround(rings[0] as [number, number][]);
      if (box[2] - box[0] > oceanDegrees) return false;
      return areaInTiles(rings, zoom) >= leastWater[kind] || boxesOverlap(box, area);
    })
    .map((coordinates) => ({ type: 'Feature', properties: { kind }, geometry: { type: 'Polygon', coordinates } }));
}

/** Square tile units; near enough for shapes that are small on the scale at which Mercator changes. */
function areaInTiles(rings: readonly Position[][], zoom: number): number {
  const unitsPerDegree = (2 ** zoom * extent) / 360;
  const latitude = rings[0]![0]![1]!;
  const [outer = 0, ...holes] = rings.map(areaInDegrees);
  const squareDegrees = holes.reduce((rest, hole) => rest - hole, outer);
  return (squareDegrees * unitsPerDegree ** 2) / Math.cos((Math.min(85, Math.abs(latitude)) * Math.PI) / 180);
}

function areaInDegrees(ring: readonly Position[]): number {
  let doubled = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [x0, y0] = ring[i === 0 ? ring.length - 1 : i - 1]!;
    doubled += x0! * y! - x! * y0!;
  }
  return Math.abs(doubled) / 2;
}

function polygonsOf(geometry: Geometry): Position[][][] {
  if (geometry.type === 'MultiPolygon') return geometry.coordinates;
  return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
}

function readJson(file: string): GeometryCollection {
  return JSON.parse(readFileSync(file, 'utf8'));
}
