import type { CasePlan } from '../coverage/cases/case-plans.ts';
import type { TierName } from '../coverage/patrol-cover.ts';
import type { Position } from '../geo/position.ts';

export const planTiers = ['team', 'surgery'] as const satisfies readonly TierName[];
export const defaultPlans = 10;
export const maxPlans = 100;

/** What `GET /api/v1/coverage/plans` answers: the ways from one place to care, the soonest first. */
export type PlansAnswer = {
  computedAt: string;
  /** From when they count: the injury of the case, where it is known; else they count as if it were at `computedAt`. */
  injuryAt?: string;
  position: Position;
  tier: TierName;
  limitSeconds: number;
  isNight: boolean;
  /** Sequence of the change of parameters they were computed with; 0 for the shipped set. */
  parameters: number;
  /** Assets, facilities and landing sites that were not looked at, because there are too many. */
  leftOut: number;
  plans: OfferedPlan[];
};

/** `uncovers`: keys of the patrols that would lose a tier while its assets are away. */
export type OfferedPlan = CasePlan & { uncovers: string[] };
