import { describe, expect, it } from 'vitest';
import { parseEntryTime } from './entry-time.ts';

const now = Date.UTC(2026, 10, 12, 14, 2, 37);
const iso = (text: string, at = now) => {
  const time = parseEntryTime(text, at);
  return time.ok ? new Date(time.at).toISOString() : time.problem;
};

describe('a time as typed', () => {
  it.each(['13:05', '1305', '13.05', '13h05', '13:05Z', ' 13:05 z', '١٣:٠٥'])('reads %s as today', (text) => {
    expect(iso(text)).toBe('2026-11-12T13:05:00.000Z');
  });

  it('is now when nothing is typed, to the millisecond', () => {
    expect(parseEntryTime(' ', now)).toEqual({ ok: true, at: now, isTyped: false });
  });

  it('is the nearest such time: before midnight it was yesterday', () => {
    expect(iso('23:50', Date.UTC(2026, 10, 12, 0, 10))).toBe('2026-11-11T23:50:00.000Z');
    expect(iso('02:30')).toBe('2026-11-12T02:30:00.000Z');
  });

  it('is never taken from the future, but for a clock a minute ahead', () => {
    expect(['14:30', '2026-11-13 09:00'].map((text) => iso(text))).toEqual(['future', 'future']);
    expect(iso('14:03')).toBe(new Date(now).toISOString());
  });

  it('may name its day', () => {
    expect(iso('2026-11-10 22:15')).toBe('2026-11-10T22:15:00.000Z');
    expect(iso('2026-11-10T22:15Z')).toBe('2026-11-10T22:15:00.000Z');
  });

  it.each(['noon', '24:00', '12:60', '5', '2026-02-30 10:00', '12:00:30'])('does not read %s', (text) => {
    expect(iso(text)).toBe('unreadable');
  });
});
