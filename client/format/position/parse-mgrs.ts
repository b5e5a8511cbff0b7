import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { mgrs } from './mgrs-library.ts';
import { spaceMgrs } from './mgrs-text.ts';
import type { Spot, SpotResult } from './spot.ts';

const bands = 'CDEFGHJKLMNPQRSTUVWX';
const shape = /^(\d{1,2})([C-HJ-NP-X])(?:([A-HJ-NP-Z])([A-HJ-NP-V]))?((?:\d+)?)$/;

/** An MGRS reference with or without spaces, from a grid zone (`30Q`) to a metre (`30QZD1638501092`). */
export function parseMgrs(text: string): SpotResult {
  const parts = text.trim().toUpperCase().split(/\s+/);
  const match = shape.exec(parts.join(''));
  if (!match) return undefined;
  const [, zoneText, band, column, row, digits] = match as unknown as [string, string, string, string, string, string];
  const zone = Number(zoneText);
  if (zone < 1 || zone > 60) return undefined;
  if (column === undefined) return digits === '' ? parseZone(zone, band) : undefined;
  const numbers = parts.filter((part) => /^\d+$/.test(part) && part !== zoneText);
  const isUneven = numbers.length === 2 && numbers[0]!.length !== numbers[1]!.length;
  if (digits.length % 2 !== 0 || digits.length > 10 || isUneven) return { ok: false, problem: 'mgrs-digits' };
  return parseSquare(`${zoneText.padStart(2, '0')}${band}${column}${row}`, digits);
}

/** All of one grid zone: six degrees by eight, but for the wide ones of Norway and Svalbard. */
function parseZone(zone: number, band: string): SpotResult {
  const south = bands.indexOf(band) * 8 - 80;
  const sides = zoneSides(zone, band);
  if (!sides) return { ok: false, problem: 'mgrs-square' };
  const [west, east] = sides;
  const north = band === 'X' ? 84 : south + 8;
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as const;
  return { ok: true, value: makeSpot(corners, `${String(zone).padStart(2, '0')}${band}`) };
}

function zoneSides(zone: number, band: string): readonly [west: number, east: number] | undefined {
  const west = zone * 6 - 186;
  if (band === 'V' && zone === 31) return [0, 3];
  if (band === 'V' && zone === 32) return [3, 12];
  if (band === 'X' && zone >= 31 && zone <= 37)
    return { 31: [0, 9], 33: [9, 21], 35: [21, 33], 37: [33, 42] }[zone] as [number, number] | undefined;
  return [west, west + 6];
}

function parseSquare(square: string, digits: string): SpotResult {
  const half = digits.length / 2;
  const [east, north] = [digits.slice(0, half), digits.slice(half)];
  const metre = (easting: '0' | '9', northing: '0' | '9') =>
    mgrs.inverse(square + east.padEnd(5, easting) + north.padEnd(5, northing));
  try {
    // The corners of a square lie in its outermost metres; its sides are not meridians, so each corner is asked for.
    const [west, south] = metre('0', '0');
    const southEast = metre('9', '0');
    const northEast = metre('9', '9');
    const northWest = metre('0', '9');
    const corners: Position[] = [
      [west, south],
      [southEast[2], southEast[1]],
      [northEast[2], northEast[3]],
      [northWest[0], northWest[3]],
    ];
    if (!isOnGrid(square, corners)) return { ok: false, problem: 'mgrs-square' };
    const widthMetres = 100_000 / 10 ** half;
    return { ok: true, value: { ...makeSpot(corners, spaceMgrs(square + digits)), widthMetres } };
  } catch {
    return { ok: false, problem: 'mgrs-square' };
  }
}

/** Letters that this zone and band do not have would name a place hundreds of kilometres outside of them. */
function isOnGrid(square: string, corners: readonly Position[]): boolean {
  const sides = zoneSides(Number(square.slice(0, 2)), square[2]!);
  if (!sides) return false;
  const south = bands.indexOf(square[2]!) * 8 - 80;
  const [west, east] = sides;
  const [longitudes, latitudes] = [corners.map(([longitude]) => longitude), corners.map(([, latitude]) => latitude)];
  return (
    Math.max(...longitudes) > west - 0.05 &&
    Math.min(...longitudes) < east + 0.05 &&
    Math.max(...latitudes) > south - 0.05 &&
    Math.min(...latitudes) < (square[2] === 'X' ? 84 : south + 8) + 0.05
  );
}

function makeSpot(corners: readonly Position[], reference: string): Spot {
  const middle = corners.reduce<[number, number]>(
    ([x, y], [longitude, latitude]) => [x + longitude / 4, y + latitude / 4],
    [0, 0],
  );
  const widthMetres = Math.max(distanceMetres(corners[0]!, corners[1]!), distanceMetres(corners[1]!, corners[2]!));
  return { notation: 'mgrs', position: middle, ring: [...corners, corners[0]!], widthMetres, reference };
}
