import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeArchive } from '../write-archive.ts';
import { ArchiveFolder, idOf } from './archive-folder.ts';
import {
  makeProtomapsArchive,
  makeRasterArchive,
  makeTerrainArchive,
  makeUnknownArchive,
  testBounds,
} from './make-test-archive.ts';

let dataDir = '';
let folder: ArchiveFolder;
const path = (file: string) => join(dataDir, 'basemap', file);

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vedette-archives-'));
  folder = new ArchiveFolder(dataDir);
  await folder.open();
});
afterEach(async () => {
  await folder.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const problemsByFile = () => Object.fromEntries(folder.list().problems.map(({ file, name }) => [file, name]));

describe('the basemap folder', () => {
  it('says of every kind of archive what it is', async () => {
    await makeProtomapsArchive(path('osm.pmtiles'));
    await makeUnknownArchive(path('events.pmtiles'));
    await makeRasterArchive(path('aerial.pmtiles'));
    await makeTerrainArchive(path('heights.pmtiles'));
    await folder.look();
    const { archives, problems } = folder.list();
    expect(problems).toEqual([]);
    expect(archives.map(({ id, schema, format }) => [id, schema, format])).toEqual([
      ['aerial', 'raster', 'png'],
      ['events', 'unknown', 'mvt'],
      ['heights', 'terrain', 'png'],
      ['osm', 'protomaps', 'mvt'],
    ]);
    const [, events, heights, osm] = archives;
    expect(osm).toMatchObject({
      ...{ file: 'osm.pmtiles', name: 'Protomaps Basemap', attribution: '© OpenStreetMap' },
      ...{ minzoom: 0, maxzoom: 7, bounds: testBounds, isDataDate: false },
    });
    expect(events!.layers).toEqual(['event']);
    expect(heights!.encoding).toBe('terrarium');
  });

  it('gives tiles as they are stored, nothing beside the area, and nothing for numbers that are no tile', async () => {
    await makeUnknownArchive(path('events.pmtiles'));
    await makeRasterArchive(path('aerial.pmtiles'));
    await folder.look();
    const [events, aerial] = [folder.find('events')!, folder.find('aerial')!];
    const tile = (await events.tile(0, 0, 0))!;
    expect(tile.encoding).toBe('gzip');
    expect(gunzipSync(tile.bytes).toString('latin1')).toContain('event');
    const picture = (await aerial.tile(0, 0, 0))!;
    expect(picture.encoding).toBeUndefined();
    expect(Buffer.from(picture.bytes).toString('latin1', 1, 4)).toBe('PNG');
    for (const [z, x, y] of [
      [7, 0, 0],
      [9, 256, 231],
      [1, 2, 0],
      [-1, 0, 0],
      [0.5, 0, 0],
      [99, 0, 0],
    ] as const) {
      expect(await events.tile(z, x, y)).toBeUndefined();
    }
  });

  it('notices that a file is replaced, and that it disappears', async () => {
    await makeUnknownArchive(path('events.pmtiles'), 'one');
    await folder.look();
    const before = folder.list().archives[0]!.version;
    await makeUnknownArchive(path('next'), 'three');
    renameSync(path('next'), path('events.pmtiles'));
    await folder.look();
    const after = folder.list().archives[0]!.version;
    expect(after).not.toBe(before);
    expect(gunzipSync((await folder.find('events')!.tile(0, 0, 0))!.bytes).toString('latin1')).toContain('three');
    rmSync(path('events.pmtiles'));
    await folder.look();
    expect(folder.list()).toEqual({ archives: [], problems: [] });
    expect(folder.find('events')).toBeUndefined();
  });

  it('names what is wrong with a file and shows the others', async () => {
    await makeUnknownArchive(path('events.pmtiles'));
    const whole = readFileSync(path('events.pmtiles'));
    writeFileSync(path('empty.pmtiles'), '');
    writeFileSync(path('picture.pmtiles'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    writeFileSync(path('copying.pmtiles'), whole.subarray(0, whole.length - 100));
    writeFileSync(path('header.pmtiles'), whole.subarray(0, 60));
    mkdirSync(path('folder.pmtiles'));
    const old = Buffer.from(whole);
    old[7] = 2;
    writeFileSync(path('old.pmtiles'), old);
    const foreign = Buffer.from(whole);
    foreign[99] = 77;
    writeFileSync(path('foreign.pmtiles'), foreign);
    const garbled = Buffer.from(whole);
    garbled.fill(0xff, 127, 160);
    writeFileSync(path('garbled.pmtiles'), garbled);
    const huge = Buffer.from(whole);
    huge.writeBigUInt64LE(2n ** 60n, 64);
    writeFileSync(path('huge.pmtiles'), huge);
    writeFileSync(path('notes.txt'), 'no archive and not named like one');
    await folder.look();
    expect(problemsByFile()).toEqual({
      ...{ 'empty.pmtiles': 'empty', 'picture.pmtiles': 'not-an-archive', 'copying.pmtiles': 'cut-short' },
      ...{ 'header.pmtiles': 'cut-short', 'folder.pmtiles': 'unreadable', 'old.pmtiles': 'unsupported' },
      ...{ 'foreign.pmtiles': 'unsupported', 'garbled.pmtiles': 'damaged', 'huge.pmtiles': 'cut-short' },
    });
    expect(folder.list().archives.map(({ file }) => file)).toEqual(['events.pmtiles']);
    writeFileSync(path('copying.pmtiles'), whole);
    await folder.look();
    expect(folder.find('copying')).toBeDefined();
  });

  it('does not unpack what would fill the memory, and survives a file that shrinks while it is served', async () => {
    const bomb = '0'.repeat(40 * 1024 * 1024);
    await writeArchive({
      ...{ file: path('bomb.pmtiles'), tiles: [], metadata: { bomb }, minzoom: 0, maxzoom: 0, bounds: testBounds },
    });
    await makeUnknownArchive(path('events.pmtiles'));
    await folder.look();
    expect(problemsByFile()).toEqual({ 'bomb.pmtiles': 'damaged' });
    const open = folder.find('events')!;
    truncateSync(path('events.pmtiles'), 300);
    await expect(open.tile(7, 63, 58)).rejects.toMatchObject({ name: 'ArchiveError', problem: 'cut-short' });
    await folder.look();
    expect(problemsByFile()['events.pmtiles']).toBe('cut-short');
  });

  it('names files so that they fit into an address and no two are equal', async () => {
    expect(idOf('mali_2026-05.pmtiles')).toBe('mali_2026-05');
    const odd = ['world.pmtiles', 'Mali Nord.pmtiles', 'mali.nord.pmtiles', '..pmtiles', 'خريطة.pmtiles'].map(idOf);
    for (const id of odd) expect(id).toMatch(/^[a-z0-9-]+-[0-9a-f]{6}$/);
    expect(new Set(odd).size).toBe(odd.length);
    await makeUnknownArchive(path('Mali Nord.pmtiles'));
    copyFileSync(path('Mali Nord.pmtiles'), path('.hidden.pmtiles'));
    await folder.look();
    expect(folder.list().archives.map(({ id }) => id)).toEqual([idOf('Mali Nord.pmtiles')]);
    expect(folder.find('../vedette.db')).toBeUndefined();
  });
});
