import type { Position } from '#shared/geo/position.ts';

/** Things that would cover each other, drawn as one with their number: nothing is left out in silence. */
export type Gathered<T> = { position: [longitude: number, latitude: number]; members: T[] };
export type Parted<T> = { alone: readonly T[]; gathered: readonly Gathered<T>[] };

export type GatherOptions<T> = {
  positionOf: (thing: T) => Position;
  /** Whole zoom level. */
  level: number;
  /** Width of a cell at that level. */
  cellPixels: number;
};

/**
 * Parts things into those that stand alone in their cell of a fixed grid and those that share one; a shared mark lies in
 * the middle of its members. The grid is fixed to the ground, so that marks stay while the map is moved. Order is kept.
 */
export function gather<T>(things: readonly T[], { positionOf, level, cellPixels }: GatherOptions<T>): Parted<T> {
  const cells = makeCells(things.length);
  const across = (512 * 2 ** level) / cellPixels;
  for (let index = 0; index < things.length; index++) {
    const [longitude, latitude] = positionOf(things[index]!);
    const sine = Math.sin((latitude * Math.PI) / 180);
    const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * across);
    // Every second row is shifted by half a cell: marks then stand further apart.
    const column = Math.floor((longitude / 360 + 0.5) * across + (row & 1) / 2);
    enter(cells, index, row, column);
  }
  const alone: T[] = [];
  const gathered: Gathered<T>[] = [];
  for (let index = 0; index < things.length; index++) {
    const slot = cells.slots[index]!;
    if (cells.first[slot] !== index) continue;
    if (cells.next[index] === none) alone.push(things[index]!);
    else gathered.push(collect(things, cells, index, positionOf));
  }
  return { alone, gathered };
}

/** A hash table from cell to a chain of things, as numbers: a hundred thousand are sorted within a redraw. */
type Cells = {
  rows: Int32Array;
  columns: Int32Array;
  /** By thing: the slot of its cell, and the next thing of that cell. */
  slots: Int32Array;
  next: Int32Array;
  /** By slot: the first and the last thing of the cell. */
  first: Int32Array;
  last: Int32Array;
};
const none = -1;

function makeCells(count: number): Cells {
  const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
  return {
    rows: new Int32Array(count),
    columns: new Int32Array(count),
    slots: new Int32Array(count),
    next: new Int32Array(count).fill(none),
    first: new Int32Array(size).fill(none),
    last: new Int32Array(size),
  };
}

function enter({ rows, columns, slots, next, first, last }: Cells, index: number, row: number, column: number): void {
  const mask = first.length - 1;
  let slot = (Math.imul(row, 73_856_093) ^ Math.imul(column, 19_349_663)) & mask;
  while (first[slot] !== none && (rows[first[slot]!] !== row || columns[first[slot]!] !== column))
    slot = (slot + 1) & mask;
  if (first[slot] === none) first[slot] = index;
  else next[last[slot]!] = index;
  last[slot] = index;
  rows[index] = row;
  columns[index] = column;
  slots[index] = slot;
}

function collect<T>(things: readonly T[], { next }: Cells, head: number, positionOf: GatherOptions<T>['positionOf']) {
  const members: T[] = [];
  let [longitude, latitude] = [0, 0];
  for (let index = head; index !== none; index = next[index]!) {
    const position = positionOf(things[index]!);
    longitude += position[0];
    latitude += position[1];
    members.push(things[index]!);
  }
  const position: [number, number] = [longitude / members.length, latitude / members.length];
  return { position, members };
}
