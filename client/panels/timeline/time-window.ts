/** A stretch of time, epoch ms; `from` is never after `to`. */
export type TimeSpan = { from: number; to: number };

export const shortestWindowMs = 10_000;
/** Part of the extent that can be seen beyond each of its ends. */
const margin = 0.04;

export const lengthOf = ({ from, to }: TimeSpan): number => to - from;
export const clampTo = (at: number, { from, to }: TimeSpan): number => Math.min(to, Math.max(from, at));
export const contains = ({ from, to }: TimeSpan, at: number): boolean => at >= from && at <= to;

/** What a window may show at most: the whole extent and a margin, never less than the shortest window. */
export function findLimits(extent: TimeSpan): TimeSpan {
  const length = Math.max(0, lengthOf(extent));
  const beyond = Math.max(length * margin, (shortestWindowMs - length) / 2);
  return { from: extent.from - beyond, to: extent.from + length + beyond };
}

/** The window moved, and shortened or lengthened where it must be, so that it lies within the limits. */
export function clampWindow({ from, to }: TimeSpan, limits: TimeSpan): TimeSpan {
  const length = Math.min(lengthOf(limits), Math.max(shortestWindowMs, to - from));
  const start = clampTo((from + to) / 2 - length / 2, { from: limits.from, to: limits.to - length });
  return { from: start, to: start + length };
}

/** A factor above 1 shows less; the time `about`, or the end of the record next to it, keeps its place, unless the limits are in the way. */
export function zoomWindow(
  window: TimeSpan,
  { factor, about, limits }: { factor: number; about: number; limits: TimeSpan },
): TimeSpan {
  const length = lengthOf(window);
  // What has not happened yet is not gone into.
  const beyond = (lengthOf(limits) * margin) / (1 + 2 * margin);
  const held = clampTo(about, { from: limits.from + beyond, to: limits.to - beyond });
  const wanted = Math.min(lengthOf(limits), Math.max(shortestWindowMs, length / factor));
  const from = held - ((held - window.from) / length) * wanted;
  return clampWindow({ from, to: from + wanted }, limits);
}

export function panWindow(window: TimeSpan, byMs: number, limits: TimeSpan): TimeSpan {
  return clampWindow({ from: window.from + byMs, to: window.to + byMs }, limits);
}

/** A time and the place across the canvas, in pixels, at which it is held. */
export type HeldTime = { at: number; x: number };

/** The window that shows two times where two fingers hold them. */
export function pinchWindow(
  window: TimeSpan,
  { held, width, limits }: { held: readonly [HeldTime, HeldTime]; width: number; limits: TimeSpan },
): TimeSpan {
  const [one, other] = held[0].x <= held[1].x ? held : [held[1], held[0]];
  const pixels = other.x - one.x;
  // Fingers that meet or cross say nothing about a length.
  if (pixels < 8 || other.at <= one.at) return window;
  const msPerPixel = (other.at - one.at) / pixels;
  const factor = lengthOf(window) / (msPerPixel * width);
  const middle = { at: (one.at + other.at) / 2, x: (one.x + other.x) / 2 };
  const zoomed = zoomWindow(window, { factor, about: middle.at, limits });
  return panWindow(zoomed, middle.at - findTime(zoomed, width, middle.x), limits);
}

export function findTime({ from, to }: TimeSpan, width: number, x: number): number {
  return width > 0 ? from + (x / width) * (to - from) : from;
}

/** Where a time lies, or just outside of the canvas: a canvas counts in short floats and misplaces what ends far away. */
export function findNearX(window: TimeSpan, width: number, at: number): number {
  return clampTo(findX(window, width, at), { from: -offCanvas, to: width + offCanvas });
}
const offCanvas = 64;

export function findX({ from, to }: TimeSpan, width: number, at: number): number {
  return ((at - from) / (to - from)) * width;
}
