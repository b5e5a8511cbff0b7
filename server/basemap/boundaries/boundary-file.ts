import type { Feature, Position } from 'geojson';
import { type BoundaryClass, boundaryClasses } from '../boundary-class.ts';

/**
 * A mission's own boundaries. In: the text of a GeoJSON file of lines, each with `class`. Out: features that can be tiled,
 * or the first thing that is wrong, by name and place: half of a boundary file is worse than none.
 */
export type BoundaryLines = { features: Feature[]; attribution: string };
export type ParsedBoundaries = { ok: true; value: BoundaryLines } | { ok: false; problem: string };

const mostPositions = 1_000_000;
const mostCharacters = 200;

export function parseBoundaries(text: string): ParsedBoundaries {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(`not JSON: ${(error as Error).message}`);
  }
  const { type, features, attribution } = asRecord(data);
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return refuse('not a GeoJSON FeatureCollection');
  if (features.length === 0) return refuse('holds no line: an empty map would look like one without boundaries');
  const lines: Feature[] = [];
  let positions = 0;
  for (const [i, feature] of features.entries()) {
    const { geometry, properties } = asRecord(feature);
    const boundaryClass = asRecord(properties)['class'];
    if (!isClass(boundaryClass))
      return refuse(`feature ${i + 1}: class ${quote(boundaryClass)} is none of ${boundaryClasses.join(', ')}`);
    const coordinates = linesOf(asRecord(geometry));
    if (!coordinates)
      return refuse(
        `feature ${i + 1}: geometry ${quote(asRecord(geometry)['type'])} is no LineString or MultiLineString`,
      );
    const wrong = coordinates.flat().find((position) => !isPosition(position));
    if (wrong !== undefined || coordinates.some((line) => line.length < 2))
      return refuse(`feature ${i + 1}: ${wrong === undefined ? 'a line of one position' : `position ${quote(wrong)}`}`);
    positions += coordinates.reduce((sum, line) => sum + line.length, 0);
    if (positions > mostPositions) return refuse(`more than ${mostPositions} positions`);
    lines.push({
      type: 'Feature',
      properties: { class: boundaryClass },
      geometry: { type: 'MultiLineString', coordinates },
    });
  }
  const named = typeof attribution === 'string' ? attribution.slice(0, mostCharacters) : '';
  return { ok: true, value: { features: lines, attribution: named } };
}

function refuse(problem: string): ParsedBoundaries {
  return { ok: false, problem };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isClass(value: unknown): value is BoundaryClass {
  return (boundaryClasses as readonly unknown[]).includes(value);
}

function linesOf({ type, coordinates }: Record<string, unknown>): Position[][] | undefined {
  if (!Array.isArray(coordinates)) return undefined;
  if (type === 'LineString') return [coordinates];
  return type === 'MultiLineString' && coordinates.every(Array.isArray) ? coordinates : undefined;
}

function isPosition(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [longitude, latitude] = value;
  return (
    Number.isFinite(longitude) && Math.abs(longitude) <= 180 && Number.isFinite(latitude) && Math.abs(latitude) <= 90
  );
}

function quote(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
