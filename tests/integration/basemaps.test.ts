import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BasemapsAnswer } from '#shared/protocol/basemaps.ts';
import {
  makeRasterArchive,
  makeTerrainArchive,
  makeUnknownArchive,
} from '../../server/basemap/archives/make-test-archive.ts';
import { TestServer, until } from './test-server.ts';

describe('archives of the data folder over HTTP', () => {
  const server = new TestServer();
  const path = (file: string) => join(server.dataDir, 'basemap', file);
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const list = async () => JSON.parse((await server.get('/basemaps')).text) as BasemapsAnswer;
  const ask = (address: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/v1/basemaps/${address}`, { headers });
  const versionOf = async (id: string) => (await list()).archives.find((each) => each.id === id)?.version;

  it('are listed while the server runs, with what is wrong beside them', async () => {
    expect(await list()).toEqual({ archives: [], problems: [] });
    await makeUnknownArchive(path('events.pmtiles'));
    await makeRasterArchive(path('aerial.pmtiles'));
    await makeTerrainArchive(path('heights.pmtiles'));
    writeFileSync(path('broken.pmtiles'), 'PMTi');
    await until(
      'all are noticed',
      async () => (await list()).archives.length === 3 && (await list()).problems.length === 1,
    );
    expect((await list()).problems[0]).toMatchObject({ file: 'broken.pmtiles', name: 'cut-short' });
  });

  it('are served with their type, packed as they are stored, and not again while they are the same', async () => {
    const version = await versionOf('events');
    const tile = await ask('events/0/0/0', { 'Accept-Encoding': 'gzip' });
    expect(tile.status).toBe(200);
    expect(tile.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
    expect(tile.headers.get('Content-Encoding')).toBe('gzip');
    expect(tile.headers.get('ETag')).toBe(`"${version}"`);
    expect(Buffer.from(await tile.arrayBuffer()).toString('latin1')).toContain('event');
    // The client of the platform hides 304 behind its own cache.
    expect(await statusOf(`${server.url}/api/v1/basemaps/events/0/0/0`, { 'If-None-Match': `"${version}"` })).toBe(304);
    expect((await ask(`events/0/0/0?v=${version}`)).headers.get('Cache-Control')).toContain('immutable');
    const picture = await ask('aerial/0/0/0');
    expect(picture.headers.get('Content-Type')).toBe('image/png');
  });

  it('say that nothing is there: 204, of terrain 404; anything else is refused by name', async () => {
    expect((await ask('events/7/0/0')).status).toBe(204);
    expect((await ask('heights/7/0/0')).status).toBe(404);
    expect((await ask('none/0/0/0')).status).toBe(404);
    expect((await ask('events/0/0/x')).status).toBe(400);
    expect((await ask('events/0/0/-1')).status).toBe(400);
    for (const id of ['..%2F..%2Fvedette', '%2Fetc%2Fpasswd', '..', 'events.pmtiles', '%00']) {
      expect(await statusOf(`${server.url}/api/v1/basemaps/${id}/0/0/0`), id).toBe(404);
    }
  });

  it('have another tag once the file is replaced', async () => {
    const before = await versionOf('events');
    await makeUnknownArchive(path('events.pmtiles'), 'replaced');
    await until('the new file is noticed', async () => (await versionOf('events')) !== before);
    const tile = await ask('events/0/0/0', { 'If-None-Match': `"${before}"` });
    expect(tile.status).toBe(200);
    expect(Buffer.from(await tile.arrayBuffer()).toString('latin1')).toContain('replaced');
  });
});

/** Without the tidying of addresses that `fetch` does. */
function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 8));
  return new Promise((resolve, reject) => {
    get({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}
