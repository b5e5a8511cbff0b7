import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectAsync } from '../../tests/collect-async.ts';
import { readFileBytes } from './file-bytes.ts';
import { openImport } from './open-import.ts';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/import');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function make(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

async function refusalOf(path: string, format?: string): Promise<string> {
  const opened = await openImport(path, { format });
  return opened.ok ? 'opened' : `${opened.problem.name}: ${opened.problem.detail}`;
}

describe('opening a file', () => {
  it('recognises a format by content, whatever the name', async () => {
    const opened = await openImport(join(fixtures, 'track-traps.gpx'));
    expect(opened).toMatchObject({ ok: true, value: { format: { name: 'gpx' } } });
    const renamed = await make('track.csv', '<?xml version="1.0"?>\n<gpx version="1.1"></gpx>');
    expect(await openImport(renamed)).toMatchObject({ ok: true, value: { format: { name: 'gpx' } } });
  });

  it('names what is wrong with a path', async () => {
    expect(await refusalOf(join(folder, 'absent.csv'))).toBe('unreadable-file: no such file');
    expect(await refusalOf(folder)).toBe('unreadable-file: it is a directory, not a file');
    expect(await refusalOf('/dev/zero')).toBe('unreadable-file: it is not a regular file');
    expect(await refusalOf(join(folder, 'x'.repeat(5_000)))).toBe('unreadable-file: the path is too long');
    expect(await refusalOf('a\0b')).toContain('unreadable-file: reading failed');
  });

  it('refuses a file without content', async () => {
    expect(await refusalOf(await make('empty.csv', ''))).toBe('unreadable-file: the file is empty');
    expect(await refusalOf(await make('blank.csv', '\uFEFF \r\n\n'))).toBe('unreadable-file: the file is empty');
  });

  it('refuses what is not text by its content, also where the format is given', async () => {
    const picture = join(fixtures, 'picture-named.csv');
    expect(await refusalOf(picture)).toBe('unreadable-file: the content is a PNG image');
    expect(await refusalOf(picture, 'ucdp-ged')).toBe('unreadable-file: the content is a PNG image');
    expect(await refusalOf(await make('zipped.csv', 'PK\x03\x04rest'))).toContain('ZIP archive');
    expect(await refusalOf(await make('wide.csv', Buffer.from('\uFEFFid,relid', 'utf16le')))).toContain('UTF-16');
    expect(await refusalOf(join(fixtures, 'ucdp-latin1.csv'))).toBe(
      'unreadable-file: not UTF-8 text: save the file as UTF-8',
    );
  });

  it('refuses 2 GB of NUL bytes at once', async () => {
    const path = await make('sparse.csv', '');
    await truncate(path, 2_147_483_648);
    const startedAt = performance.now();
    expect(await refusalOf(path)).toBe('unreadable-file: NUL bytes: this is not a text file');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('ends a file whose NUL bytes or wrong bytes come later', async () => {
    for (const [name, bytes] of [
      ['late-nul.gpx', [0]],
      ['late-latin1.gpx', [0xe9, 0x20]],
    ] as const) {
      const path = await make(name, `<gpx>\n${' '.repeat(100_000)}\n`);
      await using handle = await open(path, 'a');
      await handle.write(Uint8Array.from(bytes));
      const opened = await openImport(path);
      const rows = opened.ok ? await collectAsync(opened.value.readRows()) : [];
      expect(rows).toMatchObject([{ endsFile: true, problem: { name: 'unreadable-file' } }]);
    }
  });

  it('refuses an unknown format and says which are known', async () => {
    expect(await refusalOf(await make('list.csv', 'name,phone\nA,1\n'))).toMatch(
      /^unknown-format: no known format fits the content; known: ucdp-ged, .*gpx/,
    );
    expect(await refusalOf(join(fixtures, 'track-traps.gpx'), 'shapefile')).toContain(
      'unknown-format: there is no format',
    );
  });

  it('holds a file to the format it was given', async () => {
    const opened = await openImport(join(fixtures, 'ucdp-traps.csv'), { format: 'gpx' });
    const rows = opened.ok ? await collectAsync(opened.value.readRows()) : [];
    expect(rows).toMatchObject([{ endsFile: true, problem: { name: 'unreadable-file' } }]);
  });

  it('survives a file cut anywhere inside a character', async () => {
    const text = `<gpx>${'é'.repeat(70_000)}</gpx>`;
    for (const pad of ['', ' ']) {
      const opened = await openImport(await make('long.gpx', pad + text));
      expect(opened.ok).toBe(true);
    }
  });

  it('reads a compressed file as what it holds, and counts the bytes on disk', async () => {
    const plain = await readFile(join(fixtures, 'track-traps.gpx'));
    await writeFile(join(folder, 'track-traps.gpx'), plain);
    const packed = await make('track-traps.gpx.gz', gzipSync(plain));
    const sizes: number[] = [];
    const readWhole = async (path: string) => {
      const opened = await openImport(path);
      return opened.ok ? await collectAsync(opened.value.readRows((bytes) => sizes.push(bytes))) : [];
    };
    const rows = await readWhole(packed);
    expect(rows.length).toBeGreaterThan(10);
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBe(gzipSync(plain).length);
    expect(rows).toEqual(await readWhole(join(folder, 'track-traps.gpx')));
  });

  it('names what is wrong with a compressed file', async () => {
    const text = `<gpx>${'<trk></trk>'.repeat(10)}</gpx>`;
    const packed = gzipSync(text);
    expect(await refusalOf(await make('cut.gz', packed.subarray(0, -10)))).toBe(
      'unreadable-file: the gzip archive is cut off before its end',
    );
    const damaged = Buffer.from(packed);
    damaged[12]! ^= 0xff;
    expect(await refusalOf(await make('damaged.gz', damaged))).toBe('unreadable-file: the gzip archive is damaged');
    expect(await refusalOf(await make('twice.gz', gzipSync(packed)))).toBe(
      'unreadable-file: the content is a gzip archive inside a gzip archive',
    );
    expect(await refusalOf(await make('image.gz', gzipSync(Buffer.from([0x89, 0x50, 0x4e, 0x47]))))).toContain('PNG');
    expect(await refusalOf(await make('nothing.gz', gzipSync('')))).toBe('unreadable-file: the file is empty');
    expect(await refusalOf(await make('head.gz', packed.subarray(0, 2)))).toContain('cut off');
  });

  it('ends a zip bomb by its ratio before it fills the memory', async () => {
    const bomb = await make('bomb.gpx.gz', gzipSync(Buffer.from(`<gpx>${' '.repeat(80_000_000)}</gpx>`), { level: 9 }));
    const opened = await openImport(bomb);
    const before = process.memoryUsage().rss;
    const rows = opened.ok ? await collectAsync(opened.value.readRows()) : [];
    expect(rows).toMatchObject([
      { endsFile: true, problem: { name: 'unreadable-file', detail: expect.stringContaining('zip bomb') } },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(70_000_000);
  });

  it('lets a person say what moved and whose it was', async () => {
    const opened = await openImport(join(fixtures, 'track-traps.gpx'), { trackType: 'foot', affiliation: 'partner' });
    const rows = opened.ok ? await collectAsync(opened.value.readRows()) : [];
    const kinds = rows.flatMap((row) => ('report' in row ? [row.report] : []));
    expect(kinds.find(({ kind }) => kind === 'position')).toMatchObject({ trackType: 'foot', affiliation: 'partner' });
    expect(kinds.find(({ kind }) => kind === 'site')).not.toHaveProperty('trackType');
  });
});

describe('inflating', () => {
  it('stops at the size it was given', async () => {
    const path = await make('large.gz', gzipSync(Buffer.from('abcdefgh'.repeat(1_000))));
    const { size } = await stat(path);
    const reading = collectAsync(
      readFileBytes({ path, sizeBytes: size, isGzip: true, limits: { maxBytes: 4_000, maxRatio: 1_000 } }),
    );
    await expect(reading).rejects.toThrow('unpacks to more than');
  });
});
