import { describe, expect, it } from 'vitest';
import { sidesOf } from '#shared/analysis/passage/area-box.ts';
import { destination, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { boxOfCircle, distanceToArea, distanceToLine } from './distances.ts';
import { spreadEvenly } from './near-tracks.ts';

const kidal: Position = [1.4, 18.44];

describe('distances of a dossier', () => {
  it('has the whole circle in its box, at the equator, far north, across the antimeridian and at a pole', () => {
    for (const centre of [[0, 0], kidal, [179.9, 10], [20, 78], [20, 89.9]] as Position[]) {
      const box = boxOfCircle(centre, 40_000);
      for (let bearing = 0; bearing < 360; bearing += 5)
        expect(sidesOf(box, ...destination(centre, bearing, 39_990))).toBe(0);
    }
    expect(sidesOf(boxOfCircle(kidal, 40_000), ...destination(kidal, 90, 42_000))).not.toBe(0);
  });

  it('to a line is that to its nearest point, which may lie between two corners', () => {
    const [west, east] = [destination(kidal, 270, 30_000), destination(kidal, 90, 30_000)];
    const aside = destination(kidal, 0, 4_000);
    expect(distanceToLine(aside, [west, east])! / 1000).toBeCloseTo(4, 1);
    // As a slow oracle: many points along the line.
    const points = Array.from({ length: 2_001 }, (_, index): Position => {
      const part = index / 2_000;
      return [west[0] + part * (east[0] - west[0]), west[1] + part * (east[1] - west[1])];
    });
    const least = Math.min(...points.map((point) => distanceMetres(aside, point)));
    expect(Math.abs(distanceToLine(aside, [west, east])! - least)).toBeLessThan(5);
    expect(distanceToLine(kidal, [east])).toBeCloseTo(30_000, 0);
    expect(distanceToLine(kidal, [])).toBeUndefined();
  });

  it('to an area is nothing within it, and goes to its edge from outside and from a hole', () => {
    const ring = (metres: number) => [45, 135, 225, 315, 45].map((bearing) => destination(kidal, bearing, metres));
    expect(distanceToArea(kidal, [ring(10_000)])).toBe(0);
    expect(distanceToArea(kidal, [ring(10_000), ring(2_000)]) / 1000).toBeCloseTo(Math.SQRT2, 1);
    expect(distanceToArea(destination(kidal, 0, 20_000), [ring(10_000)]) / 1000).toBeCloseTo(20 - 5 * Math.SQRT2, 1);
  });

  it('spreads what is told of a long way evenly over it', () => {
    const way = Array.from({ length: 1_001 }, (_, index) => index);
    const told = spreadEvenly(way, 11);
    expect(told).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]);
    expect(spreadEvenly([1, 2], 11)).toEqual([1, 2]);
  });
});
