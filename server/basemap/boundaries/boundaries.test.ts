import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoundaries } from './boundaries.ts';
import { parseBoundaries } from './boundary-file.ts';

const line = (
  boundaryClass: unknown,
  coordinates: unknown = [
    [0, 15],
    [1, 16],
  ],
  type = 'LineString',
) => ({
  type: 'Feature',
  properties: { class: boundaryClass },
  geometry: { type, coordinates },
});
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', attribution: 'UN', features });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-boundaries-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a boundary file', () => {
  it('gives lines of each class, also after a byte-order mark', () => {
    const many = line(
      'armistice',
      [
        [
          [0, 1],
          [1, 2],
        ],
        [
          [3, 4],
          [5, 6],
        ],
      ],
      'MultiLineString',
    );
    const parsed = parseBoundaries(`\uFEFF${file(line('line-of-control'), many)}`);
    expect(parsed).toMatchObject({ ok: true, value: { attribution: 'UN' } });
    expect(parsed.ok && parsed.value.features.map(({ properties }) => properties!['class'])).toEqual([
      'line-of-control',
      'armistice',
    ]);
  });

  it.each([
    ['{"type":', /^not JSON: /],
    ['[]', /^not a GeoJSON FeatureCollection$/],
    [file(), /^holds no line/],
    [file(line('international'), line('frontier')), /^feature 2: class "frontier" is none of international, /],
    [file(line(undefined)), /^feature 1: class nothing is none of /],
    [
      file(
        line(
          'armistice',
          [
            [
              [0, 0],
              [1, 1],
              [0, 0],
            ],
          ],
          'Polygon',
        ),
      ),
      /^feature 1: geometry "Polygon" is no LineString/,
    ],
    [
      file(
        line('armistice', [
          [0, 15],
          [1, 216],
        ]),
      ),
      /^feature 1: position \[1,216\]$/,
    ],
    [file(line('armistice', [[0, 15], null])), /^feature 1: position null$/],
    [file(line('armistice', [[0, 15]])), /^feature 1: a line of one position$/],
  ])('is refused by name: %s', (text, problem) => {
    expect(parseBoundaries(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});

describe('the boundaries of the data folder', () => {
  it('are the default ones without a file', async () => {
    const boundaries = await openBoundaries(join(folder, 'boundaries.geojson'), fail);
    expect(boundaries.status).toEqual({ state: 'default' });
    expect(await boundaries.tile(0, 0, 0)).toBeUndefined();
  });

  it('replace the default ones, in tiles, with a version that follows the content', async () => {
    const path = join(folder, 'boundaries.geojson');
    writeFileSync(path, file(line('armistice')));
    const first = await openBoundaries(path, fail);
    expect(first.status).toMatchObject({ state: 'replaced', lines: 1, attribution: 'UN' });
    const tile = gunzipSync((await first.tile(6, 32, 29))!).toString('latin1');
    expect(tile).toContain('boundary');
    expect(tile).toContain('armistice');
    expect(await first.tile(6, 0, 0)).toBeUndefined();
    writeFileSync(path, file(line('international')));
    const second = await openBoundaries(path, fail);
    expect(second.status).not.toEqual(first.status);
  });

  it.each([
    [file(line('frontier')), 'class "frontier"'],
    [Buffer.from([0xff, 0xfe, 0x7b]), 'not UTF-8 text'],
  ])('leave the default in place when the file is refused, and name the fault', async (content, problem) => {
    const path = join(folder, 'boundaries.geojson');
    writeFileSync(path, content);
    const faults: string[] = [];
    const boundaries = await openBoundaries(path, (error) => faults.push(error.message));
    expect(boundaries.status).toMatchObject({ state: 'refused', problem: expect.stringContaining(problem) });
    expect(faults).toEqual([expect.stringMatching(/boundaries\.geojson is not used: .*default boundaries are shown/)]);
    expect(await boundaries.tile(6, 32, 29)).toBeUndefined();
  });
});

function fail(error: Error): never {
  throw error;
}
