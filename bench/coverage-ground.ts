import { destination } from '#shared/geo/great-circle.ts';
import { type MercatorGrid, placeInGrid } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import type { CoverArea, Ground, GroundCover, Road, RoadClass } from '#shared/schema/ground.ts';

/** About 1,000 × 1,000 km around 16° north. */
export const box = [-4.7, 11.5, 4.65, 20.5] as const;
const towns = 120;
const covers: readonly GroundCover[] = ['bare', 'grass', 'shrub', 'crop', 'wood'];
const classes: readonly RoadClass[] = ['primary', 'secondary', 'tertiary', 'track'];
/** Cover changes at this pace, in degrees. */
const patch = 0.05;

export type Random = () => number;

export function makeRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomPlace(random: Random): Position {
  const [west, south, east, north] = box;
  return [west + (0.03 + 0.94 * random()) * (east - west), south + (0.03 + 0.94 * random()) * (north - south)];
}

/** Fractal ground, rivers as barriers, towns and winding roads between those that are near each other. */
export function makeSyntheticGround(seed: number): { ground: Ground; towns: Position[]; bridges: string[] } {
  const random = makeRandom(seed);
  const height = makeHeight(random);
  const places = Array.from({ length: towns }, () => randomPlace(random));
  const barriers = Array.from({ length: 4 }, (_, index) => riverLine(index, random));
  const roads = linkTowns(places).flatMap(([from, to], index): Road[] => {
    const common = {
      class: classes[Math.floor(random() * classes.length)]!,
      surface: random() < 0.4 ? ('paved' as const) : ('unpaved' as const),
      isOneWay: false,
    };
    const pieces = splitAtRivers(windingLine(places[from]!, places[to]!, random), barriers);
    return pieces.map((piece, at) => ({ ...common, ...piece, roadId: `road-${index}-${at}` }));
  });
  const bridges = roads.filter(({ isBridge }) => isBridge).map(({ roadId }) => roadId);
  const ground: Ground = { roads, areas: coverAreas(height), barriers, detail: 'surveyed' };
  return { ground, towns: places, bridges };
}

/** Slope factor on speed, by cell of a grid: what a steep place leaves of it. */
export function slopeFactors(grid: MercatorGrid, seed: number): Float32Array {
  const height = makeHeight(makeRandom(seed));
  const [west, south, east, north] = box;
  return Float32Array.from({ length: grid.columns * grid.rows }, (_, cell) => {
    const longitude = west + ((cell % grid.columns) / grid.columns) * (east - west);
    const latitude = north - (Math.floor(cell / grid.columns) / grid.rows) * (north - south);
    const steep = Math.abs(height(longitude, latitude) - height(longitude + 0.02, latitude + 0.02)) * 60;
    return steep < 3 ? 1 : steep < 6 ? 0.8 : steep < 12 ? 0.6 : steep < 25 ? 0.4 : 0.2;
  });
}

/** Six octaves of value noise, from 0 to 1. */
function makeHeight(random: Random): (longitude: number, latitude: number) => number {
  const size = 64;
  const values = Float32Array.from({ length: size * size }, random);
  const at = (x: number, y: number) => values[(y & (size - 1)) * size + (x & (size - 1))]!;
  const smooth = (x: number, y: number): number => {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const ease = (share: number) => share * share * (3 - 2 * share);
    const [u, v] = [ease(x - i), ease(y - j)];
    const low = at(i, j) + (at(i + 1, j) - at(i, j)) * u;
    const high = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * u;
    return low + (high - low) * v;
  };
  return (longitude, latitude) => {
    let [sum, weight] = [0, 0];
    for (let octave = 0; octave < 6; octave++) {
      sum += smooth(longitude * 0.6 * 2 ** octave + octave * 17, latitude * 0.6 * 2 ** octave) / 2 ** octave;
      weight += 1 / 2 ** octave;
    }
    return sum / weight;
  };
}

/** Runs of equal cover, row by row, as rectangles. */
function coverAreas(height: (longitude: number, latitude: number) => number): CoverArea[] {
  const [west, south, east, north] = box;
  const coverAt = (longitude: number, latitude: number) =>
    covers[Math.min(4, Math.max(0, Math.floor((height(longitude, latitude) - 0.3) * 12.5)))]!;
  const areas: CoverArea[] = [];
  for (let bottom = south; bottom < north; bottom += patch) {
    let from: number = west;
    for (let left = west; left < east; left += patch) {
      const cover = coverAt(left, bottom);
      if (left + patch < east && coverAt(left + patch, bottom) === cover) continue;
      const [right, top] = [left + patch, bottom + patch];
      const ring: Position[] = [
        [from, bottom],
        [right, bottom],
        [right, top],
        [from, top],
        [from, bottom],
      ];
      areas.push({ cover, rings: [ring] });
      from = right;
    }
  }
  return areas;
}

/** Each town to its two nearest. */
function linkTowns(places: readonly Position[]): [number, number][] {
  const links = new Map<string, [number, number]>();
  places.forEach((from, index) => {
    const near = places
      .map((to, other) => ({ other, far: Math.hypot(to[0] - from[0], to[1] - from[1]) }))
      .filter(({ other }) => other !== index)
      .sort((a, b) => a.far - b.far)
      .slice(0, 2);
    for (const { other } of near) links.set([index, other].sort((a, b) => a - b).join(), [index, other]);
  });
  return [...links.values()];
}

function windingLine(from: Position, to: Position, random: Random): Position[] {
  const steps = Math.max(2, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 0.02));
  const line: Position[] = [from];
  for (let step = 1; step < steps; step++) {
    const share = step / steps;
    const middle: Position = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    line.push(destination(middle, random() * 360, 500));
  }
  return [...line, to];
}

/** Two from west to east and two from south to north, right through. */
function riverLine(index: number, random: Random): Position[] {
  const [west, south, east, north] = box;
  const share = 0.3 + 0.4 * (index % 2);
  let drift = 0;
  return Array.from({ length: 121 }, (_, step): Position => {
    drift += (random() - 0.5) * 0.02;
    const [along, across] = [-0.01 + (1.02 * step) / 120, share + drift];
    return index < 2
      ? [west + along * (east - west), south + across * (north - south)]
      : [west + across * (east - west), south + along * (north - south)];
  });
}

/** The stretches that cross a river are bridges, roads of their own. */
function splitAtRivers(line: Position[], rivers: readonly Position[][]): Pick<Road, 'line' | 'isBridge'>[] {
  const pieces: Pick<Road, 'line' | 'isBridge'>[] = [];
  let from = 0;
  for (let at = 1; at < line.length; at++) {
    const isBridge = rivers.some((river) => crossesRiver(line[at - 1]!, line[at]!, river));
    if (!isBridge) continue;
    if (at - 1 > from) pieces.push({ line: line.slice(from, at), isBridge: false });
    pieces.push({ line: [line[at - 1]!, line[at]!], isBridge: true });
    from = at;
  }
  if (from < line.length - 1) pieces.push({ line: line.slice(from), isBridge: false });
  return pieces;
}

function crossesRiver(a: Position, b: Position, river: readonly Position[]): boolean {
  const turn = (p: Position, q: Position, r: Position) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return river.some((d, index) => {
    const c = river[index - 1];
    return c !== undefined && turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
  });
}

/** How many cells of a grid a road passes through, for the record. */
export function countRoadCells(grid: MercatorGrid, roads: readonly Road[]): number {
  const cells = new Set<number>();
  for (const { line } of roads)
    for (let at = 1; at < line.length; at++)
      for (let step = 0; step < 8; step++) {
        const share = step / 8;
        const [a, b] = [line[at - 1]!, line[at]!];
        const { column, row } = placeInGrid(grid, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
        cells.add(Math.floor(row) * grid.columns + Math.floor(column));
      }
  return cells.size;
}
