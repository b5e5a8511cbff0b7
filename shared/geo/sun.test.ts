import { describe, expect, it } from 'vitest';
import type { Position } from './position.ts';
import { isNightAt, sunElevationDegrees } from './sun.ts';

const gao: Position = [-0.04, 16.27];

describe('the sun', () => {
  it('stands overhead at noon of the equinox on the equator, and opposite at midnight', () => {
    expect(sunElevationDegrees([0, 0], Date.UTC(2026, 2, 20, 12, 7))).toBeGreaterThan(89);
    expect(sunElevationDegrees([0, 0], Date.UTC(2026, 2, 20, 0, 7))).toBeLessThan(-89);
  });

  it('stands as high over a tropic at its solstice as latitude and declination say', () => {
    // Noon of Greenwich on 21 June, two minutes late by the equation of time: 90° − 23.44° + 16.27° beyond the zenith.
    expect(sunElevationDegrees([0, 16.27], Date.UTC(2026, 5, 21, 12, 2))).toBeCloseTo(90 - (23.44 - 16.27), 1);
  });

  it('makes night in Gao when it is more than six degrees down: after half past five in the evening in December', () => {
    const at = (hour: number, minute: number) => isNightAt(gao, Date.UTC(2026, 11, 12, hour, minute));
    expect([at(12, 0), at(17, 30), at(18, 10), at(0, 0), at(5, 30), at(7, 0)]).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
