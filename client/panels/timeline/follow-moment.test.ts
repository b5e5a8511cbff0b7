import { describe, expect, it } from 'vitest';
import { followMoment, showMoment } from './follow-moment.ts';

const limits = { from: 0, to: 1_000_000 };
const window = { from: 400_000, to: 500_000 };

describe('following the moment', () => {
  it('does nothing while the moment can be seen', () => {
    expect(followMoment(window, { before: 410_000, at: 500_000, limits })).toBe(window);
  });

  it('pages on by three quarters when playback leaves the window, forwards and backwards', () => {
    expect(followMoment(window, { before: 499_900, at: 500_100, limits })).toEqual({ from: 475_000, to: 575_000 });
    expect(followMoment(window, { before: 400_100, at: 399_900, limits })).toEqual({ from: 325_000, to: 425_000 });
  });

  it('turns as many pages as a step takes', () => {
    const followed = followMoment(window, { before: 499_000, at: 598_000, limits });
    expect(followed).toEqual({ from: 550_000, to: 650_000 });
  });

  it('brings the goal of a jump to the middle', () => {
    expect(followMoment(window, { before: 410_000, at: 800_000, limits })).toEqual({ from: 750_000, to: 850_000 });
  });

  it('leaves a window alone that somebody moved away from the moment', () => {
    expect(followMoment(window, { before: 600_000, at: 600_100, limits })).toBe(window);
  });

  it('stays within the limits', () => {
    const last = { from: 890_000, to: 990_000 };
    expect(followMoment(last, { before: 989_000, at: 991_000, limits })).toEqual({ from: 900_000, to: 1_000_000 });
    expect(showMoment(window, 1_000, limits)).toEqual({ from: 0, to: 100_000 });
  });
});
