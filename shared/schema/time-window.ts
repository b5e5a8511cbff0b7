import type { TimePrecision } from './vocabulary.ts';
import type { IncidentReport } from './watch/incident.ts';

/** How far back the past is shown. */
export const timeWindows = ['day', 'week', 'month', 'year', 'all'] as const;
export type TimeWindow = (typeof timeWindows)[number];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lengthMs = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs, year: 365 * dayMs } as const;

/** How long the time is within which something happened, by what is known of it. */
const precisionMs: Record<TimePrecision, number> = {
  minute: 60_000,
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 31 * dayMs,
  year: 366 * dayMs,
};

/**
 * Since when the past is shown, epoch milliseconds; undefined for all of it. In whole minutes, or hours where the window
 * is long, so that what is drawn changes no more often than that.
 */
export function startOfWindow(window: TimeWindow, now: number): number | undefined {
  if (window === 'all') return undefined;
  const step = window === 'day' ? 60_000 : hourMs;
  return Math.floor((now - lengthMs[window]) / step) * step;
}

/**
 * Whether something happened within the window. `unknown` where its time is known less precisely than the window is
 * long, so that it may or may not have: it is not shown, and is counted by itself.
 */
export function standsInWindow(
  { occurredAt, timePrecision }: Pick<IncidentReport, 'occurredAt' | 'timePrecision'>,
  window: TimeWindow,
  since: number | undefined,
): 'inside' | 'outside' | 'unknown' {
  if (window === 'all' || since === undefined) return 'inside';
  const reach = precisionMs[timePrecision];
  if (reach <= lengthMs[window]) return occurredAt >= since ? 'inside' : 'outside';
  return occurredAt + reach >= since ? 'unknown' : 'outside';
}
