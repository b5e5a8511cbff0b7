import { Buffer } from 'node:buffer';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, Geometry } from 'geojson';
import { tileIdOf } from '../archive-format.ts';
import { type ArchiveTile, writeArchive } from '../write-archive.ts';

/** Builders of small archives of every kind, for tests. All lie in the area of the exercise. */

export const testBounds = [-2, 14.5, 4, 18.5] as const;
const maxzoom = 7;

/** As a Protomaps basemap from version 4 on names its layers and kinds. */
export function makeProtomapsArchive(file: string): Promise<number> {
  const line = (coordinates: [number, number][]): Geometry => ({ type: 'LineString', coordinates });
  return makeVectorArchive(file, {
    name: 'Protomaps Basemap',
    attribution: '<a href="https://www.openstreetmap.org/copyright">&copy; OpenStreetMap</a>',
    layers: {
      earth: [feature(box(...testBounds), { kind: 'earth' })],
      water: [
        feature(box(0.4, 16.4, 1.2, 16.9), { kind: 'lake', name: 'Lac' }),
        feature(
          line([
            [-2, 15],
            [0, 16.3],
            [2, 15.2],
          ]),
          { kind: 'river', name: 'Niger', min_zoom: 2 },
        ),
      ],
      landuse: [feature(box(1.6, 17, 2.6, 17.8), { kind: 'national_park' })],
      roads: [
        feature(
          line([
            [-1.8, 16.2],
            [0, 16.27],
            [3.6, 16.6],
          ]),
          { kind: 'highway', kind_detail: 'trunk', ref: 'RN17' },
        ),
      ],
      boundaries: [
        feature(
          line([
            [-2, 17.9],
            [4, 17.9],
          ]),
          { kind: 'country', kind_detail: 2 },
        ),
      ],
      places: [
        feature(
          { type: 'Point', coordinates: [-0.9, 15.6] },
          {
            ...{ kind: 'locality', kind_detail: 'town', name: 'Villeneuve', 'name:ar': 'فيلنوف' },
            ...{ min_zoom: 2, population_rank: 9, population: 80_000 },
          },
        ),
      ],
    },
  });
}

/** Vector tiles of no known schema: one layer, `event`. */
export function makeUnknownArchive(file: string, title = 'one'): Promise<number> {
  return makeVectorArchive(file, {
    name: 'Events',
    attribution: 'Survey',
    layers: {
      event: [
        feature({ type: 'Point', coordinates: [0, 16.3] }, { title, best: 4, quelle: 'فريق' }),
        feature(box(-1.5, 15, -0.5, 15.8), { title: 'area' }),
        feature(
          {
            type: 'LineString',
            coordinates: [
              [1, 15],
              [3, 17],
            ],
          },
          { title: 'line' },
        ),
      ],
    },
  });
}

/** A chequered picture. */
export function makeRasterArchive(file: string): Promise<number> {
  const picture = makePng((x, y) => (((x >> 5) + (y >> 5)) % 2 ? [190, 170, 110] : [70, 120, 60]));
  return makeImageArchive(file, picture, { name: 'Aerial', attribution: 'Air survey' });
}

/** Ridges of 400 m, heights written as Terrarium does. */
export function makeTerrainArchive(file: string): Promise<number> {
  const picture = makePng((x, y) => {
    const height = 32_768 + 800 + 400 * Math.sin(((x + y) * Math.PI * 8) / 256);
    return [height >> 8, height & 255, Math.floor((height % 1) * 256)];
  });
  return makeImageArchive(file, picture, { name: 'Heights', encoding: 'terrarium' });
}

type Properties = Record<string, string | number>;
const feature = (geometry: Geometry, properties: Properties): Feature => ({ type: 'Feature', properties, geometry });

function box(west: number, south: number, east: number, north: number): Geometry {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

async function makeVectorArchive(
  file: string,
  content: { name: string; attribution: string; layers: Record<string, Feature[]> },
): Promise<number> {
  const { name, attribution } = content;
  const indexes = Object.entries(content.layers).map(([id, features]) => {
    const data = { type: 'FeatureCollection' as const, features };
    return [id, new GeoJSONVT(data, { maxZoom: maxzoom, indexMaxZoom: maxzoom, indexMaxPoints: 0 })] as const;
  });
  const tiles: ArchiveTile[] = [];
  for (const [z, x, y] of tilesOf(testBounds)) {
    const filled: Record<string, GeoJSONVTTile> = {};
    for (const [id, index] of indexes) {
      const tile = index.getTile(z, x, y);
      if (tile && tile.features.length > 0) filled[id] = tile;
    }
    if (Object.keys(filled).length === 0) continue;
    tiles.push({ tileId: tileIdOf(z, x, y), bytes: gzipSync(fromGeojsonVt(filled, { version: 2, extent: 4096 })) });
  }
  const metadata = { name, attribution, vector_layers: Object.keys(content.layers).map((id) => ({ id, fields: {} })) };
  return writeArchive({ file, tiles, metadata, minzoom: 0, maxzoom, bounds: testBounds });
}

function makeImageArchive(file: string, bytes: Uint8Array, metadata: Record<string, unknown>): Promise<number> {
  const tiles = [...tilesOf(testBounds)].map(([z, x, y]) => ({ tileId: tileIdOf(z, x, y), bytes }));
  return writeArchive({
    file,
    tiles,
    metadata,
    minzoom: 0,
    maxzoom,
    bounds: testBounds,
    tileType: 2,
    tileCompression: 1,
  });
}

function* tilesOf([west, south, east, north]: readonly [number, number, number, number]) {
  for (let z = 0; z <= maxzoom; z++) {
    const column = (longitude: number) => Math.floor(((longitude + 180) / 360) * 2 ** z);
    const row = (latitude: number) => {
      const sine = Math.sin((latitude * Math.PI) / 180);
      return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
    };
    for (let x = column(west); x <= column(east); x++) {
      for (let y = row(north); y <= row(south); y++) yield [z, x, y] as const;
    }
  }
}

/** 256 × 256 pixels, 8-bit RGB. */
function makePng(colourAt: (x: number, y: number) => [number, number, number]): Uint8Array {
  const side = 256;
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) rows.set(colourAt(x, y), y * (1 + side * 3) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
