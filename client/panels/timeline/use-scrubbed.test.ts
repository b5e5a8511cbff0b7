import { describe, expect, it } from 'vitest';
import { hasFollowed } from './use-scrubbed.ts';

const at = Date.UTC(2026, 10, 12, 6);
const minuteMs = 60_000;

describe('the needle on a moment that was asked for', () => {
  it('stays there while the replay plays on from the old place', () => {
    expect(hasFollowed(at + 60 * minuteMs, at, at + minuteMs)).toBe(false);
    expect(hasFollowed(at - 60 * minuteMs, at, at + minuteMs)).toBe(false);
  });

  it('is let go of once the replay is there, also when it has played on since', () => {
    expect(hasFollowed(at + 60 * minuteMs, at, at + 60 * minuteMs)).toBe(true);
    expect(hasFollowed(at - 60 * minuteMs, at, at - 59 * minuteMs)).toBe(true);
  });
});
