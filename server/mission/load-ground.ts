import { resolve } from 'node:path';
import { type BoundingBox, boxAround } from '#shared/geo/bounding-box.ts';
import { findSelfCrossing } from '#shared/geo/line-crossing.ts';
import { makeMercatorGrid } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import { type Ground, noGround } from '#shared/schema/ground.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { type GroundFeature, parseLines, readGroundFile, touches } from './ground-file.ts';
import { parseLandcover } from './parse-landcover.ts';
import { parseRoad } from './parse-roads.ts';

/**
 * Roads, land cover and barriers of a mission pack; names of files count from `folder`. Whatever is wrong comes back as
 * one line that names the file and the feature, and then there is no ground: half a road network would show cover that
 * is not there.
 */
export async function loadGround({ ground, area }: Mission, folder: string): Promise<Parsed<Ground>> {
  if (!ground) return { ok: true, value: noGround };
  const box = boxAround(area.coordinates[0]!);
  const { cellMetres } = ground;
  const grid = cellMetres === undefined ? undefined : makeMercatorGrid(box, cellMetres);
  if (grid?.ok === false)
    return refuse('invalid-report', `ground.cellMetres: not over the area of the mission (${grid.problem})`);
  const read = async <T>(name: 'roads' | 'landcover' | 'barriers', file: FileOf<T>): Promise<Parsed<T[]>> => {
    const path = ground[name];
    if (path === undefined) return { ok: true, value: [] };
    const parsed = await readFile(resolve(folder, path), file, box);
    return parsed.ok ? parsed : refuse(parsed.problem.name, `ground.${name} ${path}: ${parsed.problem.detail}`);
  };
  const roads = await read('roads', { parse: parseRoad, linesOf: ({ line }) => [line], idOf: ({ roadId }) => roadId });
  if (!roads.ok) return roads;
  const areas = await read('landcover', { parse: parseLandcover, linesOf: ({ rings }) => rings });
  if (!areas.ok) return areas;
  const barriers = await read('barriers', { parse: parseBarrier, linesOf: (line) => [line] });
  if (!barriers.ok) return barriers;
  const detail = roads.value.length > 0 ? ground.detail : 'none';
  return { ok: true, value: { roads: roads.value, areas: areas.value, barriers: barriers.value, detail } };
}

type FileOf<T> = {
  parse: (feature: GroundFeature) => Parsed<T[]>;
  linesOf: (value: T) => readonly (readonly Position[])[];
  /** Where two features must not have the same. */
  idOf?: (value: T) => string;
};

async function readFile<T>(path: string, { parse, linesOf, idOf }: FileOf<T>, box: BoundingBox): Promise<Parsed<T[]>> {
  const features = await readGroundFile(path);
  if (!features.ok) return features;
  const values: T[] = [];
  const seen = new Map<string, string>();
  let isNear = false;
  for (const feature of features.value) {
    const parsed = parse(feature);
    if (!parsed.ok) return refuse(parsed.problem.name, `${feature.label}: ${parsed.problem.detail}`);
    const id = parsed.value[0] && idOf?.(parsed.value[0]);
    const first = id === undefined ? undefined : seen.get(id);
    if (first) return refuse('invalid-report', `${feature.label}: its id is already that of ${first}`);
    if (id !== undefined) seen.set(id, feature.label);
    for (const value of parsed.value) {
      isNear ||= touches(box, linesOf(value));
      values.push(value);
    }
  }
  return isNear ? { ok: true, value: values } : refuse('invalid-report', 'has nothing within the area of the mission');
}

function parseBarrier(feature: GroundFeature): Parsed<Position[][]> {
  const lines = parseLines(feature);
  if (!lines.ok) return lines;
  for (const line of lines.value) {
    const crossing = findSelfCrossing(line);
    if (crossing) return refuse('invalid-report', `crosses itself near ${crossing.join(', ')}`);
  }
  return lines;
}
