import { readCsvRows } from '../csv-rows.ts';
import type { ImportFile } from '../import-format.ts';

/** Beyond this many different places nothing more is remembered, so that a huge file costs no more memory. */
const maxPlaces = 500_000;

/**
 * Which places of a table are given to more than one row. In a register of buildings such a place is the middle of a
 * district that somebody filled in. Reads the file once, ahead of its rows.
 */
export async function findSharedPlaces(file: ImportFile, columns: readonly string[]): Promise<ReadonlySet<string>> {
  const once = new Set<string>();
  const shared = new Set<string>();
  let indexes: number[] | undefined;
  for await (const { cells } of readCsvRows({ readText: file.peekText })) {
    if (!indexes) {
      const header = cells.map((cell) => cell.trim());
      indexes = columns.map((column) => header.indexOf(column));
      continue;
    }
    const place = placeKey(indexes.map((index) => cells[index] ?? ''));
    if (once.has(place)) shared.add(place);
    else if (once.size < maxPlaces) once.add(place);
  }
  return shared;
}

export function placeKey(coordinates: readonly string[]): string {
  return coordinates.map((each) => Number(each.trim())).join(' ');
}
