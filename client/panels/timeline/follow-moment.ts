import { clampWindow, contains, lengthOf, panWindow, type TimeSpan } from './time-window.ts';

/** Part of a window that one page is. */
const page = 0.75;

/**
 * The window after the moment moved. Playback that leaves it turns pages, a jump brings its goal to the middle, and a window
 * that somebody moved away from the moment stays where it is.
 */
export function followMoment(
  window: TimeSpan,
  { before, at, limits }: { before: number; at: number; limits: TimeSpan },
): TimeSpan {
  if (before === at || contains(window, at)) return window;
  if (Math.abs(at - before) > lengthOf(window)) return showMoment(window, at, limits);
  if (!contains(window, before)) return window;
  const pageMs = page * lengthOf(window);
  const pages = Math.ceil(Math.max(at - window.to, window.from - at) / pageMs);
  return panWindow(window, Math.sign(at - before) * pages * pageMs, limits);
}

/** The window with the moment in its middle, unless it can be seen already. */
export function showMoment(window: TimeSpan, at: number, limits: TimeSpan): TimeSpan {
  if (contains(window, at)) return window;
  const half = lengthOf(window) / 2;
  return clampWindow({ from: at - half, to: at + half }, limits);
}
