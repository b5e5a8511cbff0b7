import { formatLocalTime, formatUtcDateTime, formatUtcTime } from '../../format/time-text.ts';
import { formatDay } from './tick-text.ts';

/** A moment in the two times of a mission; the day is that of UTC. */
export type MomentText = { day: string; utc: string; local: string };

/** `12 Nov`, `06:10:31Z`, `07:10:31` */
export function formatMoment(at: number, timeZone: string, locale: string): MomentText {
  const utc = formatUtcTime(at);
  // No zone in force during the life of a mission is off UTC by parts of a minute.
  return { day: formatDay(at, locale), utc, local: `${formatLocalTime(at, timeZone)}${utc.slice(5, 8)}` };
}

/** `2026-11-12 06:10:00–06:15:00Z`; both days are named where there are two. */
export function formatTimeSpan(from: number, to: number): string {
  const [start, end] = [formatUtcDateTime(from, true), formatUtcDateTime(to, true)];
  return start.slice(0, 10) === end.slice(0, 10)
    ? `${start.slice(0, -1)}–${end.slice(11)}`
    : `${formatUtcDateTime(from)} – ${formatUtcDateTime(to)}`;
}
