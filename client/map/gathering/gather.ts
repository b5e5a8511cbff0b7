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
export function gather<T>(things: readonly T[], options: GatherOptions<T>): Parted<T> {
  const { positionOf, level, cellPixels } = options;
  const cells = (512 * 2 ** level) / cellPixels;
  const byCell = new Map<number, T[]>();
  for (const thing of things) {
    const [longitude, latitude] = positionOf(thing);
    const sine = Math.sin((latitude * Math.PI) / 180);
    const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * cells);
    // Every second row is shifted by half a cell: marks then stand further apart.
    const column = Math.floor((longitude / 360 + 0.5) * cells + (row & 1) / 2);
    const cell = row * 2 ** 26 + column;
    const members = byCell.get(cell);
    if (members) members.push(thing);
    else byCell.set(cell, [thing]);
  }
  const lonely = new Set<T>();
  const gathered: Gathered<T>[] = [];
  for (const members of byCell.values())
    if (members.length === 1) lonely.add(members[0]!);
    else gathered.push({ position: middleOf(members.map(positionOf)), members });
  return { alone: things.filter((thing) => lonely.has(thing)), gathered };
}

function middleOf(positions: readonly Position[]): [number, number] {
  let [longitude, latitude] = [0, 0];
  for (const position of positions) {
    longitude += position[0];
    latitude += position[1];
  }
  return [longitude / positions.length, latitude / positions.length];
}
