import { describe, expect, it } from 'vitest';
import { chooseTicks, listStepTimes, type Tick } from './time-ticks.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const lengths = [
  10 * second,
  45 * second,
  10 * minute,
  2 * hour,
  day,
  5 * day,
  40 * day,
  200 * day,
  1000 * day,
  3652 * day,
];
const starts = [Date.UTC(2026, 10, 12, 6, 10, 31, 250), Date.UTC(2024, 1, 28, 23, 59, 57), Date.UTC(2019, 11, 31, 12)];
/** As wide as the digits of Inter on a desk, and of a wall. */
const digits = [6.6, 12.5];
const locales = ['en-GB', 'fr', 'ar-u-nu-latn'];

const cases = lengths.flatMap((length) =>
  [300, 360, 800, 1280, 1920, 3800].flatMap((width) => digits.map((digit) => ({ length, width, digit }))),
);

const overlaps = (ticks: readonly Tick[]) =>
  ticks.filter((tick, index) => index > 0 && tick.left < ticks[index - 1]!.left + ticks[index - 1]!.width);

describe.each(cases)('an axis of $length ms on $width pixels with digits of $digit', ({ length, width, digit }) => {
  const axes = starts.flatMap((from) =>
    locales.map((locale) => {
      const measure = (text: string) => text.length * digit;
      const taken = 5 * digit;
      return { taken, ticks: chooseTicks({ window: { from, to: from + length }, width, taken, locale, measure }) };
    }),
  );

  it('has labels that neither overlap nor leave the canvas', () => {
    for (const { ticks, taken } of axes) {
      expect(overlaps(ticks.steps)).toEqual([]);
      expect(overlaps(ticks.groups)).toEqual([]);
      for (const { left, width: size } of ticks.steps) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + size).toBeLessThanOrEqual(width);
      }
      for (const { left, width: size } of ticks.groups) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + size).toBeLessThanOrEqual(width - taken);
      }
    }
  });

  it('says where in time it is, with neither a bare nor a crowded row', () => {
    for (const { ticks } of axes) {
      expect(ticks.steps.length).toBeGreaterThanOrEqual(1);
      expect(ticks.steps.length).toBeLessThanOrEqual(width / (3 * digit));
      if (ticks.unit !== 'year') expect(ticks.groups.length).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('the steps of the axis', () => {
  const texts = (from: number, length: number, width = 800) => {
    const measure = (text: string) => text.length * 6.6;
    const axis = { window: { from, to: from + length }, width, taken: 30, locale: 'en-GB', measure };
    const { steps, groups } = chooseTicks(axis);
    return { steps: steps.map(({ text }) => text), groups: groups.map(({ text }) => text.replaceAll('\u200e', '')) };
  };

  it('are seconds in a window of seconds, under the day in force', () => {
    const { steps, groups } = texts(Date.UTC(2026, 10, 12, 6, 10, 30), 10 * second);
    expect(steps).toContain('06:10:31');
    expect(groups).toEqual(['12 Nov 2026']);
  });

  it('are hours in a window of days, with each day where it begins', () => {
    const { steps, groups } = texts(Date.UTC(2026, 10, 12, 12), 2 * day);
    expect(steps).toContain('00:00');
    expect(groups).toEqual(['12 Nov 2026', '13 Nov 2026', '14 Nov 2026']);
  });

  it('are days under months, months under years, and years alone', () => {
    expect(texts(Date.UTC(2026, 9, 20), 30 * day)).toMatchObject({ groups: ['Oct 2026', 'Nov 2026'] });
    expect(texts(Date.UTC(2026, 5, 10), 400 * day)).toMatchObject({ groups: ['2026', '2027'] });
    expect(texts(Date.UTC(2016, 0, 1), 3652 * day)).toEqual({
      steps: ['2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025'],
      groups: [],
    });
  });

  it('are counted anew from the first of each month and leave out what would crowd it', () => {
    const from = Date.UTC(2026, 0, 1);
    const days = listStepTimes({ from, to: from + 59 * day }, { unit: 'day', count: 5 });
    expect(days.map((at) => new Date(at).getUTCDate())).toEqual([1, 6, 11, 16, 21, 26, 1, 6, 11, 16, 21, 1]);
  });

  it('fall on the hours of UTC whatever the window begins with', () => {
    const from = Date.UTC(2026, 2, 29, 0, 17);
    for (const at of listStepTimes({ from, to: from + day }, { unit: 'hour', count: 3 })) {
      expect(new Date(at).getUTCHours() % 3).toBe(0);
      expect(at % hour).toBe(0);
    }
  });
});
