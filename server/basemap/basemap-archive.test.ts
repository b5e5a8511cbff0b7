import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tileIdOf } from './archive-format.ts';
import { BasemapError, openBasemap } from './basemap-archive.ts';
import { writeArchive } from './write-archive.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const metadata = { attribution: 'nobody', vector_layers: [{ id: 'sea' }] };
const bounds = [-10, -20, 30, 40] as const;

describe('a basemap archive', () => {
  it('gives back every tile that was written and nothing else', async () => {
    const file = join(folder, 'small.pmtiles');
    const tiles = [];
    for (let x = 0; x < 8; x++) {
      for (let y = 0; y < 7; y++)
        tiles.push({ tileId: tileIdOf(3, x, y), bytes: gzipSync(x < 4 ? 'land' : `${x} ${y}`) });
    }
    await writeArchive({ file, tiles, metadata, minzoom: 3, maxzoom: 3, bounds });
    const basemap = await openBasemap(file);
    expect(basemap).toMatchObject({ minzoom: 3, maxzoom: 3, bounds, attribution: 'nobody', layers: ['sea'] });
    for (let x = 0; x < 8; x++) {
      for (let y = 0; y < 7; y++) {
        expect(gunzipSync((await basemap.tile(3, x, y))!).toString()).toBe(x < 4 ? 'land' : `${x} ${y}`);
      }
      expect(await basemap.tile(3, x, 7)).toBeUndefined();
    }
    for (const [z, x, y] of [
      [2, 0, 0],
      [4, 0, 0],
      [3, -1, 0],
      [3, 8, 0],
      [3, 0.5, 0],
      [Number.NaN, 0, 0],
    ] as const) {
      expect(await basemap.tile(z, x, y)).toBeUndefined();
    }
    await basemap.close();
  });

  it('reads tiles through leaf directories when the root would be too large', async () => {
    const file = join(folder, 'leaves.pmtiles');
    const tiles = [];
    for (let x = 0; x < 256; x++) {
      for (let y = 0; y < 256; y += 2) {
        const length = 10 + ((x * 7919 + y * 104_729 + x * y) % 997);
        tiles.push({ tileId: tileIdOf(8, x, y), bytes: Buffer.from(`${x}/${y}`.padEnd(length)) });
      }
    }
    await writeArchive({ file, tiles, metadata, minzoom: 8, maxzoom: 8, bounds });
    const leafBytes = (await readFile(file)).readBigUInt64LE(48);
    expect(leafBytes).toBeGreaterThan(0n);
    const basemap = await openBasemap(file);
    for (const [x, y] of [
      [0, 0],
      [255, 254],
      [64, 62],
      [3, 100],
    ] as const) {
      expect(
        Buffer.from((await basemap.tile(8, x, y))!)
          .toString()
          .trim(),
      ).toBe(`${x}/${y}`);
      expect(await basemap.tile(8, x, y + 1)).toBeUndefined();
    }
    await basemap.close();
  });

  it('has another etag when the file is replaced', async () => {
    const file = join(folder, 'etag.pmtiles');
    const etags = [];
    for (const text of ['one', 'three']) {
      await writeArchive({
        file,
        tiles: [{ tileId: 0, bytes: gzipSync(text) }],
        metadata,
        minzoom: 0,
        maxzoom: 0,
        bounds,
      });
      const basemap = await openBasemap(file);
      etags.push(basemap.etag);
      await basemap.close();
    }
    expect(etags[0]).not.toBe(etags[1]);
  });

  it('says by name that a file is missing, foreign or cut short', async () => {
    const file = join(folder, 'bad.pmtiles');
    await expect(openBasemap(join(folder, 'none.pmtiles'))).rejects.toThrow(BasemapError);
    await writeFile(file, 'not an archive');
    await expect(openBasemap(file)).rejects.toThrow(/not a PMTiles archive/);
    await writeFile(file, (await readFile(join(folder, 'leaves.pmtiles'))).subarray(0, 150));
    await expect(openBasemap(file)).rejects.toThrow(BasemapError);
  });
});
