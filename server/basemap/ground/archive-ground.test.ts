import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import { makeProtomapsArchive } from '../archives/make-test-archive.ts';
import { openArchive } from '../archives/open-archive.ts';
import { hasGround, readArchiveGround } from './archive-ground.ts';

async function openProtomaps() {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-archive-ground-'));
  const file = join(folder, 'mali.pmtiles');
  await makeProtomapsArchive(file);
  const open = await openArchive(file, 'mali.pmtiles', 'mali');
  onTestFinished(async () => {
    await open.close();
    await rm(folder, { recursive: true });
  });
  return open;
}

const area: BoundingBox = [-1, 15, 3, 18];

it('reads roads and open water of the area of the mission from a Protomaps basemap', async () => {
  const open = await openProtomaps();
  expect(hasGround(open.archive, area)).toBe(true);
  const told: number[] = [];
  const ground = await readArchiveGround(open, area, {
    onProgress: (percent) => told.push(percent),
    signal: new AbortController().signal,
  });
  expect(ground?.detail).toBe('surveyed');
  const { roads, areas } = ground!;
  expect(new Set(roads.map((road) => road.class))).toEqual(new Set(['trunk']));
  expect(new Set(roads.map(({ roadId }) => roadId)).size).toBe(roads.length);
  const corners = roads.flatMap(({ line }) => line);
  const gao = corners.reduce((best, corner) => (Math.abs(corner[0]) < Math.abs(best[0]) ? corner : best));
  expect(gao[0]).toBeCloseTo(0, 1);
  expect(gao[1]).toBeCloseTo(16.27, 1);
  expect(Math.max(...corners.map(([longitude]) => longitude))).toBeGreaterThan(2.5);
  const water = areas.filter(({ cover }) => cover === 'water').flatMap(({ rings }) => rings.flat());
  expect(water.length).toBeGreaterThan(3);
  for (const [longitude, latitude] of water) {
    expect(longitude).toBeGreaterThan(0.3);
    expect(longitude).toBeLessThan(1.3);
    expect(latitude).toBeGreaterThan(16.3);
    expect(latitude).toBeLessThan(17);
  }
  expect([told.at(-1), told]).toEqual([100, told.toSorted((a, b) => a - b)]);
});

it('says that there is nothing where the archive has no road, and stops when it is told to', async () => {
  const open = await openProtomaps();
  expect(hasGround(open.archive, [20, 0, 22, 2])).toBe(false);
  const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
  expect(await readArchiveGround(open, [-20, -20, -19, -19], quiet)).toBeUndefined();
  await expect(readArchiveGround(open, area, { ...quiet, signal: AbortSignal.abort() })).rejects.toThrow();
});
