import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { missionSchema } from '#shared/schema/mission.ts';
import { loadGround } from './load-ground.ts';
import { loadMission } from './load-mission.ts';
import { chooseMission } from './mission-folder.ts';

const area = {
  type: 'Polygon',
  coordinates: [
    [
      [-1, 15],
      [1, 15],
      [1, 17],
      [-1, 17],
      [-1, 15],
    ],
  ],
};
const pack = { missionId: 'test', name: 'Test', timeZone: 'UTC', area };

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'vedette-ground-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

const feature = (properties: object, coordinates: unknown, type = 'LineString') => ({
  ...{ type: 'Feature', properties, geometry: { type, coordinates } },
});
const straight = [
  [0, 16],
  [0.5, 16],
];
const square = [
  [
    [0, 16],
    [1, 16],
    [1, 17],
    [0, 16],
  ],
];

async function load(files: Record<string, unknown>) {
  const path = await folder();
  const ground: Record<string, string> = {};
  for (const [name, features] of Object.entries(files)) {
    const text = typeof features === 'string' ? features : JSON.stringify({ type: 'FeatureCollection', features });
    await writeFile(join(path, `${name}.geojson`), text);
    ground[name] = `${name}.geojson`;
  }
  return loadGround(missionSchema.parse({ ...pack, ground }), path);
}

describe('ground of a mission pack', () => {
  it('is read from roads, land cover and barriers', async () => {
    const loaded = await load({
      roads: [
        feature({ id: 'N16', name: 'Gao road', class: 'primary', surface: 'paved', bridge: true }, straight),
        feature(
          { '@id': 'way/7', highway: 'residential', surface: 'laterite', oneway: '-1' },
          [straight, straight],
          'MultiLineString',
        ),
        feature({ id: 9, highway: 'footway' }, straight),
      ],
      landcover: [
        feature({ class: 'forest' }, square, 'Polygon'),
        feature({ class: 'water' }, [square], 'MultiPolygon'),
      ],
      barriers: [
        feature({}, [
          [0, 15.5],
          [0.5, 15.6],
        ]),
      ],
    });
    expect(loaded).toEqual({
      ok: true,
      value: {
        roads: [
          {
            ...{ roadId: 'N16', name: 'Gao road', class: 'primary', surface: 'paved' },
            ...{ isBridge: true, isOneWay: false, line: straight },
          },
          ...[0, 1].map(() => ({
            ...{ roadId: 'way/7', class: 'unclassified', surface: 'unpaved', isBridge: false, isOneWay: true },
            line: straight.toReversed(),
          })),
        ],
        areas: [
          { cover: 'wood', rings: square },
          { cover: 'water', rings: square },
        ],
        barriers: [
          [
            [0, 15.5],
            [0.5, 15.6],
          ],
        ],
        detail: 'surveyed',
      },
    });
  });

  const road = (coordinates: unknown, more: object = {}) => [
    feature({ id: 'r', class: 'track', ...more }, coordinates),
  ];

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'not JSON',
      { roads: '{"type": FeatureCollection}' },
      /ground\.roads roads\.geojson: is not JSON at line 1, column 10/,
    ],
    ['not GeoJSON', { roads: '{"rows": []}' }, /is not GeoJSON/],
    [
      'a road that crosses 180°',
      {
        roads: road([
          [179, 16],
          [-179, 16.5],
        ]),
      },
      /feature 0 \("r"\): crosses the antimeridian \(180°\)/,
    ],
    [
      'a barrier that crosses itself',
      {
        barriers: [
          feature({ name: 'Niger' }, [
            [0, 16],
            [1, 17],
            [1, 16],
            [0, 17],
          ]),
        ],
      },
      /ground\.barriers .*\("Niger"\): crosses itself/,
    ],
    [
      'a corner off the globe',
      {
        roads: road([
          [0, 16],
          [0, 95],
        ]),
      },
      /a corner off the globe: \[0,95\]/,
    ],
    [
      'a corner that is no number',
      {
        roads: road([
          [0, 16],
          [null, 16],
        ]),
      },
      /a corner off the globe/,
    ],
    [
      'a corner at 0,0',
      {
        roads: road([
          [0, 0],
          [0, 16],
        ]),
      },
      /a corner at 0,0/,
    ],
    [
      'a class that nobody knows',
      { roads: road(straight, { class: 'boulevard' }) },
      /class "boulevard" is not one of trunk/,
    ],
    [
      'a class that every object has',
      { roads: road(straight, { class: 'constructor' }) },
      /class "constructor" is not one of/,
    ],
    ['a surface that nobody knows', { roads: road(straight, { surface: 'cheese' }) }, /surface "cheese"/],
    ['a direction that nobody knows', { roads: road(straight, { oneway: 'perhaps' }) }, /oneway "perhaps"/],
    ['a road without an id', { roads: [feature({ class: 'track' }, straight)] }, /feature 0: has no id/],
    [
      'two roads of one id',
      { roads: [...road(straight), ...road(straight)] },
      /feature 1 \("r"\): its id is already that of feature 0/,
    ],
    [
      'a road that is an area',
      { roads: [feature({ id: 'r', class: 'track' }, square, 'Polygon')] },
      /its geometry is Polygon/,
    ],
    [
      'an open ring',
      { landcover: [feature({ class: 'crop' }, [square[0]!.slice(0, 3).concat([[0, 15]])], 'Polygon')] },
      /a ring is not closed/,
    ],
    [
      'a land cover that nobody knows',
      { landcover: [feature({ class: 'moon' }, square, 'Polygon')] },
      /class "moon" is not one of bare/,
    ],
    [
      'nothing within the area',
      {
        roads: road([
          [10, 1],
          [11, 1],
        ]),
      },
      /nothing within the area of the mission/,
    ],
    ['no features', { roads: [] }, /nothing within the area/],
  ])('is refused as a whole, in one line that names file and feature, for %s', async (_name, files, words) => {
    const loaded = await load(files);
    expect(loaded).toMatchObject({ ok: false, problem: { detail: expect.stringMatching(words) } });
    if (!loaded.ok) expect(loaded.problem.detail).not.toContain('\n');
  });

  it('is refused unread when a file is of 300 MB, or is not there', async () => {
    const path = await folder();
    const file = join(path, 'roads.geojson');
    const mission = missionSchema.parse({ ...pack, ground: { roads: 'roads.geojson' } });
    expect(await loadGround(mission, path)).toMatchObject({
      problem: { detail: expect.stringContaining('no such file') },
    });
    await writeFile(file, '');
    await truncate(file, 300 * 1_048_576);
    const since = performance.now();
    const loaded = await loadGround(mission, path);
    expect(loaded).toMatchObject({ problem: { name: 'body-too-large', detail: expect.stringContaining('64 MiB') } });
    expect(performance.now() - since).toBeLessThan(100);
  });
});

describe('a mission pack with ground', () => {
  it('is kept with its files, so that a later start needs no others, and a bad one replaces nothing', async () => {
    const [path, dataDir] = [await folder(), await folder()];
    const missionFile = join(path, 'mission.json');
    const write = (features: object[]) =>
      writeFile(join(path, 'maps/roads.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
    await mkdir(join(path, 'maps'));
    await write([feature({ id: 'r', class: 'track' }, straight)]);
    await writeFile(missionFile, JSON.stringify({ ...pack, ground: { roads: 'maps/roads.geojson', cellMetres: 250 } }));
    const first = await chooseMission({ dataDir, missionFile, withExercise: false });
    expect(first).toMatchObject({ ok: true, value: { ground: { cellMetres: 250 } } });
    await write([feature({ id: 'r', class: 'boulevard' }, straight)]);
    expect(await chooseMission({ dataDir, missionFile, withExercise: false })).toMatchObject({
      ...{ ok: false, problem: { detail: expect.stringMatching(/mission\.json: ground\.roads .*boulevard/) } },
    });
    await rm(path, { recursive: true });
    await mkdir(path);
    const again = await chooseMission({ dataDir, withExercise: false });
    expect(again).toEqual(first);
    if (!again.ok) return;
    expect(await loadGround(again.value, dataDir)).toMatchObject({ ok: true, value: { roads: [{ roadId: 'r' }] } });
  });
});

it('the example for South Sudan has ground that loads', async () => {
  const file = new URL('../../examples/south-sudan.mission.json', import.meta.url);
  const mission = await loadMission(fileURLToPath(file));
  expect(mission).toMatchObject({ ok: true });
  if (!mission.ok) return;
  const ground = await loadGround(mission.value, fileURLToPath(new URL('.', file)));
  expect(ground).toMatchObject({ ok: true, value: { detail: 'schematic' } });
});
