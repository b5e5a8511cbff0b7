import { nearLongitude } from '#shared/analysis/passage/area-box.ts';
import type { Position } from '#shared/geo/position.ts';

/** Edges are straight in longitude and latitude, which the map bends: no piece of one is longer than this. */
const pieceDegrees = 1;

/** The closed line around an area, each edge the shorter way round, as the server takes it to be. */
export function outlineOf(corners: readonly Position[]): Position[] {
  const line: Position[] = [];
  for (const corner of [...corners, corners[0]!]) {
    const from = line.at(-1);
    const to: Position = [from ? nearLongitude(corner[0], from[0]) : corner[0], corner[1]];
    const pieces = from ? Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / pieceDegrees)) : 1;
    for (let piece = 1; piece < pieces; piece++) {
      const share = piece / pieces;
      line.push([from![0] + share * (to[0] - from![0]), from![1] + share * (to[1] - from![1])]);
    }
    line.push(to);
  }
  return line;
}
