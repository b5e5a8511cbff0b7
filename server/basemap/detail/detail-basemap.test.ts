import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tileIdOf } from '../archive-format.ts';
import { world } from '../tile-grid.ts';
import { writeArchive } from '../write-archive.ts';
import { prepareDetail } from './detail-basemap.ts';
import { detailKey } from './detail-key.ts';

const plan = { area: [1, 1, 2, 2], own: [] } as const;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-detail-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the detail of the basemap', () => {
  it('is there at once when it was built before', async () => {
    await writeArchive({
      file: join(folder, `detail-${detailKey(plan)}.pmtiles`),
      tiles: [{ tileId: tileIdOf(0, 0, 0), bytes: new Uint8Array([1, 2, 3]) }],
      metadata: {},
      minzoom: 0,
      maxzoom: 10,
      bounds: world,
    });
    const progress: number[] = [];
    const detail = prepareDetail({ plan, folder, onProgress: (percent) => progress.push(percent), onFault: fail });
    await detail.settled;
    expect(detail.status()).toMatchObject({ state: 'ready', maxzoom: 10, version: detailKey(plan) });
    expect([...(await detail.tile(0, 0, 0))!]).toEqual([1, 2, 3]);
    expect(await detail.tile(1, 0, 0)).toBeUndefined();
    expect(progress).toEqual([]);
    await detail.close();
  });

  it('is another one for another area, and for other places of the mission', () => {
    const keys = [
      plan,
      { ...plan, area: [1, 1, 2, 3] as const },
      { ...plan, own: [{ names: ['Gao'], position: [0, 16] as const }] },
    ].map(detailKey);
    expect(new Set(keys).size).toBe(3);
    expect(detailKey(plan)).toBe(keys[0]);
  });

  it('is not begun before it may be, and closes without having been', async () => {
    const mayBuild = new Promise<void>(() => {});
    const detail = prepareDetail({ plan, folder, mayBuild, onProgress: () => undefined, onFault: fail });
    expect(detail.status()).toEqual({ state: 'building', percent: 0 });
    await detail.close();
    await detail.settled;
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a build that fails and goes on without', async () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    const faults: string[] = [];
    const detail = prepareDetail({
      plan,
      folder: join(blocked, 'under'),
      onProgress: () => undefined,
      onFault: (error) => faults.push(error.message),
    });
    await detail.settled;
    expect(detail.status()).toMatchObject({ state: 'failed', problem: expect.stringContaining('ENOTDIR') });
    expect(faults).toHaveLength(1);
    expect(await detail.tile(0, 0, 0)).toBeUndefined();
    await detail.close();
  });

  it('ends its builder when the server closes in the middle', async () => {
    const detail = prepareDetail({ plan, folder, onProgress: () => undefined, onFault: fail });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await detail.close();
    expect(existsSync(join(folder, `detail-${detailKey(plan)}.pmtiles`))).toBe(false);
    expect(detail.status().state).toBe('building');
  });
});

function fail(error: Error): never {
  throw error;
}
