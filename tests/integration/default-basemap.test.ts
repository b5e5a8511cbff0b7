import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BasemapStatus, DetailStatus } from '#shared/protocol/basemap.ts';
import { openBoundaries } from '../../server/basemap/boundaries/boundaries.ts';
import type { DetailBasemap } from '../../server/basemap/detail/detail-basemap.ts';
import { TestServer } from './test-server.ts';

/** Whatever the builder has reached; the tile is four bytes that a test can tell. */
let building: DetailStatus = { state: 'building', percent: 40 };
const detail: DetailBasemap = {
  status: () => building,
  tile: async (z) => (building.state === 'ready' && z <= 3 ? new Uint8Array([1, 2, 3, 4]) : undefined),
  settled: Promise.resolve(),
  close: async () => {},
};
const folder = mkdtempSync(join(tmpdir(), 'vedette-default-basemap-'));
let server: TestServer;

beforeAll(async () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [0, 15],
      [1, 16],
    ],
  };
  const feature = { type: 'Feature', properties: { class: 'line-of-control' }, geometry: line };
  const file = join(folder, 'boundaries.geojson');
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', attribution: 'Survey', features: [feature] }));
  const boundaries = await openBoundaries(file, (error) => expect.fail(error.message));
  server = await new TestServer({ detail, boundaries }).start();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const status = async () => JSON.parse((await server.get('/basemap')).text) as BasemapStatus;
/** Without unpacking: the bytes of this builder are no archive. */
const ask = (path: string) => fetch(`${server.url}/basemap/${path}`, { method: 'HEAD' });

describe('the default basemap over HTTP', () => {
  it('says how far lakes, rivers and towns are, and whose boundaries are drawn', async () => {
    expect(await status()).toMatchObject({
      detail: { state: 'building', percent: 40 },
      boundaries: { state: 'replaced', lines: 1, attribution: 'Survey' },
    });
    building = { state: 'failed', problem: 'the disk is full' };
    expect((await status()).detail).toEqual(building);
  });

  it('has nothing to draw while it is built, and pinned tiles once it is ready', async () => {
    building = { state: 'building', percent: 99 };
    expect((await ask('detail/0/0/0.mvt')).status).toBe(204);
    building = { state: 'ready', version: 'abc', maxzoom: 10, area: [0, 0, 1, 1] };
    const tile = await ask('detail/0/0/0.mvt');
    expect([tile.status, tile.headers.get('ETag'), tile.headers.get('Content-Type')]).toEqual([
      ...[200, '"abc"', 'application/vnd.mapbox-vector-tile'],
    ]);
    expect((await ask('detail/4/0/0.mvt')).status).toBe(204);
  });

  it('serves the boundaries of the file where its line is, and nothing elsewhere', async () => {
    const { boundaries } = await status();
    const version = boundaries.state === 'replaced' ? boundaries.version : '';
    const tile = await fetch(`${server.url}/basemap/boundaries/0/0/0.mvt`);
    expect(tile.headers.get('ETag')).toBe(`"${version}"`);
    expect(Buffer.from(await tile.arrayBuffer()).toString('latin1')).toContain('line-of-control');
    expect((await ask('boundaries/5/0/0.mvt')).status).toBe(204);
  });

  it.each(['detail/0/0/x.mvt', 'detail/-1/0/0.mvt', 'boundaries/99/0/0.mvt', 'boundaries/0/1.5/0.mvt'])(
    'has no tile %s',
    async (path) => {
      expect((await ask(path)).status).toBe(204);
    },
  );
});
