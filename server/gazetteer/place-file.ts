import { Buffer } from 'node:buffer';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { foldTightly } from '#shared/search/fold-text.ts';
import { type City, citiesAttribution, readAdminNames, readCities } from './cities.ts';
import { makePlaceIndex, type PlaceIndex } from './place-index.ts';

/**
 * The world's towns as one file that a server loads in milliseconds: a line of JSON, then columns (longitudes and
 * latitudes as float32, country and area as uint16 into the lists of the head), then names and folded names as UTF-8.
 */
export type WorldPlaces = {
  index: PlaceIndex;
  attribution: string;
  nameOf(row: number): string;
  countryOf(row: number): string;
  adminOf(row: number): string | undefined;
};

type Head = { count: number; attribution: string; countries: string[]; admins: string[]; namesBytes: number };

export async function buildPlaceFile(outFile: string): Promise<{ places: number; bytes: number }> {
  const bytes = formatPlaces(readCities(), readAdminNames(1));
  await mkdir(dirname(outFile), { recursive: true });
  const partial = `${outFile}.${process.pid}.partial`;
  await writeFile(partial, bytes);
  await rename(partial, outFile);
  return { places: (JSON.parse(bytes.toString('utf8', 0, bytes.indexOf(10))) as Head).count, bytes: bytes.length };
}

export function formatPlaces(cities: readonly City[], adminNames: ReadonlyMap<string, string>): Buffer {
  // A name that folds to nothing can be found by nobody.
  const named = cities.filter(({ name }) => foldTightly(name) !== '');
  const countries = makeList();
  const admins = makeList();
  const longitudes = new Float32Array(named.length);
  const latitudes = new Float32Array(named.length);
  const codes = new Uint16Array(named.length * 2);
  for (const [row, { position, country, admin1 }] of named.entries()) {
    [longitudes[row], latitudes[row]] = position;
    codes[row * 2] = countries.indexOf(country);
    codes[row * 2 + 1] = admins.indexOf(adminNames.get(admin1) ?? '');
  }
  const names = Buffer.from(named.map(({ name }) => name.replaceAll('\n', ' ')).join('\n'));
  const folded = Buffer.from(`\n${named.map(({ name }) => foldTightly(name)).join('\n')}\n`);
  const head: Head = {
    count: named.length,
    attribution: citiesAttribution,
    countries: countries.values,
    admins: admins.values,
    namesBytes: names.length,
  };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...[longitudes, latitudes, codes].map((column) => Buffer.from(column.buffer)),
    names,
    folded,
  ]);
}

export async function readPlaceFile(file: string): Promise<WorldPlaces> {
  return parsePlaces(await readFile(file));
}

/** Throws a RangeError when the bytes end early. */
export function parsePlaces(bytes: Buffer): WorldPlaces {
  let at = bytes.indexOf(10) + 1;
  const { count, attribution, countries, admins, namesBytes } = JSON.parse(bytes.toString('utf8', 0, at)) as Head;
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError('the file of places ends early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  // Copied, because a column must begin at a multiple of its width.
  const column = (width: number) => new Uint8Array(take(count * width)).buffer;
  const longitudes = new Float32Array(column(4));
  const latitudes = new Float32Array(column(4));
  const codes = new Uint16Array(column(4));
  const names = take(namesBytes).toString('utf8');
  const haystack = bytes.toString('utf8', at);
  const nameStarts = new Uint32Array(count);
  for (let row = 1; row < count; row++) nameStarts[row] = names.indexOf('\n', nameStarts[row - 1]) + 1;
  return {
    index: makePlaceIndex(haystack, longitudes, latitudes),
    attribution,
    nameOf: (row) => names.slice(nameStarts[row], row + 1 < count ? nameStarts[row + 1]! - 1 : undefined),
    countryOf: (row) => countries[codes[row * 2]!] ?? '',
    adminOf: (row) => admins[codes[row * 2 + 1]!] || undefined,
  };
}

/** Numbers strings in the order in which they first come. */
function makeList(): { values: string[]; indexOf(value: string): number } {
  const known = new Map<string, number>();
  const values: string[] = [];
  return {
    values,
    indexOf(value) {
      const before = known.get(value);
      if (before !== undefined) return before;
      known.set(value, values.length);
      return values.push(value) - 1;
    },
  };
}
