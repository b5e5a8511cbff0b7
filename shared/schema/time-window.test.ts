import { describe, expect, it } from 'vitest';
import { standsInWindow, startOfWindow } from './time-window.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 26, 12, 0, 30);
const at = (days: number, timePrecision: 'minute' | 'week' | 'month' | 'year' = 'minute') => ({
  occurredAt: now - days * dayMs,
  timePrecision,
});

describe('the time window', () => {
  it('begins at a whole minute or hour, and nowhere for all', () => {
    expect(startOfWindow('day', now)).toBe(Date.UTC(2026, 10, 25, 12, 0));
    expect(startOfWindow('week', now)).toBe(Date.UTC(2026, 10, 19, 12, 0));
    expect(startOfWindow('all', now)).toBeUndefined();
  });

  it.each([
    ['day', at(0.5), 'inside'],
    ['day', at(2), 'outside'],
    ['week', at(6), 'inside'],
    ['week', at(5, 'week'), 'inside'],
    ['week', at(5, 'month'), 'unknown'],
    ['week', at(30, 'month'), 'unknown'],
    ['week', at(60, 'month'), 'outside'],
    ['month', at(200, 'year'), 'unknown'],
    ['year', at(200, 'month'), 'inside'],
    ['all', at(9_000, 'year'), 'inside'],
  ] as const)('of a %s judges %j as %s', (window, incident, judged) => {
    expect(standsInWindow(incident, window, startOfWindow(window, now))).toBe(judged);
  });
});
