import { padding } from './moves.ts';
import type { Terrain } from './terrain.ts';
import type { Workspace } from './workspace.ts';

/** Seconds from one source over a window of the grid; `beyond` where it is not reached within the limit. */
export type GroundField = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly seconds: Uint16Array;
};

export const beyond = 65_535;

/** Packs what a spread bounded below `beyond` seconds (18 h) has reached: whole seconds, rounded up, in the smallest window. */
export function packField({ stride }: Terrain, { cells, touched, touchedCount }: Workspace): GroundField {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (let at = 0; at < touchedCount; at++) {
    const y = Math.floor(touched[at]! / stride);
    const x = touched[at]! - y * stride;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  if (right < 0) return { left: 0, top: 0, width: 0, height: 0, seconds: new Uint16Array() };
  const [width, height] = [right - left + 1, bottom - top + 1];
  const packed = new Uint16Array(width * height);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, from = (top + y) * stride + left; x < width; x++, from++, to++) {
      const found = cells[2 * from]!;
      packed[to] = found === Number.POSITIVE_INFINITY ? beyond : Math.min(beyond - 1, Math.ceil(found));
    }
  return { left: left - padding, top: top - padding, width, height, seconds: packed };
}

/** Seconds at a cell of the grid; Infinity where the field does not reach. */
export function secondsAt({ left, top, width, height, seconds }: GroundField, column: number, row: number): number {
  const [x, y] = [column - left, row - top];
  if (x < 0 || y < 0 || x >= width || y >= height) return Number.POSITIVE_INFINITY;
  const found = seconds[y * width + x]!;
  return found === beyond ? Number.POSITIVE_INFINITY : found;
}
