import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffLimits, backOffMs } from './back-off.ts';

describe('back-off', () => {
  it('stays between half a second and thirty seconds, however often it failed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (attempt, random) => {
        const delay = backOffMs(attempt, random);
        expect(delay).toBeGreaterThanOrEqual(backOffLimits.leastMs);
        expect(delay).toBeLessThanOrEqual(backOffLimits.mostMs);
      }),
      { seed: 5 },
    );
  });

  it('spreads over the whole range of an attempt, and the range doubles', () => {
    const ceiling = (attempt: number) => backOffMs(attempt, 0.999_999);
    expect(backOffMs(3, 0)).toBe(backOffLimits.leastMs);
    expect(ceiling(0)).toBeCloseTo(1_000, -1);
    expect(ceiling(1)).toBeCloseTo(2_000, -1);
    expect(ceiling(9)).toBeCloseTo(30_000, -1);
  });
});
