import { describe, expect, it } from 'vitest';
import { applyRangeEnd, makeRange } from './brush-range.ts';

const extent = { from: 0, to: 100_000 };

describe('the range', () => {
  it('is the same whichever end was drawn first', () => {
    expect(makeRange(20_000, 50_000, extent)).toEqual({ from: 20_000, to: 50_000 });
    expect(makeRange(50_000, 20_000, extent)).toEqual({ from: 20_000, to: 50_000 });
  });

  it('stays within the record', () => {
    expect(makeRange(-5_000, 500_000, extent)).toEqual(extent);
  });

  it('is none where it is too short to be meant', () => {
    expect(makeRange(20_000, 20_999, extent)).toBeUndefined();
    expect(makeRange(-9_000, -1_000, extent)).toBeUndefined();
  });

  it('gets one end at a time, the other at the end of the record until it is set', () => {
    const opened = applyRangeEnd(undefined, { end: 'from', at: 20_000, extent });
    expect(opened).toEqual({ from: 20_000, to: 100_000 });
    expect(applyRangeEnd(opened, { end: 'to', at: 50_000, extent })).toEqual({ from: 20_000, to: 50_000 });
    expect(applyRangeEnd(undefined, { end: 'to', at: 50_000, extent })).toEqual({ from: 0, to: 50_000 });
  });

  it('opens anew when an end passes the other', () => {
    const range = { from: 20_000, to: 50_000 };
    expect(applyRangeEnd(range, { end: 'from', at: 60_000, extent })).toEqual({ from: 60_000, to: 100_000 });
    expect(applyRangeEnd(range, { end: 'to', at: 10_000, extent })).toEqual({ from: 0, to: 10_000 });
  });

  it('stays as it is where an end would leave nothing of it', () => {
    const range = { from: 20_000, to: 50_000 };
    expect(applyRangeEnd(range, { end: 'from', at: 100_000, extent })).toBe(range);
  });
});
