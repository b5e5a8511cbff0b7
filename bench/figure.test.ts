import { describe, expect, it } from 'vitest';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';

describe('a figure', () => {
  it('meets a goal to reach only when it reaches it', () => {
    expect(atLeast(100, '/s', 100).met).toBe(true);
    expect(atLeast(100, '/s', 99.9).met).toBe(false);
  });

  it('meets a goal not to exceed only when it stays below or on it', () => {
    expect(atMost(50, 'ms', 50).met).toBe(true);
    expect(atMost(50, 'ms', 50.01).met).toBe(false);
  });
});

describe('a percentile', () => {
  it('is the nearest rank, whatever the order of the values', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentileOf(values, 0.99)).toBe(99);
    expect(percentileOf(values, 1)).toBe(100);
    expect(medianOf([5, 1, 3])).toBe(3);
  });

  it('of nothing is an error, not a zero', () => {
    expect(() => percentileOf([], 0.5)).toThrow('nothing was measured');
  });
});
