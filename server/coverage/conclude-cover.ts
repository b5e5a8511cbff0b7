import type { PatrolCover } from '#shared/coverage/patrol-cover.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import type { CoverReport, CoverTier } from '#shared/schema/medical/cover.ts';

/** A tier that was missed counts as met again only this far inside, so that a patrol on the line does not flicker. */
const deadBandSeconds = 120;
/** The same state with another time is worth a report from this difference on. */
const worthSeconds = 300;

export type Judged = { readonly team: CoverTier; readonly surgery: CoverTier };

/** The tiers as they are to be told, given what was told last. */
export function settle(before: Judged | undefined, now: PatrolCover): Judged {
  if (!before) return now;
  return {
    team: settleTier(before.team, now.team, 'team'),
    surgery: settleTier(before.surgery, now.surgery, 'surgery'),
  };
}

function settleTier(before: CoverTier, now: CoverTier, tier: keyof PatrolCover): CoverTier {
  const isBarely = (now.seconds ?? 0) > tierMinutes[tier] * 60 - deadBandSeconds;
  return before.state === 'missed' && now.state === 'met' && isBarely ? { ...now, state: 'missed' } : now;
}

/** Whether what is known now differs from what was told so that a person should know. */
export function isNews(before: Judged | undefined, now: Judged): boolean {
  return !before || isTierNews(before.team, now.team) || isTierNews(before.surgery, now.surgery);
}

export function isOtherState(before: Judged | undefined, now: Judged): boolean {
  return before?.team.state !== now.team.state || before?.surgery.state !== now.surgery.state;
}

function isTierNews(before: CoverTier, now: CoverTier): boolean {
  if (before.state !== now.state || before.facility !== now.facility || before.asset !== now.asset) return true;
  if (before.seconds === undefined || now.seconds === undefined) return before.seconds !== now.seconds;
  return Math.abs(before.seconds - now.seconds) >= worthSeconds;
}

export type Cause = NonNullable<CoverReport['cause']>;
