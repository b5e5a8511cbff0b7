import { formatLocalTime, formatUtcTime } from '../../format/time-text.ts';
import { formatDay } from './tick-text.ts';

/** A moment in the two times of a mission; the day is that of UTC. */
export type MomentText = { day: string; utc: string; local: string };

/** `12 Nov`, `06:10:31Z`, `07:10:31` */
export function formatMoment(at: number, timeZone: string, locale: string): MomentText {
  const utc = formatUtcTime(at);
  // No zone in force during the life of a mission is off UTC by parts of a minute.
  return { day: formatDay(at, locale), utc, local: `${formatLocalTime(at, timeZone)}${utc.slice(5, 8)}` };
}
