import type { TimePrecision } from '#shared/schema/vocabulary.ts';

/** Times as text. A time always says its zone; a day is that of UTC. */

/** `14:02:11Z` */
export function formatUtcTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)}Z`;
}

/** `2026-11-12 06:10Z`; with seconds when asked. */
export function formatUtcDateTime(at: number, withSeconds = false): string {
  const text = new Date(at).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, withSeconds ? 19 : 16)}Z`;
}

/** `2026-11-12 06:10:00–06:15:00Z`; both days are named where there are two. */
export function formatTimeSpan(from: number, to: number): string {
  const [start, end] = [formatUtcDateTime(from, true), formatUtcDateTime(to, true)];
  return start.slice(0, 10) === end.slice(0, 10)
    ? `${start.slice(0, -1)}–${end.slice(11)}`
    : `${formatUtcDateTime(from)} – ${formatUtcDateTime(to)}`;
}

/** `2026-11-12` */
export function formatUtcDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** As much of a time as is known: `2019`, `2019-06`, `2019-06-03`, or with hours and minutes. */
export function formatKnownTime(at: number, precision: TimePrecision): string {
  if (precision === 'year') return formatUtcDate(at).slice(0, 4);
  if (precision === 'month') return formatUtcDate(at).slice(0, 7);
  return precision === 'week' || precision === 'day' ? formatUtcDate(at) : formatUtcDateTime(at);
}

/** `15:02` in the zone named. */
export function formatLocalTime(at: number, timeZone: string): string {
  return formatterOf(timeZone, 'time').format(at);
}

/** `UTC+01:00` in force at that time in the zone named. */
export function formatZone(at: number, timeZone: string): string {
  const parts = formatterOf(timeZone, 'zone').formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
}

const formatOptions = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  zone: { timeZoneName: 'longOffset' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: making one costs more than everything else that a clock does. */
function formatterOf(timeZone: string, form: keyof typeof formatOptions): Intl.DateTimeFormat {
  const key = `${form} ${timeZone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', { timeZone, ...formatOptions[form] });
    formatters.set(key, formatter);
  }
  return formatter;
}
