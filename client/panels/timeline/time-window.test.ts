import { describe, expect, it } from 'vitest';
import {
  clampWindow,
  findLimits,
  findNearX,
  findTime,
  findX,
  lengthOf,
  panWindow,
  pinchWindow,
  shortestWindowMs,
  zoomWindow,
} from './time-window.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 12);
const extent = { from: start, to: start + 1000 * hour };
const limits = findLimits(extent);
const window = { from: start + 100 * hour, to: start + 110 * hour };
const width = 800;

describe('the window of the timeline', () => {
  it('may show the whole record and some ground at either side', () => {
    expect(limits.from).toBeLessThan(extent.from);
    expect(limits.to).toBeGreaterThan(extent.to);
    expect(lengthOf(limits)).toBeLessThan(1.1 * lengthOf(extent));
  });

  it('has a length even where nothing is on record', () => {
    expect(lengthOf(findLimits({ from: start, to: start }))).toBe(shortestWindowMs);
    expect(lengthOf(findLimits({ from: start, to: start - hour }))).toBe(shortestWindowMs);
  });

  it('keeps the time under the pointer while it zooms', () => {
    for (const x of [0, 1, 250, 799, 800])
      for (const factor of [0.5, 0.9, 1.1, 4, 40]) {
        const about = findTime(window, width, x);
        const zoomed = zoomWindow(window, { factor, about, limits });
        expect(findX(zoomed, width, about)).toBeCloseTo(x, 3);
        expect(lengthOf(zoomed)).toBeCloseTo(lengthOf(window) / factor, 3);
      }
  });

  it('is never shorter than ten seconds nor longer than the limits', () => {
    const about = window.from;
    expect(lengthOf(zoomWindow(window, { factor: 1e9, about, limits }))).toBe(shortestWindowMs);
    const whole = zoomWindow(window, { factor: 1e-9, about, limits });
    expect(whole.from).toBeCloseTo(limits.from, 0);
    expect(whole.to).toBeCloseTo(limits.to, 0);
  });

  it('places what lies far outside just off the canvas', () => {
    const seconds = { from: start, to: start + 10_000 };
    expect(findNearX(seconds, width, start + 5_000)).toBe(400);
    expect(findNearX(seconds, width, extent.to)).toBeLessThan(width + 100);
    expect(findNearX(seconds, width, 0)).toBeGreaterThan(-100);
  });

  it('stops at the limits when it is panned, at the same length', () => {
    const early = panWindow(window, -1e6 * hour, limits);
    const late = panWindow(window, 1e6 * hour, limits);
    expect([early.from, late.to]).toEqual([limits.from, limits.to]);
    expect([lengthOf(early), lengthOf(late)]).toEqual([lengthOf(window), lengthOf(window)]);
    expect(panWindow(window, hour, limits)).toEqual({ from: window.from + hour, to: window.to + hour });
  });

  it('is moved into limits that no longer hold it', () => {
    expect(clampWindow({ from: limits.to, to: limits.to + hour }, limits)).toEqual({
      from: limits.to - hour,
      to: limits.to,
    });
  });

  it('shows two times where two fingers hold them, whichever came down first', () => {
    const [one, other] = [findTime(window, width, 300), findTime(window, width, 500)];
    const apart = [
      { at: one, x: 200 },
      { at: other, x: 700 },
    ] as const;
    for (const held of [apart, [apart[1], apart[0]] as const]) {
      const pinched = pinchWindow(window, { held, width, limits });
      expect(findX(pinched, width, one)).toBeCloseTo(200, 3);
      expect(findX(pinched, width, other)).toBeCloseTo(700, 3);
    }
  });

  it('stands still while fingers meet or have crossed', () => {
    const [one, other] = [findTime(window, width, 300), findTime(window, width, 500)];
    for (const x of [299, 301, 304])
      expect(
        pinchWindow(window, {
          held: [
            { at: one, x: 300 },
            { at: other, x },
          ],
          width,
          limits,
        }),
      ).toBe(window);
  });
});
