import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { Position } from '#shared/geo/position.ts';
import type { CoverArea, GroundCover, Road, RoadClass } from '#shared/schema/ground.ts';

/** Ways of a Protomaps basemap that vehicles use, by `kind_detail`, which is the `highway` of OpenStreetMap. */
const roadKinds: ReadonlyMap<string, RoadClass> = new Map([
  ['motorway', 'trunk'],
  ['trunk', 'trunk'],
  ['primary', 'primary'],
  ['secondary', 'secondary'],
  ['tertiary', 'tertiary'],
  ['unclassified', 'unclassified'],
  ['residential', 'unclassified'],
  ['service', 'unclassified'],
  ['track', 'track'],
]);

const landKinds: ReadonlyMap<string, GroundCover> = new Map([
  ['barren', 'bare'],
  ['grassland', 'grass'],
  ['scrub', 'shrub'],
  ['farmland', 'crop'],
  ['forest', 'wood'],
  ['wetland', 'wetland'],
]);

export type TileAddress = readonly [z: number, x: number, y: number];

/**
 * Roads of one tile, unpacked. Nothing in such tiles says what a road is paved with, so it counts as unpaved, as in a
 * mission pack; a road is named by its tile, because its pieces carry no id that would hold from tile to tile.
 */
export function roadsOfTile(bytes: Uint8Array, address: TileAddress): Road[] {
  const [z, x, y] = address;
  return featuresOf(bytes, 'roads').flatMap((feature, index) => {
    const { kind_detail: kind, name, is_bridge: isBridge, oneway } = feature.properties;
    const roadClass = roadKinds.get(String(kind).replace(/_link$/, ''));
    if (!roadClass || feature.type !== 2) return [];
    return placesOf(feature, address)
      .filter((line) => line.length > 1)
      .map((line) => ({
        roadId: `basemap:${z}/${x}/${y}/${index}`,
        ...(typeof name === 'string' ? { name } : {}),
        ...{ class: roadClass, surface: 'unpaved' as const, isBridge: isBridge === true || isBridge === 1 },
        ...{ isOneWay: oneway === 'yes' || oneway === true, line },
      }));
  });
}

/** Land cover and open water of one tile; water comes last and so lies on top. Rivers drawn as lines are left out. */
export function areasOfTile(bytes: Uint8Array, address: TileAddress, layer: 'landcover' | 'water'): CoverArea[] {
  return featuresOf(bytes, layer).flatMap((feature) => {
    const cover = layer === 'water' ? 'water' : landKinds.get(String(feature.properties['kind']));
    // The even-odd rule of the ground takes the rings of several polygons as well as those of one.
    return cover && feature.type === 3 ? [{ cover, rings: placesOf(feature, address) }] : [];
  });
}

function featuresOf(bytes: Uint8Array, layer: string): VectorTileFeature[] {
  const found = new VectorTile(new PbfReader(bytes)).layers[layer];
  return found ? Array.from({ length: found.length }, (_, index) => found.feature(index)) : [];
}

function placesOf(feature: VectorTileFeature, [z, x, y]: TileAddress): Position[][] {
  const side = 2 ** z * feature.extent;
  return feature.loadGeometry().map((line) =>
    line.map((point): Position => {
      const across = (x * feature.extent + point.x) / side;
      const down = (y * feature.extent + point.y) / side;
      return [across * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * down))) * 180) / Math.PI];
    }),
  );
}
