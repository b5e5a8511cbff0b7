import { describe, expect, it } from 'vitest';
import { distanceMetres } from './great-circle.ts';
import { circleAround, greatCircleLine } from './great-circle-shapes.ts';

describe('shapes on the sphere', () => {
  it('draws a line whose parts add up to the distance, bending towards the pole', () => {
    const line = greatCircleLine([-5, 50], [25, 50]);
    const [from, to] = [line[0]!, line.at(-1)!];
    expect([from, to]).toEqual([
      [-5, 50],
      [25, 50],
    ]);
    const sum = line.slice(1).reduce((total, point, index) => total + distanceMetres(line[index]!, point), 0);
    expect(Math.abs(sum - distanceMetres(from, to))).toBeLessThan(0.01);
    expect(Math.max(...line.map(([, latitude]) => latitude))).toBeGreaterThan(50.5);
    expect(greatCircleLine([1, 1], [1, 1])).toHaveLength(2);
  });

  it('draws a circle whose points all lie at its radius, beginning in the north', () => {
    const ring = circleAround([-0.04, 16.27], 10_000);
    for (const point of ring) expect(distanceMetres([-0.04, 16.27], point)).toBeCloseTo(10_000, 3);
    expect(ring[0]![0]).toBeCloseTo(-0.04, 9);
    expect(ring[0]![1]).toBeGreaterThan(16.27);
    expect(ring[0]).toEqual(ring.at(-1));
  });
});
