import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { SpotProblem, SpotResult } from './spot.ts';

/**
 * Latitude and longitude as people type them: `16.27 -0.04`, `16,27 -0,04`, `16.27N 0.04W`, `16°16'18"N 0°02'41"W`,
 * `16 16.3 N 0 2.7 W`, `161618N 0000241W`. Latitude comes first unless the letters say otherwise. O is West as in
 * French; Arabic letters and words are known too.
 */
const letters: Record<string, 'N' | 'S' | 'E' | 'W'> = {
  ...{ N: 'N', S: 'S', E: 'E', W: 'W', O: 'W' },
  ...{ NORTH: 'N', SOUTH: 'S', EAST: 'E', WEST: 'W', NORD: 'N', SUD: 'S', EST: 'E', OUEST: 'W' },
  ...{ ش: 'N', ج: 'S', ق: 'E', غ: 'W', شمال: 'N', شمالا: 'N', جنوب: 'S', جنوبا: 'S' },
  ...{ شرق: 'E', شرقا: 'E', غرب: 'W', غربا: 'W' },
};
const token = /([+-]?\d+(?:\.\d+)?)|([°ºd])|(['′’m])|(["″”]|''|′′)|([A-Z]+|[\u0621-\u064a]+)|([,;/\s]+)/gy;

type Part = { text: string; value: number };
type Angle = { parts: Part[]; letter: 'N' | 'S' | 'E' | 'W' | undefined };

export function parseDegrees(text: string): SpotResult {
  const angles = readAngles(tidy(text));
  if (!angles) return undefined;
  const [first, second] = angles;
  const isTurned = first.letter === 'E' || first.letter === 'W' || second.letter === 'N' || second.letter === 'S';
  const [latitude, longitude] = isTurned ? [second, first] : [first, second];
  if (latitude.letter === 'E' || latitude.letter === 'W' || longitude.letter === 'N' || longitude.letter === 'S')
    return undefined;
  if (latitude.parts.length > 3 || longitude.parts.length > 3) return undefined;
  const problem = findProblem(latitude, 90, 'latitude-range') ?? findProblem(longitude, 180, 'longitude-range');
  if (problem) return { ok: false, problem };
  const position: Position = [degreesOf(longitude), degreesOf(latitude)];
  const [stepX, stepY] = [stepOf(longitude), stepOf(latitude)];
  const notation = latitude.parts.length === 1 && longitude.parts.length === 1 ? 'decimal' : 'dms';
  const ring = ringAround(position, stepX / 2, stepY / 2);
  const widthMetres = Math.max(distanceMetres(ring[0]!, ring[1]!), distanceMetres(ring[1]!, ring[2]!));
  const reference =
    notation === 'decimal'
      ? `${signed(latitude)}, ${signed(longitude)}`
      : `${written(latitude, position[1] < 0 ? 'S' : 'N')} ${written(longitude, position[0] < 0 ? 'W' : 'E')}`;
  return { ok: true, value: { notation, position, ring, widthMetres, reference } };
}

/** One spelling for digits, minus signs and decimal commas, upper case. */
function tidy(text: string): string {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0x0f))
    .replace(/[\u2212\u2012-\u2015]/g, '-')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0640\u064b-\u0652]/g, '')
    .replaceAll('٫', '.')
    .replaceAll('،', ',')
    .replace(/([NSEWO])([+-]?\d)/g, '$1 $2');
  // A comma between digits is a decimal one when another separator stands between the two numbers.
  const commas = plain.match(/\d,\d/g)?.length ?? 0;
  const isDecimalComma =
    !plain.includes('.') && (commas === 2 || (commas === 1 && /\d\s*[NSEWO;]?[\s;]+[NSEWO]?\s*[+-]?\d/.test(plain)));
  return isDecimalComma ? plain.replace(/(\d),(\d)/g, '$1.$2') : plain;
}

function readAngles(text: string): [Angle, Angle] | undefined {
  const numbers: (Part & { letterBefore?: Angle['letter']; letterAfter?: Angle['letter']; unit: number })[] = [];
  let pending: Angle['letter'];
  let end = 0;
  for (const match of text.matchAll(token)) {
    end = match.index + match[0].length;
    const last = numbers.at(-1);
    if (match[1] !== undefined) {
      numbers.push({ text: match[1], value: Number(match[1]), unit: 0, ...(pending ? { letterBefore: pending } : {}) });
      pending = undefined;
    } else if (match[5] !== undefined) {
      const letter = letters[match[5]];
      if (!letter || pending) return undefined;
      // A letter belongs to the number before it, unless numbers are led by theirs.
      if (last && !numbers[0]!.letterBefore && !last.letterAfter) last.letterAfter = letter;
      else pending = letter;
    }
  }
  if (end !== text.length || pending || numbers.length < 2) return undefined;
  const cut = cutOf(numbers);
  if (cut === undefined) return undefined;
  const make = (part: typeof numbers): Angle => ({
    parts: splitCompact(part),
    letter: part[0]!.letterBefore ?? part.at(-1)!.letterAfter,
  });
  return [make(numbers.slice(0, cut)), make(numbers.slice(cut))];
}

/** Where the second angle begins: at its letter, else in the middle. */
function cutOf(numbers: readonly { letterBefore?: unknown; letterAfter?: unknown }[]): number | undefined {
  if (numbers.length > 6) return undefined;
  const led = numbers.findLastIndex((number) => number.letterBefore !== undefined);
  if (led > 0) return led;
  const ended = numbers.findIndex((number) => number.letterAfter !== undefined);
  if (ended >= 0 && ended < numbers.length - 1) return ended + 1;
  return numbers.length % 2 === 0 ? numbers.length / 2 : undefined;
}

/** `161618` as three numbers, `0000241` too: degrees, minutes and seconds without anything between. */
function splitCompact(parts: readonly (Part & { letterAfter?: unknown; letterBefore?: unknown })[]): Part[] {
  const only = parts.length === 1 ? parts[0]! : undefined;
  const match =
    only && (only.letterAfter ?? only.letterBefore) ? /^(\d{2,3})(\d{2})(\d{2}(?:\.\d+)?)$/.exec(only.text) : null;
  return match
    ? [match[1]!, match[2]!, match[3]!].map((text) => ({ text, value: Number(text) }))
    : parts.map(({ text, value }) => ({ text, value }));
}

function findProblem({ parts, letter }: Angle, limit: number, name: SpotProblem): SpotProblem | undefined {
  const isBad = parts.slice(1).some(({ text, value }) => /^[+-]/.test(text) || value >= 60);
  if (isBad || parts.slice(0, -1).some(({ text }) => text.includes('.'))) return 'minutes-range';
  if (letter && /^[+-]/.test(parts[0]!.text)) return name;
  return Math.abs(degreesOf({ parts, letter })) > limit ? name : undefined;
}

function degreesOf({ parts, letter }: Angle): number {
  const [degrees, minutes = 0, seconds = 0] = parts.map(({ value }) => value);
  const size = Math.abs(degrees!) + minutes / 60 + seconds / 3600;
  return letter === 'S' || letter === 'W' || parts[0]!.text.startsWith('-') ? -size : size;
}

/** Degrees that the last digit given stands for. */
function stepOf({ parts }: Angle): number {
  const decimals = parts.at(-1)!.text.split('.')[1]?.length ?? 0;
  return 10 ** -decimals / 60 ** (parts.length - 1);
}

function signed({ parts, letter }: Angle): string {
  const digits = parts[0]!.text.replace(/^[+-]/, '');
  return letter === 'S' || letter === 'W' || parts[0]!.text.startsWith('-') ? `-${digits}` : digits;
}

function written({ parts }: Angle, letter: string): string {
  const marks = ['°', '′', '″'];
  return parts.map(({ text }, index) => text.replace(/^[+-]/, '') + marks[index]!).join('') + letter;
}

function ringAround([longitude, latitude]: Position, halfX: number, halfY: number): Position[] {
  const [west, east] = [longitude - halfX, longitude + halfX];
  const [south, north] = [Math.max(-90, latitude - halfY), Math.min(90, latitude + halfY)];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
