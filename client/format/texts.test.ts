import { describe, expect, it } from 'vitest';
import { formatAgeSymbols } from './age-text.ts';
import { formatCourse, formatDistance, formatSpeed } from './motion-text.ts';
import { formatDecimal, formatDms } from './position/position-text.ts';
import { formatLocalTime, formatUtcDateTime, formatUtcTime, formatZone } from './time-text.ts';

const gao = [-0.0447, 16.2717] as const;
const at = Date.UTC(2026, 10, 12, 6, 10, 31);

describe('texts', () => {
  it('writes positions in degrees and in minutes and seconds, with their hemispheres', () => {
    expect(formatDecimal(gao)).toBe('16.27170° N  0.04470° W');
    expect(formatDms(gao)).toBe('16°16′18″N 000°02′41″W');
    expect(formatDms([179.99999, -59.99999])).toBe('60°00′00″S 180°00′00″E');
  });

  it('writes times with their zone', () => {
    expect(formatUtcTime(at)).toBe('06:10:31Z');
    expect(formatUtcDateTime(at)).toBe('2026-11-12 06:10Z');
    expect(formatLocalTime(at, 'Asia/Kathmandu')).toBe('11:55');
    expect(formatZone(at, 'Asia/Kathmandu')).toBe('UTC+05:45');
    expect(formatZone(at, 'Africa/Bamako')).toBe('UTC+00:00');
  });

  it('writes motion in the units of road and air', () => {
    expect(formatSpeed(12)).toBe('43 km/h · 23 kn');
    expect(formatCourse(7)).toBe('007°');
    expect(formatCourse(359.7)).toBe('000°');
    expect(formatDistance(350)).toBe('350 m');
    expect(formatDistance(12_400)).toBe('12.4 km');
  });

  it('writes ages on the map in unit symbols', () => {
    expect([-1, 59_999, 60_000, 3_600_000, 90_000_000].map(formatAgeSymbols)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '1 h',
      '1 d',
    ]);
  });
});
