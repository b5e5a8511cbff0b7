import type { BoundingBox } from '#shared/geo/bounding-box.ts';

/** The part of the earth that Web Mercator shows. */
export const world: BoundingBox = [-180, -85.0511, 180, 85.0511];

/** Column and row of the tile at a longitude and latitude (Web Mercator), kept inside the world. */
export function tileAt(z: number, longitude: number, latitude: number): [x: number, y: number] {
  const side = 2 ** z;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const across = (longitude + 180) / 360;
  const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  const clamp = (fraction: number) => Math.min(side - 1, Math.max(0, Math.floor(fraction * side)));
  return [clamp(across), clamp(down)];
}

/** Every tile of a zoom that touches the box, which may not cross the antimeridian. */
export function* tilesOf(z: number, box: BoundingBox): Generator<[x: number, y: number]> {
  const [west, north] = tileAt(z, box[0], box[3]);
  const [east, south] = tileAt(z, box[2], box[1]);
  for (let x = west; x <= east; x++) for (let y = north; y <= south; y++) yield [x, y];
}

/** The box grown to the edges of the tiles of a zoom, so that tiles from there on are either inside or outside. */
export function boxOfTiles(z: number, box: BoundingBox): BoundingBox {
  const [west, north] = tileAt(z, box[0], box[3]);
  const [east, south] = tileAt(z, box[2], box[1]);
  const [left, , , top] = boxOfTile(z, west, north);
  const [, bottom, right] = boxOfTile(z, east, south);
  return [left, bottom, right, top];
}

export function boxOfTile(z: number, x: number, y: number): BoundingBox {
  const side = 2 ** z;
  const longitude = (column: number) => (column / side) * 360 - 180;
  const latitude = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side))) * 180) / Math.PI;
  return [longitude(x), latitude(y + 1), longitude(x + 1), latitude(y)];
}

/** The tiles of a deeper zoom that lie in a tile. */
export function* tilesBelow([z, x, y]: readonly [z: number, x: number, y: number], deeper: number) {
  const side = 2 ** (deeper - z);
  for (let dx = 0; dx < side; dx++)
    for (let dy = 0; dy < side; dy++) yield [x * side + dx, y * side + dy] as [x: number, y: number];
}
