import { describe, expect, it } from 'vitest';
import { boxOfTiles, tileAt, tilesOf } from './tile-grid.ts';

describe('the grid of tiles', () => {
  it('finds the tile of a place and keeps the poles inside', () => {
    expect(tileAt(0, 12, 34)).toEqual([0, 0]);
    expect(tileAt(6, -0.0447, 16.2717)).toEqual([31, 29]);
    expect(tileAt(3, 180, -89.9)).toEqual([7, 7]);
  });

  it('lists each tile that a box touches once', () => {
    const tiles = [...tilesOf(4, [-1, -1, 1, 1])].map(String);
    expect(tiles.sort()).toEqual(['7,7', '7,8', '8,7', '8,8']);
  });

  it('grows a box to edges of tiles, whose middle lies in the same tiles', () => {
    const [west, south, east, north] = boxOfTiles(7, [-4.2, 14.1, 4.3, 20.6]);
    expect(west).toBeLessThanOrEqual(-4.2);
    expect(north).toBeGreaterThanOrEqual(20.6);
    const inner = [...tilesOf(7, [west + 1e-6, south + 1e-6, east - 1e-6, north - 1e-6])].map(String);
    expect(inner).toEqual([...tilesOf(7, [-4.2, 14.1, 4.3, 20.6])].map(String));
  });
});
