import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';
import { gapLimitMs } from './interpolation.ts';

it('joins two fixes for as long as a track is not stale', () => {
  expect(gapLimitMs(60_000)).toBe(180_000);
  expect(freshnessOf(gapLimitMs(60_000) - 1, 60_000)).toBe('late');
  expect(freshnessOf(gapLimitMs(60_000), 60_000)).toBe('stale');
});
