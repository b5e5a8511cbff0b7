import { describe, expect, it } from 'vitest';
import { boxesOfNames } from './shown-names.ts';

type Feature = Parameters<typeof boxesOfNames>[0][number];

function feature(layout: object, geometry: object = { type: 'Point', coordinates: [-0.04, 16.27] }): Feature {
  return { geometry, layer: { id: 'town', type: 'symbol', layout } } as unknown as Feature;
}

describe('the names that the basemap shows', () => {
  it('take the place that their anchor and offset give them', () => {
    const [box] = boxesOfNames([
      feature({ 'text-field': 'Bourem', 'text-size': 10, 'text-anchor': 'bottom', 'text-offset': [0, -1] }),
    ]);
    expect(box).toMatchObject({ position: [-0.04, 16.27], top: -22, bottom: -10 });
    expect(box!.left).toBeCloseTo(-box!.right);
    expect(box!.right - box!.left).toBeCloseTo(34.8);
  });

  it('are of two lines when they are long', () => {
    const [box] = boxesOfNames([feature({ 'text-field': 'Gossi and all around it', 'text-size': 10 })]);
    expect(box!.right - box!.left).toBe(100);
    expect(box!.bottom - box!.top).toBe(24);
  });

  it('along lines, and those without letters, take none', () => {
    const line = { type: 'LineString', coordinates: [] };
    expect(boxesOfNames([feature({ 'text-field': 'Sector East' }, line), feature({ 'text-field': '' })])).toEqual([]);
    expect(boxesOfNames([feature({})])).toEqual([]);
  });
});
