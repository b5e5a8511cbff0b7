import { describe, expect, it } from 'vitest';
import { measureFigures } from './draw-figures.ts';
import { placeLabel } from './draw-moment.ts';

describe('the label of the moment', () => {
  it('never leaves the canvas', () => {
    for (const width of [300, 360, 3800])
      for (const x of [-500, 0, 20, 150, width, width + 900]) {
        const placed = placeLabel(x, { width, padding: 5, lengths: [260, 90] })!;
        expect(placed.left).toBeGreaterThanOrEqual(0);
        expect(placed.left + placed.length).toBeLessThanOrEqual(width);
        expect(placed.index).toBe(0);
      }
  });

  it('is shortened where it does not fit, and left out where nothing fits', () => {
    expect(placeLabel(50, { width: 120, padding: 5, lengths: [260, 90] })?.index).toBe(1);
    expect(placeLabel(50, { width: 80, padding: 5, lengths: [260, 90] })).toBeUndefined();
  });

  it('is as wide at one second as at the next', () => {
    const widths: Record<string, number> = { '0': 8, '1': 4 };
    const measureText = (text: string) => ({ width: widths[text] ?? 6 * text.length }) as TextMetrics;
    expect(measureFigures({ measureText }, '06:11:11Z')).toBe(measureFigures({ measureText }, '06:10:00Z'));
    expect(measureFigures({ measureText }, '00Z')).toBe(8 + 8 + 6);
  });
});
