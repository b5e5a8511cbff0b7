import { defaultIntervalSeconds, freshnessOf } from '#shared/parameters/freshness.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import type { Translate } from '../../language/use-text.ts';
import { parseEntryTime } from '../checks/entry-time.ts';

/**
 * Kept together from left to right also in Arabic, where day and year would change places; no line ends in the middle
 * of a date.
 */
const timeText = (at: number) => `\u2066${formatUtcDateTime(at).replaceAll('-', '-\u2060')}\u2069`;

type Moment = { text: string; now: number };

/** The time that will be taken, and how long ago that was. */
export function describeTime(t: Translate, { text, now }: Moment): string {
  const time = parseEntryTime(text, now);
  if (!time.ok) return t('entry.timeHint');
  if (!time.isTyped) return t('entry.timeNow', { time: timeText(now) });
  return t('entry.timeTaken', { time: timeText(time.at), age: formatAge(t, now - time.at) });
}

/** The same for a position: says when it is old, and when it comes too late to move the track. */
export function describeFixTime(
  t: Translate,
  moment: Moment,
  lastAt: number | undefined,
): { text: string; isOld: boolean } {
  const { text, now } = moment;
  const time = parseEntryTime(text, now);
  if (!time.ok || !time.isTyped) return { text: describeTime(t, moment), isOld: false };
  const values = { time: timeText(time.at), age: formatAge(t, now - time.at) };
  if (lastAt !== undefined && time.at + 60_000 <= lastAt) return { text: t('entry.timeOlder', values), isOld: true };
  const state = freshnessOf(now - time.at, defaultIntervalSeconds['voice']! * 1_000);
  if (state === 'live') return { text: t('entry.timeTaken', values), isOld: false };
  return { text: t('entry.timeOld', { ...values, state: t(`freshness.${state}`) }), isOld: true };
}
