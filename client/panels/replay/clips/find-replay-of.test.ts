import { expect, it } from 'vitest';
import type { StoredClip } from '#shared/protocol/clips.ts';
import { findReplayOf } from './find-replay-of.ts';

const clip = (truths: string[]) =>
  ({ id: 'abc', manifest: { from: '2026-11-27T16:00:00.000Z', truths } }) as unknown as StoredClip;
const before = { at: 5, truth: 'both', speed: 10, isPlaying: true, range: { from: 1, to: 2 } } as const;

it('a clip is looked at from its first moment, at the same speed, standing and without a range', () => {
  expect(findReplayOf(clip(['happened', 'known']), before)).toEqual({
    ...{ at: Date.UTC(2026, 10, 27, 16), truth: 'both', speed: 10, isPlaying: false, clip: 'abc' },
  });
});

it('a clip that does not hold the truth that was looked at is shown by the one it holds', () => {
  expect(findReplayOf(clip(['known']), before).truth).toBe('known');
  expect(findReplayOf(clip(['happened']), undefined).truth).toBe('happened');
});
