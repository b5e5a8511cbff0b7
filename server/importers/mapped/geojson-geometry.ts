import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Polygon } from '#shared/schema/vocabulary.ts';
import type { MappedRow } from './map-row.ts';
import { checkPosition } from './map-row.ts';

type Geometry = NonNullable<MappedRow['geometry']>;

/** The places of a GeoJSON geometry: none for null, one for a point or polygon, several for a multi-polygon. */
export function readGeometry(geometry: unknown): Parsed<Geometry[]> {
  if (geometry == null) return { ok: true, value: [] };
  if (typeof geometry !== 'object') return refuse('invalid-report', 'the geometry is not an object');
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  switch (type) {
    case 'Point':
      return readPoint(coordinates);
    case 'MultiPoint':
      return Array.isArray(coordinates) && coordinates.length === 1
        ? readPoint(coordinates[0])
        : refuse('invalid-report', 'several points cannot be one thing: give each a feature of its own');
    case 'Polygon':
      return readPolygons([coordinates]);
    case 'MultiPolygon':
      return Array.isArray(coordinates)
        ? readPolygons(coordinates)
        : refuse('invalid-report', 'coordinates are missing');
    case 'LineString':
    case 'MultiLineString':
      return refuse('invalid-report', 'a line is neither a place nor an area, and has no times to be a track');
    case 'GeometryCollection':
      return refuse('invalid-report', 'a collection of geometries cannot be one thing');
    default:
      return refuse('invalid-report', 'the geometry is of no type that GeoJSON knows');
  }
}

function readPoint(coordinates: unknown): Parsed<Geometry[]> {
  if (!Array.isArray(coordinates)) return refuse('invalid-report', 'coordinates are missing');
  const [longitude, latitude, height] = coordinates as unknown[];
  if (typeof longitude !== 'number' || typeof latitude !== 'number')
    return refuse('invalid-report', 'a coordinate is not a number');
  const checked = checkPosition(longitude, latitude);
  if (!checked.ok) return checked;
  const isHeight = typeof height === 'number' && height >= -1_000 && height <= 30_000;
  return { ok: true, value: [{ ...checked.value, ...(isHeight ? { altitudeMetres: height } : {}) }] };
}

/** Corners lose their heights; a ring that was left open is closed, which changes nothing about the area. */
function readPolygons(polygons: readonly unknown[]): Parsed<Geometry[]> {
  const areas: Geometry[] = [];
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return refuse('invalid-report', 'a polygon has no ring');
    const closed: [number, number][][] = [];
    for (const ring of rings as unknown[]) {
      const corners = readRing(ring);
      if (!corners.ok) return corners;
      closed.push(corners.value);
    }
    areas.push({ area: { type: 'Polygon', coordinates: closed } satisfies Polygon });
  }
  return areas.length === 0 ? refuse('invalid-report', 'a polygon has no ring') : { ok: true, value: areas };
}

function readRing(ring: unknown): Parsed<[number, number][]> {
  if (!Array.isArray(ring) || ring.length < 3) return refuse('invalid-report', 'a ring has fewer than three corners');
  const corners: [number, number][] = [];
  for (const corner of ring as unknown[]) {
    const [longitude, latitude] = Array.isArray(corner) ? (corner as unknown[]) : [];
    if (typeof longitude !== 'number' || typeof latitude !== 'number')
      return refuse('invalid-report', 'a corner is not two numbers');
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
      return refuse('invalid-report', 'a corner lies outside the globe: degrees in WGS 84 are expected');
    corners.push([longitude, latitude]);
  }
  const [first, last] = [corners[0]!, corners.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) corners.push([...first]);
  return { ok: true, value: corners };
}
