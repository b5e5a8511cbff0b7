import { describe, expect, it } from 'vitest';
import { formatTimeSpan } from '../../format/time-text.ts';
import { formatMoment } from './moment-text.ts';

const at = Date.UTC(2026, 10, 12, 6, 10, 31);

describe('the moment', () => {
  it('says the day of UTC and both times to the second', () => {
    const { day, utc, local } = formatMoment(at, 'Africa/Lagos', 'en-GB');
    expect([day.replace('\u200e', ''), utc, local]).toEqual(['12 Nov', '06:10:31Z', '07:10:31']);
  });
});

describe('the span of a bar', () => {
  it('names the day once, or both days', () => {
    expect(formatTimeSpan(at, at + 5_000)).toBe('2026-11-12 06:10:31–06:10:36Z');
    expect(formatTimeSpan(at, at + 86_400_000)).toBe('2026-11-12 06:10Z – 2026-11-13 06:10Z');
  });
});
