import { gunzipSync } from 'node:zlib';
import { type BoundingBox, boxesOverlap } from '#shared/geo/bounding-box.ts';
import type { Archive } from '#shared/protocol/basemaps.ts';
import type { CoverArea, Ground, Road } from '#shared/schema/ground.ts';
import type { OpenArchive } from '../archives/open-archive.ts';
import { tilesOf } from '../tile-grid.ts';
import { areasOfTile, roadsOfTile } from './tile-features.ts';

/** Small roads begin at zoom 12; a mission as large as Mali is read at 10, which has its main roads. */
const roadZooms = [12, 11, 10, 9, 8, 7] as const;
/** Protomaps has land cover up to here. */
const landZoom = 7;
const mostTiles = 1_500;
const mostTileBytes = 16 * 1_048_576;
const mostCorners = 4_000_000;

/** Whether an archive can say anything of the ground of an area. */
export function hasGround({ schema, format, bounds, layers }: Archive, box: BoundingBox): boolean {
  return schema === 'protomaps' && format === 'mvt' && layers.includes('roads') && boxesOverlap(box, bounds);
}

/**
 * Roads, open water and land cover of an area from a Protomaps basemap, at the deepest zoom of which not too many tiles
 * are needed. Tiles are read one by one, so that others come in between. Undefined where the archive has no road there,
 * or more than the ground of a mission may have.
 */
export async function readArchiveGround(
  { archive, tile }: OpenArchive,
  box: BoundingBox,
  { onProgress, signal }: { onProgress: (percent: number) => void; signal: AbortSignal },
): Promise<Ground | undefined> {
  const zoom = roadZooms.find((z) => z <= archive.maxzoom && z >= archive.minzoom && countTiles(z, box) <= mostTiles);
  if (zoom === undefined) return undefined;
  const [roads, land, water]: [Road[], CoverArea[], CoverArea[]] = [[], [], []];
  const landTiles = [...tilesOf(landZoom, box)].map(([x, y]) => [landZoom, x, y] as const);
  const tiles = [...landTiles, ...[...tilesOf(zoom, box)].map(([x, y]) => [zoom, x, y] as const)];
  let [corners, told] = [0, -1];
  for (const [index, address] of tiles.entries()) {
    signal.throwIfAborted();
    const found = await tile(...address);
    if (found) {
      const { bytes, encoding } = found;
      const unpacked = encoding === 'gzip' ? gunzipSync(bytes, { maxOutputLength: mostTileBytes }) : bytes;
      const isLand = index < landTiles.length;
      const newRoads = isLand ? [] : roadsOfTile(unpacked, address);
      const newAreas = areasOfTile(unpacked, address, isLand ? 'landcover' : 'water');
      roads.push(...newRoads);
      (isLand ? land : water).push(...newAreas);
      for (const { line } of newRoads) corners += line.length;
      for (const { rings } of newAreas) for (const ring of rings) corners += ring.length;
      if (corners > mostCorners) return undefined;
    }
    const percent = Math.floor(((index + 1) / tiles.length) * 10) * 10;
    if (percent > told) onProgress(percent);
    told = percent;
  }
  if (roads.length === 0) return undefined;
  return { roads, areas: [...land, ...water], barriers: [], detail: 'surveyed' };
}

function countTiles(z: number, box: BoundingBox): number {
  let count = 0;
  for (const _ of tilesOf(z, box)) if (++count > mostTiles) break;
  return count;
}
