import { describe, expect, it } from 'vitest';
import { findLabelPoint } from './label-point.ts';

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

describe('the label point', () => {
  it('lies in the middle of the largest polygon', () => {
    expect(findLabelPoint([[square(0, 0, 1)], [square(10, 10, 4)]])).toEqual({ point: [12, 12], area: 16 });
  });

  it('avoids holes and stays inside a shape whose centroid is outside', () => {
    expect(findLabelPoint([[square(0, 0, 6), square(1, 1, 4)]])?.point).toEqual([0.5, 3]);
    const hook = [
      [0, 0],
      [10, 0],
      [10, 1],
      [1, 1],
      [1, 10],
      [0, 10],
      [0, 0],
    ];
    const [longitude, latitude] = findLabelPoint([[hook]])!.point;
    expect(longitude).toBeGreaterThan(0);
    expect(longitude < 1 || latitude < 1).toBe(true);
  });

  it('is brought back onto the map from beyond the antimeridian', () => {
    expect(findLabelPoint([[square(182, 0, 4)]])?.point).toEqual([-176, 2]);
  });

  it('does not exist for nothing', () => {
    expect(findLabelPoint([])).toBeUndefined();
  });
});
