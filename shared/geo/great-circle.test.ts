import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearingDegrees, destination, distanceMetres } from './great-circle.ts';
import type { Position } from './position.ts';

const kidal: Position = [1.4078, 18.4411];
const gao: Position = [-0.0447, 16.2717];

describe('great circle', () => {
  it('gives the published Kidal–Gao distance', () => {
    expect(distanceMetres(kidal, gao) / 1000).toBeGreaterThan(284);
    expect(distanceMetres(kidal, gao) / 1000).toBeLessThan(288);
  });

  it('arrives where bearing and distance say, also across the antimeridian', () => {
    const place = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
    );
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 359, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (from, bearing, metres) => {
          const to = destination(from, bearing, metres);
          expect(Math.abs(distanceMetres(from, to) - metres)).toBeLessThan(0.01 + metres * 1e-6);
          expect(Math.abs(to[0])).toBeLessThanOrEqual(180);
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });

  it('points north, east, south and west', () => {
    expect(bearingDegrees([0, 0], [0, 1])).toBeCloseTo(0);
    expect(bearingDegrees([0, 0], [1, 0])).toBeCloseTo(90);
    expect(bearingDegrees([0, 1], [0, 0])).toBeCloseTo(180);
    expect(bearingDegrees([1, 0], [0, 0])).toBeCloseTo(270);
  });
});
