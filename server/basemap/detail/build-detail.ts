import { Buffer } from 'node:buffer';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Feature } from 'geojson';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import { citiesAttribution, readAdminNames, readCities } from '../../gazetteer/cities.ts';
import { areaInTile, cutLayer, type LayerCut } from '../cut-layer.ts';
import { boxOfTiles, tilesOf, world } from '../tile-grid.ts';
import { readWorldLayers } from '../world-layers.ts';
import { writeArchive } from '../write-archive.ts';
import { chooseTowns, type OwnPlace } from './towns.ts';
import { leastWater, readLakes, readRivers, watersAttribution } from './waters.ts';

/**
 * Builds the second archive of the default basemap: lakes, rivers and towns, which take too long to be waited for before
 * the first picture. The world to zoom 6, the area of the mission to zoom 10; from zoom 7 on only the area, with a ground
 * of its own (`ground`: kind = water or land) that hides the coarser tiles beneath. Takes seconds of CPU and hundreds of
 * megabytes: run it in a process of its own.
 */
export type DetailPlan = { area: BoundingBox; own: readonly OwnPlace[] };
export type DetailOptions = DetailPlan & { outFile: string; onProgress?: (done: number, total: number) => void };

const worldZoom = 6;
const areaZoom = 10;
/** The deepest zoom of a very large area is less deep. */
const mostAreaTiles = 6_000;

export async function buildDetail({ area, own, outFile, onProgress }: DetailOptions): Promise<{ bytes: number }> {
  const box = detailBox(area);
  const inner = shrink(box);
  const maxzoom = deepestZoom(inner);
  const ranges = [
    { from: 0, to: 2, box: world },
    { from: 3, to: worldZoom, box: world },
    { from: worldZoom + 1, to: maxzoom, box: inner },
  ];
  const isLargeEnough: LayerCut['keep'] = (feature, z) =>
    z > worldZoom || areaInTile(feature) >= leastWater[feature.tags!['kind'] as keyof typeof leastWater];
  const waters = { area: box, zoom: worldZoom };
  const adminNames = [readAdminNames(1), readAdminNames(2)];
  const layers: (() => LayerCut)[] = [
    () => ({ name: 'ground', features: readGround(box), ranges: ranges.slice(2), tolerance: 1 }),
    () => ({ name: 'water', features: readLakes(waters), ranges, tolerance: 2, keep: isLargeEnough }),
    () => ({ name: 'river', features: readRivers(waters), ranges, tolerance: 2, keep: isLargeEnough }),
    () => ({
      name: 'town',
      features: chooseTowns(readCities(), { area, own, adminNames }),
      ranges: ranges.slice(0, 2),
      tolerance: 0,
      keep: (feature, z) => z === worldZoom || (feature.tags!['fromZoom'] as number) <= z + 1,
    }),
  ];
  const parts = new Map<number, Uint8Array[]>();
  for (const [done, makeLayer] of layers.entries()) {
    onProgress?.(done, layers.length + 1);
    for (const [tileId, bytes] of cutLayer(makeLayer())) parts.set(tileId, [...(parts.get(tileId) ?? []), bytes]);
  }
  onProgress?.(layers.length, layers.length + 1);
  await mkdir(dirname(outFile), { recursive: true });
  const bytes = await writeArchive({
    file: outFile,
    tiles: [...parts].map(([tileId, layered]) => ({ tileId, bytes: gzipSync(Buffer.concat(layered), { level: 6 }) })),
    metadata: {
      name: 'Vedette default basemap: lakes, rivers, towns',
      attribution: `${watersAttribution}, ${citiesAttribution}`,
      vector_layers: ['ground', 'water', 'river', 'town'].map((id) => ({ id, fields: {}, minzoom: 0, maxzoom })),
    },
    minzoom: 0,
    maxzoom,
    bounds: world,
  });
  onProgress?.(layers.length + 1, layers.length + 1);
  return { bytes };
}

/** Where the tiles of the area lie, in whole tiles. */
export function detailBox(area: BoundingBox): BoundingBox {
  return boxOfTiles(worldZoom + 1, area);
}

function readGround(box: BoundingBox): Feature[] {
  const [west, south, east, north] = box;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return [
    { type: 'Feature', properties: { kind: 'water' }, geometry: { type: 'Polygon', coordinates: [ring] } },
    ...readWorldLayers().country.features.map(
      ({ geometry }): Feature => ({ type: 'Feature', properties: { kind: 'land' }, geometry }),
    ),
  ];
}

/** A hair smaller, so that the tiles which only share an edge with the box are not made. */
function shrink([west, south, east, north]: BoundingBox): BoundingBox {
  return [west + 1e-6, south + 1e-6, east - 1e-6, north - 1e-6];
}

function deepestZoom(box: BoundingBox): number {
  let zoom = areaZoom;
  while (zoom > worldZoom + 1 && [...tilesOf(zoom, box)].length > mostAreaTiles) zoom--;
  return zoom;
}
