import type { Position } from '#shared/geo/position.ts';
import type { Insets } from '../map-camera.ts';
import { cell, type Holder, held, makeOccupancy, type Occupancy, type PixelBox } from './occupancy.ts';

/** A label that would like a place beside its point. */
export type LabelWish = {
  position: Position;
  text: string;
  tone: LabelTone;
  isCentred?: true;
  /** Stands clear of the ring around what is selected, and stands there also where there is no room. */
  isChosen?: true;
};
export type LabelTone = 'track' | 'dim' | 'warm' | 'quiet';
export type PlacedLabel = LabelWish & { side: 'end' | 'start' | 'below' | 'above' | 'middle' };

/** How much further from its point the label of what is selected stands. */
export const chosenGap = 1.6;

/** What is on screen: the map is never turned or tilted. */
export type ScreenView = { longitude: number; latitude: number; zoom: number; width: number; height: number };
const nothingCovered: Insets = { top: 0, right: 0, bottom: 0, left: 0 };

/** What others draw, in pixels from its point: a label stands beside it while there is room, else over it. */
export type Aside = { position: Position; left: number; top: number; right: number; bottom: number };

/** What keeps its place while the camera rests: `symbols` are never covered, `asides` only for want of room. */
export type StandingScene = {
  symbols?: Iterable<Position>;
  asides?: Iterable<Aside>;
  /** Numbers of discs. */
  counts?: readonly DiscCount[];
};
export type DiscCount = { position: Position; text: string };

/** What wants a place beside it. */
export type LabelScene = {
  wishes: Iterable<LabelWish>;
  symbols?: Iterable<Position>;
  /** Text that is never covered. */
  pinned?: Iterable<Aside>;
  counts?: readonly DiscCount[];
  covered?: Insets;
};
export type LabelSize = { characterPixels: number; linePixels: number; gapPixels: number };
/** `countOffsets` are pixels right and down from the middle of each disc. */
export type PlacedTexts = { labels: PlacedLabel[]; countOffsets: Int16Array };

const sides = ['end', 'start', 'below', 'above'] as const;
const middle = ['middle'] as const;
const countSides = ['below', 'above', 'end', 'start'] as const;
/** Each with its distance in gaps. */
const countPlaces = [
  ['middle', 0],
  ...countSides.map((side) => [side, 1] as const),
  ...countSides.map((side) => [side, 1.7] as const),
] as const;

/** Holds what stands. Kept as long as the camera rests: there can be a hundred thousand of it. */
export function holdStanding(
  { symbols = [], asides = [], counts = [] }: StandingScene,
  view: ScreenView,
  size: LabelSize,
): Occupancy {
  const occupancy = makeOccupancy(view.width, view.height);
  const project = makeProjection(view);
  for (const { position } of counts) {
    const [x, y] = project(position);
    const half = size.linePixels / 2;
    occupancy.hold([x - half, y - half, x + half, y + half], held.movable);
  }
  holdBoxes(occupancy, project, asides, held.avoided);
  holdSymbols(occupancy, project, symbols, size);
  return occupancy;
}

/**
 * Chooses which labels are shown so that none covers another or a symbol: first come, first served on a coarse grid,
 * right of the point, else left, below or above it, else not at all. No more wishes are taken than it needs. Then every
 * number has its place: in the middle of its disc, else beside what lies there, and for want of room beneath it.
 * `characterPixels` and `linePixels` are the size of the text, `gapPixels` the distance from the point; `standing` is
 * left as it was.
 */
export function placeLabels(
  { wishes, symbols = [], pinned = [], counts = [], covered = nothingCovered }: LabelScene,
  standing: Occupancy,
  view: ScreenView,
  size: LabelSize,
  limit = 250,
): PlacedTexts {
  const occupancy = standing.copy();
  const { hold, holderOf } = occupancy;
  const project = makeProjection(view);
  const { linePixels } = size;
  const isOff = (x: number, y: number) => x < 0 || y < 0 || x > view.width || y > view.height;

  const isCut = ([x0, y0, x1, y1]: PixelBox) =>
    x0 < covered.left || x1 > view.width - covered.right || y0 < covered.top || y1 > view.height - covered.bottom;

  holdBoxes(occupancy, project, pinned, held.taken);
  holdSymbols(occupancy, project, symbols, size);

  const labels: PlacedLabel[] = [];
  for (const wish of wishes) {
    if (labels.length >= limit) break;
    const [x, y] = project(wish.position);
    if (isOff(x, y)) continue;
    const width = wish.text.length * size.characterPixels;
    const gap = size.gapPixels * (wish.isChosen ? chosenGap : 1);
    let best: { side: PlacedLabel['side']; box: PixelBox } | undefined;
    let least: number = wish.isChosen ? held.taken + 1 : held.taken;
    for (const side of wish.isCentred ? middle : sides) {
      const box = boxBeside(side, x, y, width, linePixels, gap);
      // Cut off by a panel or the edge of the screen it is no better than over something.
      const holder = Math.max(holderOf(box), isCut(box) ? held.avoided : held.free);
      if (holder < least) [best, least] = [{ side, box }, holder];
      if (holder === held.free) break;
    }
    if (!best) continue;
    hold(best.box, held.taken);
    labels.push({ ...wish, side: best.side });
  }

  const countOffsets = new Int16Array(2 * counts.length);
  counts.forEach(({ position, text }, index) => {
    const [x, y] = project(position);
    if (isOff(x, y)) return;
    const width = text.length * size.characterPixels;
    let best: PixelBox | undefined;
    let least: number = held.taken;
    for (const [side, gaps] of countPlaces) {
      const box = boxBeside(side, x, y, width, linePixels, size.gapPixels * gaps);
      const holder = holderOf(box);
      if (holder < least) [best, least] = [box, holder];
      if (holder <= held.movable) break;
    }
    if (!best) return;
    hold(best, held.taken);
    countOffsets[2 * index] = (best[0] + best[2]) / 2 - x;
    countOffsets[2 * index + 1] = (best[1] + best[3]) / 2 - y;
  });
  return { labels, countOffsets };
}

type Project = ReturnType<typeof makeProjection>;

function holdBoxes({ hold }: Occupancy, project: Project, boxes: Iterable<Aside>, holder: Holder): void {
  for (const { position, left, top, right, bottom } of boxes) {
    const [x, y] = project(position);
    hold([x + left, y + top, x + right, y + bottom], holder);
  }
}

function holdSymbols({ hold }: Occupancy, project: Project, symbols: Iterable<Position>, size: LabelSize): void {
  // Less than the gap by more than a cell, so that no symbol stands in the way of its own label.
  const half = Math.max(0, size.gapPixels - cell - 1);
  for (const symbol of symbols) {
    const [x, y] = project(symbol);
    hold([x - half, y - half, x + half, y + half], held.taken);
  }
}

function boxBeside(
  side: PlacedLabel['side'],
  x: number,
  y: number,
  width: number,
  height: number,
  gap: number,
): PixelBox {
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
