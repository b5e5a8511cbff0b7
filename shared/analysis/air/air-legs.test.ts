import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../geo/great-circle.ts';
import { centreOf, makeMercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { haversineOfMetres, makeAirLegs, metresOfHaversine } from './air-legs.ts';

const made = makeMercatorGrid([-12, 10, 12, 24], 20_000);
if (!made.ok) throw new Error(made.problem);
const { grid } = made;

describe('air legs', () => {
  it.each([[[-0.04, 16.27]], [[-12, 10]], [[14, 26]]] as [Position][])(
    'from %j are the great circle to every cell',
    (site) => {
      const { row, across, column } = makeAirLegs(grid, site);
      for (let y = 0; y < grid.rows; y++)
        for (let x = 0; x < grid.columns; x++) {
          const wanted = distanceMetres(site, centreOf(grid, y * grid.columns + x));
          const found = metresOfHaversine(row[y]! + across[y]! * column[x]!);
          expect(Math.abs(found - wanted)).toBeLessThan(Math.max(0.01, wanted * 1e-7));
        }
    },
  );

  it('compare a range without a root', () => {
    for (const metres of [0, 1, 94_000, 465_000, 2_000_000])
      expect(metresOfHaversine(haversineOfMetres(metres))).toBeCloseTo(metres, 0);
  });
});
