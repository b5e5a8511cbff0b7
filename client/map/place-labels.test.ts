import { describe, expect, it } from 'vitest';
import { type LabelWish, makeProjection, placeLabels } from './place-labels.ts';

const view = { longitude: 0, latitude: 16, zoom: 8, width: 800, height: 600 };
const size = { characterPixels: 7, linePixels: 14, gapPixels: 12 };
const wish = (text: string, longitude: number, rank = 20): LabelWish => ({
  position: [longitude, 16],
  text,
  rank,
  tone: 'track',
});

describe('labels', () => {
  it('stand right of their point, else left, else not at all', () => {
    const placed = placeLabels([wish('ALPHA-01', 0), wish('BRAVO-02', 0), wish('CHARLIE', 0)], view, size);
    expect(placed.map(({ text, side }) => `${text} ${side}`)).toEqual(['ALPHA-01 end', 'BRAVO-02 start']);
  });

  it('give way to a smaller rank', () => {
    const placed = placeLabels([wish('later', 0, 50), wish('also', 0, 40), wish('chosen', 0, 0)], view, size);
    expect(placed.map(({ text }) => text)).toEqual(['chosen', 'also']);
  });

  it('are not wasted on what is off the screen', () => {
    expect(placeLabels([wish('far', 90)], view, size)).toEqual([]);
  });
});

describe('the projection', () => {
  it('puts the centre in the middle and east to the right', () => {
    const project = makeProjection(view);
    expect(project([0, 16])).toEqual([400, 300]);
    const [x, y] = project([1, 17]);
    expect(x).toBeCloseTo(400 + (512 * 2 ** 8) / 360, 6);
    expect(y).toBeLessThan(300);
  });
});
