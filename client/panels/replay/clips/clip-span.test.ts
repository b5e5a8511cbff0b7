import { describe, expect, it } from 'vitest';
import { chooseSpan, isTooLong, nameFrame, parseFileName, planFrames } from './clip-span.ts';

const hour = 3_600_000;
const record = { first: 10 * hour, last: 40 * hour };

describe('what is cut out', () => {
  it('is the brushed range, whatever the moment', () => {
    expect(chooseSpan(5, { from: 11 * hour + 0.5, to: 12 * hour + 0.5 }, record)).toEqual({
      from: 11 * hour,
      to: 12 * hour + 1,
    });
  });

  it('is the hour around the moment where there is no range', () => {
    expect(chooseSpan(20 * hour, undefined, record)).toEqual({ from: 19.5 * hour, to: 20.5 * hour });
  });

  it('is an hour also at either end of the record', () => {
    expect(chooseSpan(10 * hour, undefined, record)).toEqual({ from: 10 * hour, to: 11 * hour });
    expect(chooseSpan(40 * hour, undefined, record)).toEqual({ from: 39 * hour, to: 40 * hour });
  });

  it('is all there is of a record that is shorter', () => {
    const short = { first: 10 * hour, last: 10.5 * hour };
    expect(chooseSpan(10.2 * hour, undefined, short)).toEqual({ from: 10 * hour, to: 10.5 * hour });
  });

  it('is no longer than a day', () => {
    expect([isTooLong({ from: 0, to: 24 * hour }), isTooLong({ from: 0, to: 24 * hour + 1 })]).toEqual([false, true]);
  });
});

describe('the frames of a span', () => {
  it('begin with its first moment, end with its last, and lie evenly between', () => {
    expect(planFrames({ from: 0, to: 100 }, 5)).toEqual([0, 25, 50, 75, 100]);
    expect(planFrames({ from: 7, to: 9 }, 1)).toEqual([7]);
  });

  it('are named so that their order is that of time', () => {
    expect(nameFrame(0, Date.UTC(2026, 10, 27, 16, 13))).toBe('001-20261127T161300Z.png');
    const names = planFrames({ from: 0, to: 1_000 }, 60).map((at, index) => nameFrame(index, at));
    expect([...names].sort()).toEqual(names);
  });
});

describe('the name of a file', () => {
  it('is what the server said, unless it is a path', () => {
    expect(parseFileName('attachment; filename="A-B.vedette-clip"')).toBe('A-B.vedette-clip');
    expect(parseFileName('attachment; filename="../a"')).toBeUndefined();
    expect(parseFileName(null)).toBeUndefined();
  });
});
