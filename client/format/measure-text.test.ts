import { describe, expect, it } from 'vitest';
import { formatBothDistances, formatLeg, legsOf } from './measure-text.ts';

describe('measured lines', () => {
  it('gives each leg its distance in both units and its bearing at the start', () => {
    const legs = legsOf([
      [-0.0447, 16.2717],
      [1.4078, 18.4411],
      [1.4078, 18.4411],
    ]);
    expect(legs.map(formatLeg)).toEqual(['286 km · 155 NM · 032°', '0 m · 0.00 NM · 000°']);
    expect(legsOf([[0, 0]])).toEqual([]);
  });

  it('writes short and long distances readably', () => {
    expect([1, 1_852, 12_400, 400_000].map(formatBothDistances)).toEqual([
      '1 m · 0.00 NM',
      '1.9 km · 1.0 NM',
      '12.4 km · 6.7 NM',
      '400 km · 216 NM',
    ]);
  });
});
