import { describe, expect, it } from 'vitest';
import { measureInsets } from './screen-measures.ts';

const desk = {
  ...{ isPhone: false, hasTwoEnds: false, scale: 1, width: 1366, height: 768, open: [], language: 'en' as const },
  ...{ hasEntity: false, isEntering: false },
};

describe('what panels cover of the map', () => {
  it('grows by the panel of what is selected, on the side where one reads to', () => {
    const none = measureInsets(desk);
    const one = measureInsets({ ...desk, hasEntity: true });
    expect(one.right - none.right).toBe(25 * 13);
    expect(one.left).toBe(none.left);
    expect(measureInsets({ ...desk, hasEntity: true, language: 'ar' }).left).toBe(one.right);
  });

  it('counts a form beside what is selected only where both are shown', () => {
    const both = { ...desk, hasEntity: true, isEntering: true };
    expect(measureInsets(both).right).toBe(measureInsets({ ...desk, isEntering: true }).right);
    expect(measureInsets({ ...both, hasTwoEnds: true }).right).toBe(51 * 13);
  });

  it('is a sheet on a phone, as high as the window is now', () => {
    const phone = { ...desk, isPhone: true };
    const sheetOf = (height: number) =>
      measureInsets({ ...phone, height, hasEntity: true }).bottom - measureInsets({ ...phone, height }).bottom;
    expect(sheetOf(800)).toBeCloseTo(368);
    expect(sheetOf(600)).toBeCloseTo(276);
  });
});
