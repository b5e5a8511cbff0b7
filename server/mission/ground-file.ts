import { readFile, stat } from 'node:fs/promises';
import { type BoundingBox, boxAround, boxesOverlap } from '#shared/geo/bounding-box.ts';
import { isPosition, type Position } from '#shared/geo/position.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { describeReadError } from './describe-read-error.ts';
import { parseJsonBytes } from './parse-json-bytes.ts';

/** Judged before a byte is read. */
const maxMebibytes = 64;
const maxFeatures = 300_000;

/** A feature of a GeoJSON file, not yet judged. `label` names it to a person. */
export type GroundFeature = {
  label: string;
  /** Its id, wherever exports of OpenStreetMap and others put it. */
  id: string | undefined;
  properties: Readonly<Record<string, unknown>>;
  geometry: { type: string; coordinates: unknown };
};

/** The features of a GeoJSON file. Whatever is wrong comes back as one line without the name of the file. */
export async function readGroundFile(path: string): Promise<Parsed<GroundFeature[]>> {
  let bytes: Buffer;
  try {
    const found = await stat(path);
    if (!found.isFile()) return refuse('unreadable-file', 'is not an ordinary file');
    if (found.size > maxMebibytes * 1_048_576)
      return refuse('body-too-large', `is larger than ${maxMebibytes} MiB: cut it to the area of the mission`);
    bytes = await readFile(path);
  } catch (error) {
    return refuse('unreadable-file', describeReadError(error));
  }
  const read = parseJsonBytes(bytes);
  return read.ok ? parseCollection(read.value) : read;
}

function parseCollection(raw: unknown): Parsed<GroundFeature[]> {
  const { type, features } = isObject(raw) ? raw : {};
  if (type !== 'FeatureCollection' || !Array.isArray(features))
    return refuse('invalid-report', 'is not GeoJSON: a FeatureCollection was expected');
  if (features.length > maxFeatures)
    return refuse('body-too-large', `has ${features.length} features, more than ${maxFeatures}`);
  const parsed: GroundFeature[] = [];
  for (const [index, feature] of features.entries()) {
    const geometry = isObject(feature) ? feature['geometry'] : undefined;
    if (!isObject(feature) || feature['type'] !== 'Feature' || !isObject(geometry))
      return refuse('invalid-report', `feature ${index} is not a GeoJSON feature with a geometry`);
    const properties = isObject(feature['properties']) ? feature['properties'] : {};
    const id = [properties['id'], properties['@id'], properties['osm_id'], feature['id']].find(
      (each) => typeof each === 'string' || typeof each === 'number',
    );
    const name = id ?? properties['name'];
    const label = name === undefined ? `feature ${index}` : `feature ${index} (${shownValue(name, 80)})`;
    const { type: geometryType, coordinates } = geometry;
    parsed.push({
      label,
      id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
      properties,
      geometry: { type: typeof geometryType === 'string' ? geometryType : 'none', coordinates },
    });
  }
  return { ok: true, value: parsed };
}

/** The lines of a LineString or MultiLineString, each of places on the globe and none over the antimeridian. */
export function parseLines({ geometry: { type, coordinates } }: GroundFeature): Parsed<Position[][]> {
  if (type === 'LineString') return parseAll([coordinates], (each) => parseLine(each, 2));
  if (type === 'MultiLineString' && Array.isArray(coordinates))
    return parseAll(coordinates, (each) => parseLine(each, 2));
  return refuse('invalid-report', `its geometry is ${type.slice(0, 40)}, not LineString or MultiLineString`);
}

/** The rings of a Polygon or of each part of a MultiPolygon. */
export function parsePolygons({ geometry: { type, coordinates } }: GroundFeature): Parsed<Position[][][]> {
  const parsePolygon = (rings: unknown) =>
    Array.isArray(rings) && rings.length > 0
      ? parseAll(rings, parseRing)
      : refuse('invalid-report', 'a polygon has no rings');
  if (type === 'Polygon') return parseAll([coordinates], parsePolygon);
  if (type === 'MultiPolygon' && Array.isArray(coordinates)) return parseAll(coordinates, parsePolygon);
  return refuse('invalid-report', `its geometry is ${type.slice(0, 40)}, not Polygon or MultiPolygon`);
}

/** Whether lines may lie in the area at all: those of another country do not. */
export function touches(box: BoundingBox, lines: readonly (readonly Position[])[]): boolean {
  return lines.some((line) => boxesOverlap(boxAround(line), box));
}

function parseRing(raw: unknown): Parsed<Position[]> {
  const ring = parseLine(raw, 4);
  if (!ring.ok) return ring;
  const [first, last] = [ring.value[0]!, ring.value.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? ring : refuse('invalid-report', 'a ring is not closed');
}

function parseLine(raw: unknown, leastCorners: number): Parsed<Position[]> {
  if (!Array.isArray(raw) || raw.length < leastCorners)
    return refuse('invalid-report', `has a line of fewer than ${leastCorners} corners`);
  const line: Position[] = [];
  for (const corner of raw) {
    const [longitude, latitude] = Array.isArray(corner) ? corner : [];
    if (typeof longitude !== 'number' || typeof latitude !== 'number' || !isPosition(longitude, latitude))
      return refuse('invalid-report', `has a corner off the globe: ${shownValue(corner, 60)}`);
    if (longitude === 0 && latitude === 0)
      return refuse('invalid-report', 'has a corner at 0,0, which is where missing coordinates end up');
    const before = line.at(-1);
    if (before && Math.abs(before[0] - longitude) > 180)
      return refuse('invalid-report', `crosses the antimeridian (180°) at latitude ${latitude}: split it there`);
    line.push([longitude, latitude]);
  }
  return { ok: true, value: line };
}

function parseAll<T>(raw: readonly unknown[], parse: (each: unknown) => Parsed<T>): Parsed<T[]> {
  const values: T[] = [];
  for (const each of raw) {
    const parsed = parse(each);
    if (!parsed.ok) return parsed;
    values.push(parsed.value);
  }
  return { ok: true, value: values };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a file in words; one that nests too deep to be written is only said to be there. */
export function shownValue(value: unknown, most: number): string {
  try {
    return JSON.stringify(value)?.slice(0, most) ?? 'nothing';
  } catch {
    return 'a nested value';
  }
}

/** A word of a file; what is no word is none of ours. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
