import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Basemap, openBasemap } from './basemap-archive.ts';
import { boundaryClasses, classifyBoundary, isLineOfControl } from './boundary-class.ts';
import { buildBasemap } from './build-basemap.ts';

type DecodedLayer = {
  length: number;
  feature(i: number): { id?: number; type: number; properties: Record<string, unknown> };
};

let folder = '';
let basemap: Basemap;
const progress: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-basemap-'));
  const outFile = join(folder, 'africa.pmtiles');
  await buildBasemap({
    outFile,
    maxZoom: 3,
    box: [-18, -35, 52, 38],
    onProgress: (done, of) => progress.push(`${done}/${of}`),
  });
  basemap = await openBasemap(outFile);
}, 60_000);

afterAll(async () => {
  await basemap?.close();
  await rm(folder, { recursive: true, force: true });
});

/** An independent decoder: the one the map itself uses, a dependency of the map library. */
async function decode(bytes: Uint8Array): Promise<Record<string, DecodedLayer>> {
  const require = createRequire(createRequire(import.meta.url).resolve('maplibre-gl/package.json'));
  const load = (name: string) => import(require.resolve(name));
  const [{ VectorTile }, { PbfReader }] = await Promise.all([load('@mapbox/vector-tile'), load('pbf')]);
  return new VectorTile(new PbfReader(gunzipSync(bytes))).layers;
}

function featuresOf(layer: DecodedLayer | undefined) {
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i));
}

describe('the default basemap', () => {
  it('holds countries, boundaries, coasts and country labels that an independent decoder reads', async () => {
    const layers = await decode((await basemap.tile(3, 4, 3))!);
    expect(Object.keys(layers).sort()).toEqual(['boundary', 'coast', 'country', 'place']);
    const mali = featuresOf((await decode((await basemap.tile(0, 0, 0))!))['country']).find(({ id }) => id === 466);
    expect(mali).toMatchObject({ type: 3, properties: { name: 'Mali' } });
    expect(featuresOf(layers['place'])).toContainEqual(
      expect.objectContaining({
        id: 728,
        type: 1,
        properties: {
          kind: 'country',
          name: 'S. Sudan',
          'name:fr': 'Soudan du Sud',
          'name:ar': 'جنوب السودان',
          rank: expect.any(Number),
        },
      }),
    );
  });

  it('marks the class of every boundary and never names a place of contested status', async () => {
    const layers = await decode((await basemap.tile(0, 0, 0))!);
    const classes = featuresOf(layers['boundary']).map(({ properties }) => properties['class']);
    expect(new Set(classes)).toEqual(new Set(boundaryClasses));
    const unnumbered = featuresOf(layers['country']).filter(({ id }) => id === undefined);
    expect(unnumbered.length).toBeGreaterThan(0);
    expect(unnumbered.every(({ properties }) => !('name' in properties))).toBe(true);
  });

  it('leaves out tiles outside the box and of open sea, and reports progress', async () => {
    expect(await basemap.tile(3, 0, 0)).toBeUndefined();
    expect(await basemap.tile(4, 8, 7)).toBeUndefined();
    expect(basemap).toMatchObject({ minzoom: 0, maxzoom: 3, bounds: [-18, -35, 52, 38], attribution: 'Natural Earth' });
    expect(progress).toEqual(['1/4', '2/4', '3/4', '4/4']);
  });

  it('draws contested and armistice lines as such whichever side is named first', () => {
    const [sudan, southSudan] = [
      { number: 729, name: 'Sudan' },
      { number: 728, name: 'S. Sudan' },
    ];
    expect(classifyBoundary(sudan, southSudan)).toBe('undetermined');
    expect(classifyBoundary(southSudan, sudan)).toBe('undetermined');
    expect(classifyBoundary({ number: 410, name: 'South Korea' }, { number: 408, name: 'North Korea' })).toBe(
      'armistice',
    );
    expect(classifyBoundary({ number: 466, name: 'Mali' }, { number: 562, name: 'Niger' })).toBe('international');
    const [india, pakistan] = [
      { number: 356, name: 'India' },
      { number: 586, name: 'Pakistan' },
    ];
    expect(isLineOfControl(pakistan, india, [74.2, 34.4])).toBe(true);
    expect(isLineOfControl(india, pakistan, [70.5, 27.5])).toBe(false);
    expect(isLineOfControl(india, { number: 156, name: 'China' }, [74.2, 34.4])).toBe(false);
    expect(classifyBoundary({ number: undefined, name: 'Somaliland' }, { number: 706, name: 'Somalia' })).toBe(
      'undetermined',
    );
    expect(classifyBoundary({ number: undefined, name: 'USNB Guantanamo Bay' }, { number: 192, name: 'Cuba' })).toBe(
      'international',
    );
  });
});
