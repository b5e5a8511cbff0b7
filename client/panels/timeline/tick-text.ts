import { formatUtcTime } from '../../format/time-text.ts';

export type TickUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

/** A step of the axis: `06:10:31`, `06:10`, `12`, `Nov`, `2026`. */
export function formatTick(at: number, unit: TickUnit, locale: string): string {
  if (unit === 'second') return formatUtcTime(at).slice(0, 8);
  if (unit === 'minute' || unit === 'hour') return formatUtcTime(at).slice(0, 5);
  if (unit === 'day') return String(new Date(at).getUTCDate());
  return unit === 'month' ? formatMonth(at, locale) : formatYear(at);
}

/** The unit above it: `12 Nov 2026`, `Nov 2026`, `2026`. */
export function formatTickGroup(at: number, unit: 'day' | 'month' | 'year', locale: string): string {
  if (unit === 'year') return formatYear(at);
  if (unit === 'month') return `${formatMonth(at, locale)} ${formatYear(at)}`;
  return `${formatDay(at, locale)} ${formatYear(at)}`;
}

/** `12 Nov` */
export function formatDay(at: number, locale: string): string {
  return `${new Date(at).getUTCDate()} ${formatMonth(at, locale)}`;
}

/** The mark at its end keeps figures that follow a month of Arabic letters in the order in which they are written. */
function formatMonth(at: number, locale: string): string {
  return `${monthFormatOf(locale).format(at)}\u200e`;
}

const formatYear = (at: number): string => String(new Date(at).getUTCFullYear());

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each language: an axis asks for it at every step of a drag. */
function monthFormatOf(locale: string): Intl.DateTimeFormat {
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    formats.set(locale, format);
  }
  return format;
}
