import type { Position } from '#shared/geo/position.ts';

/** A label that would like a place beside its point. */
export type LabelWish = {
  position: Position;
  text: string;
  tone: LabelTone;
  isCentred?: true;
  /** Stands clear of the ring around what is selected. */
  isChosen?: true;
};
export type LabelTone = 'track' | 'dim' | 'warm' | 'quiet' | 'count';
export type PlacedLabel = LabelWish & { side: 'end' | 'start' | 'below' | 'above' | 'middle' };

/** How much further from its point the label of what is selected stands. */
export const chosenGap = 1.6;

/** What is on screen: the map is never turned or tilted. */
export type ScreenView = { longitude: number; latitude: number; zoom: number; width: number; height: number };

/** Pixels of a cell of the occupancy grid. */
const cell = 8;

/**
 * Chooses which labels are shown so that none covers another or a symbol: first come, first served on a coarse grid,
 * right of the point, else left, below or above it, else not at all. No more wishes are taken than it needs. `symbols`
 * are where symbols stand. `characterPixels` and `linePixels` are the size of the text, `gapPixels` the distance from
 * the point.
 */
export function placeLabels(
  wishes: Iterable<LabelWish>,
  view: ScreenView,
  size: { characterPixels: number; linePixels: number; gapPixels: number },
  limit = 250,
  symbols: Iterable<Position> = [],
): PlacedLabel[] {
  const columns = Math.ceil(view.width / cell);
  const rows = Math.ceil(view.height / cell);
  const taken = new Uint8Array(columns * rows);
  const project = makeProjection(view);
  const placed: PlacedLabel[] = [];
  const cells = (x0: number, y0: number, x1: number, y1: number) =>
    [
      Math.max(0, Math.floor(x0 / cell)),
      Math.max(0, Math.floor(y0 / cell)),
      Math.min(columns - 1, Math.floor(x1 / cell)),
      Math.min(rows - 1, Math.floor(y1 / cell)),
    ] as const;

  function claim(x0: number, y0: number, x1: number, y1: number): boolean {
    const [left, top, right, bottom] = cells(x0, y0, x1, y1);
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) if (taken[y * columns + x]) return false;
    for (let y = top; y <= bottom; y++) taken.fill(1, y * columns + left, y * columns + right + 1);
    return true;
  }

  // Less than the gap by more than a cell, so that no symbol stands in the way of its own label.
  const symbolHalf = Math.max(0, size.gapPixels - cell - 1);
  for (const symbol of symbols) {
    const [x, y] = project(symbol);
    const [left, top, right, bottom] = cells(x - symbolHalf, y - symbolHalf, x + symbolHalf, y + symbolHalf);
    for (let row = top; row <= bottom; row++) taken.fill(1, row * columns + left, row * columns + right + 1);
  }

  for (const wish of wishes) {
    if (placed.length >= limit) break;
    const [x, y] = project(wish.position);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const width = wish.text.length * size.characterPixels;
    const half = size.linePixels / 2;
    const gap = size.gapPixels * (wish.isChosen ? chosenGap : 1);
    if (wish.isCentred) {
      if (claim(x - width / 2, y - half, x + width / 2, y + half)) placed.push({ ...wish, side: 'middle' });
    } else if (claim(x + gap, y - half, x + gap + width, y + half)) placed.push({ ...wish, side: 'end' });
    else if (claim(x - gap - width, y - half, x - gap, y + half)) placed.push({ ...wish, side: 'start' });
    else if (claim(x - width / 2, y + gap, x + width / 2, y + gap + 2 * half)) placed.push({ ...wish, side: 'below' });
    else if (claim(x - width / 2, y - gap - 2 * half, x + width / 2, y - gap)) placed.push({ ...wish, side: 'above' });
  }
  return placed;
}

/** Web Mercator to pixels of the screen. */
export function makeProjection(view: ScreenView): (position: Position) => [x: number, y: number] {
  const world = 512 * 2 ** view.zoom;
  const mercatorY = (latitude: number) =>
    (0.5 - Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI)) * world;
  const centreY = mercatorY(view.latitude);
  return ([longitude, latitude]) => [
    ((longitude - view.longitude) / 360) * world + view.width / 2,
    mercatorY(latitude) - centreY + view.height / 2,
  ];
}

/** What the screen shows, in degrees. */
export function boxOfScreen(view: ScreenView): [west: number, south: number, east: number, north: number] {
  const world = 512 * 2 ** view.zoom;
  const halfLongitude = ((view.width / 2) * 360) / world;
  const centre = Math.asinh(Math.tan((view.latitude * Math.PI) / 180));
  const half = (view.height / world) * Math.PI;
  const latitudeAt = (mercator: number) => (Math.atan(Math.sinh(mercator)) * 180) / Math.PI;
  return [
    view.longitude - halfLongitude,
    latitudeAt(centre - half),
    view.longitude + halfLongitude,
    latitudeAt(centre + half),
  ];
}
