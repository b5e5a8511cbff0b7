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
export type LabelTone = 'track' | 'dim' | 'warm' | 'quiet';
export type PlacedLabel = LabelWish & { side: 'end' | 'start' | 'below' | 'above' | 'middle' };

/** How much further from its point the label of what is selected stands. */
export const chosenGap = 1.6;

/** What is on screen: the map is never turned or tilted. */
export type ScreenView = { longitude: number; latitude: number; zoom: number; width: number; height: number };

/** Text that others draw, in pixels from its point: a label stands beside it while there is room, else over it. */
export type Aside = { position: Position; left: number; top: number; right: number; bottom: number };

/** Pixels of a cell of the occupancy grid. */
const cell = 8;
/** What holds a cell: text that a label had better not cover, or what it never covers. */
const aside = 1;
const taken = 2;
const sides = ['end', 'start', 'below', 'above'] as const;
const middle = ['middle'] as const;
type Box = readonly [x0: number, y0: number, x1: number, y1: number];

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
  { symbols = [], asides = [] }: { symbols?: Iterable<Position>; asides?: Iterable<Aside> } = {},
): PlacedLabel[] {
  const columns = Math.ceil(view.width / cell);
  const rows = Math.ceil(view.height / cell);
  const grid = new Uint8Array(columns * rows);
  const project = makeProjection(view);
  const placed: PlacedLabel[] = [];
  const cellsOf = ([x0, y0, x1, y1]: Box): Box => [
    Math.max(0, Math.floor(x0 / cell)),
    Math.max(0, Math.floor(y0 / cell)),
    Math.min(columns - 1, Math.floor(x1 / cell)),
    Math.min(rows - 1, Math.floor(y1 / cell)),
  ];

  function fill([left, top, right, bottom]: Box, holder: number): void {
    for (let y = top; y <= bottom; y++) grid.fill(holder, y * columns + left, y * columns + right + 1);
  }
  /** The worst that holds any of these cells. */
  function holderOf([left, top, right, bottom]: Box): number {
    let worst = 0;
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        const holder = grid[y * columns + x]!;
        if (holder === taken) return taken;
        if (holder > worst) worst = holder;
      }
    return worst;
  }

  for (const { position, left, top, right, bottom } of asides) {
    const [x, y] = project(position);
    fill(cellsOf([x + left, y + top, x + right, y + bottom]), aside);
  }
  // Less than the gap by more than a cell, so that no symbol stands in the way of its own label.
  const symbolHalf = Math.max(0, size.gapPixels - cell - 1);
  for (const symbol of symbols) {
    const [x, y] = project(symbol);
    fill(cellsOf([x - symbolHalf, y - symbolHalf, x + symbolHalf, y + symbolHalf]), taken);
  }

  for (const wish of wishes) {
    if (placed.length >= limit) break;
    const [x, y] = project(wish.position);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const width = wish.text.length * size.characterPixels;
    const gap = size.gapPixels * (wish.isChosen ? chosenGap : 1);
    let best: { side: PlacedLabel['side']; cells: Box } | undefined;
    for (const side of wish.isCentred ? middle : sides) {
      const cells = cellsOf(boxBeside(side, x, y, width, size.linePixels, gap));
      const holder = holderOf(cells);
      if (holder === taken) continue;
      if (holder === 0 || !best) best = { side, cells };
      if (holder === 0) break;
    }
    if (!best) continue;
    fill(best.cells, taken);
    placed.push({ ...wish, side: best.side });
  }
  return placed;
}

function boxBeside(side: PlacedLabel['side'], x: number, y: number, width: number, height: number, gap: number): Box {
  if (side === 'end') return [x + gap, y - height / 2, x + gap + width, y + height / 2];
  if (side === 'start') return [x - gap - width, y - height / 2, x - gap, y + height / 2];
  if (side === 'below') return [x - width / 2, y + gap, x + width / 2, y + gap + height];
  if (side === 'above') return [x - width / 2, y - gap - height, x + width / 2, y - gap];
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
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
