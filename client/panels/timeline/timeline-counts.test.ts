import { describe, expect, it } from 'vitest';
import { maxTimelineBins } from '#shared/protocol/timeline.ts';
import { contrastRatio, palettes } from '../../format/palette.ts';
import { markStyles } from './mark-styles.ts';
import { findBin, findBins, parseCounts, planCounts, servesPlan, sumCounts } from './timeline-counts.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 12);
const extent = { from: start, to: start + 1000 * hour };
const window = { from: start + 100 * hour, to: start + 110 * hour };
const on = { width: 800, barPixels: 6, extent };

describe('what the timeline asks for', () => {
  it('is cut at round times, with half a window to spare at either side', () => {
    const plan = planCounts(window, on);
    expect(plan.binMs).toBe(5 * minute);
    expect(plan.from % plan.binMs).toBe(0);
    expect(plan.from).toBeLessThanOrEqual(window.from - 5 * hour);
    expect(plan.to).toBeGreaterThanOrEqual(window.to + 5 * hour);
    expect(plan.length).toBe((plan.to - plan.from) / plan.binMs);
  });

  it('does not reach beyond the record, and never asks for too much', () => {
    const whole = planCounts({ from: start - 40 * hour, to: start + 1040 * hour }, on);
    expect(whole.from).toBeGreaterThan(start - whole.binMs);
    expect(whole.to).toBeLessThan(extent.to + whole.binMs);
    for (const length of [10_000, hour, 87_600 * hour])
      for (const width of [300, 3800]) {
        const plan = planCounts({ from: start, to: start + length }, { width, barPixels: 6, extent });
        expect(plan.length).toBeGreaterThanOrEqual(1);
        expect(plan.length).toBeLessThanOrEqual(maxTimelineBins);
      }
  });

  it('serves small moves, and neither far ones nor another cut', () => {
    const plan = planCounts(window, on);
    const moved = (byMs: number) => ({ from: window.from + byMs, to: window.to + byMs });
    const serves = (shown: typeof window) => servesPlan(plan, planCounts(shown, on), shown);
    expect(serves(window)).toBe(true);
    expect(serves(moved(2 * hour))).toBe(true);
    expect(serves(moved(5 * hour))).toBe(false);
    expect(serves({ from: window.from, to: window.from + hour })).toBe(false);
    expect(servesPlan(undefined, plan, window)).toBe(false);
  });
});

describe('counts', () => {
  const asked = { from: start, to: start + 4 * hour, binMs: hour, length: 4 };
  const answer = {
    ...{ from: new Date(asked.from).toISOString(), to: new Date(asked.to).toISOString() },
    ...{ first: new Date(start).toISOString(), last: new Date(start).toISOString() },
    bins: { attack: [0, 1, 0, 2], incident: [0, 81, 0, 0] },
  };

  it('find the bin of a time and the bins of a window', () => {
    const counts = parseCounts(answer, asked);
    expect([start - 1, start, start + hour, start + 4 * hour].map((at) => findBin(counts, at))).toEqual([
      undefined,
      0,
      1,
      undefined,
    ]);
    expect(findBins(counts, { from: start + 90 * minute, to: start + 3 * hour })).toEqual([1, 3]);
    expect(findBins(counts, { from: start - hour, to: start + 9 * hour })).toEqual([0, 4]);
    expect(findBins(counts, { from: start + 8 * hour, to: start + 9 * hour })).toEqual([4, 4]);
  });

  it('add up for each mark, those left out as none', () => {
    expect(sumCounts(parseCounts(answer, asked), [1, 4])).toEqual({
      ...{ attack: 3, incident: 81, casevac: 0, 'coverage-loss': 0, 'feed-gap': 0 },
    });
  });

  it('let one attack be seen on eighty-one incidents', () => {
    expect(parseCounts(answer, asked).tallest).toBe(1 + 9);
  });

  it('have their bins where nothing is to be counted', () => {
    expect(parseCounts({ ...answer, bins: {} }, asked)).toMatchObject({ length: 4, binMs: hour });
  });
});

describe('marks', () => {
  it('differ in filling as well as in colour, and are seen in every theme', () => {
    const styles = Object.values(markStyles);
    expect(new Set(styles.map(({ fill }) => fill)).size).toBe(styles.length);
    expect(new Set(styles.map(({ colour }) => colour)).size).toBe(styles.length);
    for (const palette of Object.values(palettes))
      for (const { colour } of styles)
        expect(contrastRatio(palette[colour], palette.surface1)).toBeGreaterThanOrEqual(3);
  });
});
