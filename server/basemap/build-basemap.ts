import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import { tileIdOf } from './archive-format.ts';
import { extent } from './cut-layer.ts';
import { tilesOf, world } from './tile-grid.ts';
import { readWorldLayers, type WorldLayers, worldAttribution } from './world-layers.ts';
import { type ArchiveTile, writeArchive } from './write-archive.ts';

/**
 * Simplification below the highest zoom, tile units. More makes polygons cross themselves, which the map's triangulation
 * shows as wedges of land in the sea: at 3 the largest covered 2,800 square pixels, at 1 none above zoom 0 exceeds 30.
 */
const tolerance = 1;

export type BasemapSummary = { tiles: number; bytes: number; milliseconds: number };

/**
 * Builds the default basemap from npm data into one PMTiles archive of gzipped vector tiles, zoom 0 to `maxZoom`
 * (default 6, drawn larger by the client beyond it). Tiles of open sea are left out. The highest zoom keeps every
 * vertex of the source; lower ones are simplified. With `box`, only tiles that touch it; it may not cross the
 * antimeridian. Takes a few seconds of CPU without a pause: run it outside the serving process.
 */
export async function buildBasemap(options: {
  outFile: string;
  onProgress?: (done: number, total: number) => void;
  maxZoom?: number;
  box?: BoundingBox;
}): Promise<BasemapSummary> {
  const { outFile, onProgress, maxZoom = 6, box = world } = options;
  const startedAt = performance.now();
  const layers = indexLayers(readWorldLayers(), maxZoom);
  const tiles: ArchiveTile[] = [];
  for (let z = 0; z <= maxZoom; z++) {
    for (const [x, y] of tilesOf(z, box)) {
      const bytes = cutTile(layers, z, x, y);
      if (bytes) tiles.push({ tileId: tileIdOf(z, x, y), bytes });
    }
    onProgress?.(z + 1, maxZoom + 1);
  }
  await mkdir(dirname(outFile), { recursive: true });
  const bytes = await writeArchive({
    file: outFile,
    tiles,
    metadata: {
      name: 'Vedette default basemap',
      attribution: worldAttribution,
      vector_layers: describeLayers(maxZoom),
    },
    minzoom: 0,
    maxzoom: maxZoom,
    bounds: box,
  });
  return { tiles: tiles.length, bytes, milliseconds: performance.now() - startedAt };
}

function indexLayers(layers: WorldLayers, maxZoom: number): Record<string, GeoJSONVT> {
  const options = { maxZoom, indexMaxZoom: maxZoom, indexMaxPoints: 0, tolerance, extent, buffer: 64 };
  return Object.fromEntries(Object.entries(layers).map(([name, data]) => [name, new GeoJSONVT(data, options)]));
}

function cutTile(layers: Record<string, GeoJSONVT>, z: number, x: number, y: number): Uint8Array | undefined {
  const filled: Record<string, GeoJSONVTTile> = {};
  for (const [name, index] of Object.entries(layers)) {
    const tile = index.getTile(z, x, y);
    if (tile && tile.features.length > 0) filled[name] = tile;
  }
  if (Object.keys(filled).length === 0) return undefined;
  return gzipSync(fromGeojsonVt(filled, { version: 2, extent }), { level: 9 });
}

function describeLayers(maxzoom: number): unknown[] {
  const fields = { country: { name: 'String' }, boundary: { class: 'String' }, coast: {} };
  const place = { kind: 'String', name: 'String', rank: 'Number' };
  return Object.entries({ ...fields, place }).map(([id, of]) => ({ id, fields: of, minzoom: 0, maxzoom }));
}
