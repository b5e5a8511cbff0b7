import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, Geometry } from 'geojson';
import { type BoundingBox, boxAround, boxesOverlap } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import { tileIdOf } from './archive-format.ts';
import { boxOfTile as boxAtTile, tilesBelow, tilesOf } from './tile-grid.ts';

type TileFeature = GeoJSONVTTile['features'][number];

/**
 * Which zooms of a layer are made, and where. Each tile of the first zoom is worked on by itself, which bounds the memory:
 * a range that begins at zoom 3 needs a sixty-fourth of the world at a time.
 */
export type ZoomRange = { from: number; to: number; box: BoundingBox };

export type LayerCut = {
  name: string;
  features: Feature[];
  ranges: readonly ZoomRange[];
  /** Simplification below the highest zoom, tile units. */
  tolerance: number;
  /** Whether a feature is worth its bytes in a tile of this zoom. */
  keep?: (feature: TileFeature, z: number) => boolean;
};

/** Units across one tile. At zoom 6 one unit is about 150 m at the equator, finer than the 1:10m countries. */
export const extent = 4096;
const buffer = 64;

/**
 * Cuts one layer into vector tiles that hold nothing else, not compressed, by tile id. Tiles of several layers are put
 * together by joining their bytes: a vector tile is a sequence of layers. One layer at a time bounds the memory.
 */
export function cutLayer({ name, features, ranges, tolerance, keep }: LayerCut): Map<number, Uint8Array> {
  const tiles = new Map<number, Uint8Array>();
  if (features.length === 0) return tiles;
  const boxes = features.map(({ geometry }) => boxOf(geometry));
  for (const { from, to, box } of ranges) {
    for (const [column, row] of tilesOf(from, box)) {
      const block = boxOfTile(from, column, row);
      const index = indexBlock(
        features.filter((_, i) => boxesOverlap(boxes[i]!, block)),
        to,
        tolerance,
      );
      for (let z = from; z <= to; z++) {
        for (const [x, y] of tilesBelow([from, column, row], z)) {
          const tile = index.getTile(z, x, y);
          const kept = keep ? tile?.features.filter((feature: TileFeature) => keep(feature, z)) : tile?.features;
          if (tile && kept && kept.length > 0)
            tiles.set(
              tileIdOf(z, x, y),
              fromGeojsonVt({ [name]: { ...tile, features: kept } }, { version: 2, extent }),
            );
        }
      }
    }
  }
  return tiles;
}

function indexBlock(features: Feature[], maxZoom: number, tolerance: number): GeoJSONVT {
  return new GeoJSONVT(
    { type: 'FeatureCollection', features },
    // Nothing is split in advance: only tiles that are asked for, and those above them, are ever made.
    { maxZoom, indexMaxZoom: 0, indexMaxPoints: 0, tolerance, extent, buffer },
  );
}

/** With the edge that tiles share; beyond the antimeridian too, where shapes may run on. */
function boxOfTile(z: number, x: number, y: number): BoundingBox {
  const [west, south, east, north] = boxAtTile(z, x, y);
  const [dx, dy] = [((east - west) * buffer) / extent, ((north - south) * buffer) / extent];
  const isWhole = z === 0;
  return isWhole ? [-540, -90, 540, 90] : [west - dx, south - 2 * dy, east + dx, north + 2 * dy];
}

function boxOf(geometry: Geometry): BoundingBox {
  const box = boxAround(positionsOf('coordinates' in geometry ? geometry.coordinates : []));
  // Shapes that run on across the antimeridian come back at the other side.
  return box[0] < -180 || box[2] > 180 ? [-180, box[1], 180, box[3]] : box;
}

function* positionsOf(nested: unknown): Generator<Position> {
  if (!Array.isArray(nested)) return;
  if (typeof nested[0] === 'number') yield nested as unknown as Position;
  else for (const each of nested) yield* positionsOf(each);
}

/** Area of a polygon's rings in square tile units; holes count against it. */
export function areaInTile(feature: TileFeature): number {
  let doubled = 0;
  for (const ring of feature.geometry as [number, number][][]) {
    let [x0, y0] = ring.at(-1) ?? [0, 0];
    let sum = 0;
    for (const [x, y] of ring) {
      sum += x0 * y - x * y0;
      [x0, y0] = [x, y];
    }
    doubled += sum;
  }
  return Math.abs(doubled) / 2;
}
