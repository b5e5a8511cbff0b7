import type { GeometryCollection, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { waterFeatures } from './waters.ts';

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const collection = (...polygons: Position[][][]): GeometryCollection => ({
  type: 'GeometryCollection',
  geometries: [{ type: 'MultiPolygon', coordinates: polygons }],
});
const options = { area: [0, 0, 5, 5], zoom: 6 } as const;

describe('waters', () => {
  it('leave out the ocean, which the countries already bound', () => {
    const ocean = [
      [-180, -80],
      [180, -80],
      [180, 80],
      [-180, 80],
      [-180, -80],
    ];
    expect(waterFeatures(collection([ocean], [square(30, 1, 2)]), 'lake', options)).toHaveLength(1);
  });

  it('keep a pond in the area of the mission and drop it elsewhere', () => {
    const ponds = waterFeatures(collection([square(1, 1, 0.005)], [square(40, 1, 0.005)]), 'lake', options);
    expect(ponds).toEqual([
      expect.objectContaining({ properties: { kind: 'lake' }, geometry: expect.objectContaining({ type: 'Polygon' }) }),
    ]);
    expect((ponds[0]!.geometry as { coordinates: Position[][] }).coordinates[0]![0]).toEqual([1, 1]);
  });

  it('measure a lake without its islands', () => {
    const hollow = [square(40, 1, 0.02), square(40.0005, 1.0005, 0.019)];
    expect(waterFeatures(collection([square(40, 1, 0.02)]), 'lake', options)).toHaveLength(1);
    expect(waterFeatures(collection(hollow), 'lake', options)).toHaveLength(0);
  });
});
