import { describe, expect, it } from 'vitest';
import type { ReplayStatus } from '#shared/protocol/downstream.ts';
import { isStill } from './take-frames.ts';

const shown: ReplayStatus = {
  ...{ truth: 'happened', at: 1_000, by: 9_000, speed: 60, isPlaying: false, state: 'here', isSettled: true },
  ...{ jumps: 3, first: 0, last: 9_000 },
};

describe('an image of a moment', () => {
  it('is kept only when nobody went elsewhere while it was taken', () => {
    expect(isStill(shown, { ...shown, by: 9_500, last: 9_500 })).toBe(true);
    for (const now of [{ at: 1_001 }, { truth: 'known' as const }, { jumps: 4 }])
      expect(isStill(shown, { ...shown, ...now })).toBe(false);
    expect(isStill(shown, undefined)).toBe(false);
  });
});
