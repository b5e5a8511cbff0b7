import { beyondMinutes } from '#shared/coverage/compute-cover.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import type { CoverReport, CoverTier } from '#shared/schema/medical/cover.ts';
import type { Translate } from '../../language/use-text.ts';
import { formatDistance } from '../motion-text.ts';
import type { CoverAhead } from './cover-ahead.ts';

/** Medical cover in words. A tier whose time is not certain never reads as met. */

export const tierNames = ['team', 'surgery'] as const;
export type TierName = (typeof tierNames)[number];

/** Minutes from injury: `45 min`, `2 h 40`, and beyond what is computed `> 4 h`. */
export function formatCoverMinutes(t: Translate, minutes: number): string {
  if (minutes >= beyondMinutes) return t('cover.beyond');
  if (minutes < 60) return t('age.minutes', { minutes });
  return t('cover.hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') });
}

/** `2:22`, rounded up so that late never looks met. */
export function formatClock(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** One tier at a place: as known, and as it would be if all were as last reported. */
export function formatPlaceTier(t: Translate, tier: TierName, known: number, hopeful: number): string {
  const name = t(`cover.${tier}`);
  const limit = tierMinutes[tier];
  if (known > limit && hopeful <= limit) return t('cover.placeUnknown', { name, time: formatCoverMinutes(t, hopeful) });
  const time = formatCoverMinutes(t, known);
  return t(known <= limit ? 'cover.placeMet' : 'cover.placeLate', { name, time });
}

/** One tier of a patrol in a line: its state, with the margin, or with what it takes most of. */
export function formatTier(t: Translate, tier: TierName, { state, seconds, limitingLeg, legs }: CoverTier): string {
  const limit = tierMinutes[tier] * 60;
  const values = { tier: t(`cover.tier.${tier}`), name: t(`cover.${tier}`) };
  if (state === 'unknown')
    return seconds === undefined
      ? t('cover.unknown', values)
      : t('cover.unknownIf', { ...values, time: formatClock(seconds) });
  if (seconds === undefined) return t('cover.noWay', values);
  if (state === 'met')
    return t('cover.met', { ...values, spare: t('age.minutes', { minutes: Math.floor((limit - seconds) / 60) }) });
  const late = t('cover.late', { ...values, time: formatClock(seconds), limit: formatClock(limit) });
  const leg = legs.find(({ name }) => name === limitingLeg);
  return leg ? t('cover.lateBy', { late, leg: t(`leg.${leg.name}`), minutes: Math.round(leg.seconds / 60) }) : late;
}

/** The worst of both tiers: what a list is sorted by. */
export function worstState({ team, surgery }: Pick<CoverReport, 'team' | 'surgery'>): CoverTier['state'] {
  const states = [team.state, surgery.state];
  return (['missed', 'unknown'] as const).find((state) => states.includes(state)) ?? 'met';
}

/** `leaves cover in 25 min (8.3 km)`. */
export function formatAhead(t: Translate, ahead: CoverAhead, now: number): string {
  const distance = formatDistance(ahead.metres);
  const minutes = ahead.at === undefined ? undefined : Math.round((ahead.at - now) / 60_000);
  const where =
    minutes === undefined
      ? t('ahead.distance', { distance })
      : t('ahead.time', { distance, time: formatCoverMinutes(t, minutes) });
  if (ahead.next === 'unknown') return t('ahead.unknown', { where });
  return t(ahead.next === 'covered' ? 'ahead.enters' : 'ahead.leaves', { where });
}
