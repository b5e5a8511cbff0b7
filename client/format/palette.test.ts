import { describe, expect, it } from 'vitest';
import { type ColourName, contrastRatio, palettes, rgba } from './palette.ts';

const texts: readonly ColourName[] = ['text', 'dim', 'critical', 'warning', 'good'];
const marks: readonly ColourName[] = ['accent', 'patrol', 'contact', 'threat', 'notice', 'faint'];

describe.each(Object.entries(palettes))('the %s theme', (_name, palette) => {
  it.each(texts)('has %s legible on every surface (4.5 : 1)', (name) => {
    for (const surface of [palette.surface0, palette.surface1, palette.surface2])
      expect(contrastRatio(palette[name], surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(marks)('has %s marks visible on map and surface (3 : 1)', (name) => {
    for (const ground of [palette.surface1, palette.land, palette.water])
      expect(contrastRatio(palette[name], ground)).toBeGreaterThanOrEqual(3);
  });

  it('has banners legible, and a basemap that whispers', () => {
    expect(contrastRatio(palette.ink, palette.critical)).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(palette.ink, palette.warning)).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(palette.land, palette.water)).toBeLessThan(1.25);
    expect(Math.abs(lightness(palette.land) - lightness(palette.water))).toBeLessThanOrEqual(6);
    expect(lightness('#ffffff') - lightness('#000000')).toBeCloseTo(100);
  });
});

describe('colours', () => {
  it('become bytes with an opacity', () => {
    expect(rgba('#ff8a5c', 0.5)).toEqual([255, 138, 92, 128]);
  });
});

/** CIE L*, 0 to 100. */
function lightness(hex: string): number {
  const luminance = contrastRatio(hex, '#000000') * 0.05 - 0.05;
  return luminance > 216 / 24_389 ? 116 * Math.cbrt(luminance) - 16 : (luminance * 24_389) / 27;
}
