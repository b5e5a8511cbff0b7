import { type Plan, type PlanMode, wholeLegs } from '../../analysis/coverage/plan.ts';
import { rankPlans } from '../../analysis/coverage/rank-plans.ts';
import type { Position } from '../../geo/position.ts';
import { type Confidence, confidences, tierMinutes } from '../../parameters/medical.ts';
import type { CoverTier } from '../../schema/medical/cover.ts';
import { type PreparedSituation, prepareSituation } from '../compute-cover.ts';
import type { GroundModel } from '../ground/ground-model.ts';
import type { TierName } from '../patrol-cover.ts';
import type { Chosen, Doubt, Members } from '../situation/members.ts';
import { type Situation, usualConfidence } from '../situation/situation.ts';

/**
 * How far a plan can be relied on. `robust`: in time under all three readings of the parameters; `likely`: under the
 * planning and the optimistic one; `marginal`: under the optimistic one only; `outside`: never. `unknown`: it rests on
 * something of which nobody knows whether it still is so.
 */
export const planConfidences = ['robust', 'likely', 'marginal', 'outside', 'unknown'] as const;
export type PlanConfidence = (typeof planConfidences)[number];

/** One way from a place to a medical team or to surgery, in seconds from injury. Legs sum to `seconds`. */
export type CasePlan = {
  readonly mode: PlanMode;
  /** Keys of what fetches: vehicle, helicopter, or both where one hands over to the other. None: the unit drives. */
  readonly assets: readonly string[];
  readonly facility?: string;
  readonly landingSite?: string;
  readonly seconds: number;
  readonly legs: CoverTier['legs'];
  readonly confidence: PlanConfidence;
  /** Seconds under each reading; absent where it is no way then. */
  readonly readings: Readonly<Partial<Record<Confidence, number>>>;
  readonly doubts: readonly { readonly key: string; readonly doubt: Doubt }[];
};

/** The situation under the three readings of the parameters. */
export type PreparedReadings = Readonly<Record<Confidence, PreparedSituation>>;

export function prepareReadings(model: GroundModel, situation: Situation): PreparedReadings {
  const prepared = confidences.map(
    (confidence) => [confidence, prepareSituation(model, situation, confidence)] as const,
  );
  return Object.fromEntries(prepared) as Record<Confidence, PreparedSituation>;
}

/** `elapsedSeconds`: since the injury, where it is known; else as if it were now, and had still to be told. */
export type WantedPlans = { position: Position; tier: TierName; limit: number; elapsedSeconds?: number | undefined };

/**
 * The soonest plans first, at most `limit`; of several landing sites for the same assets and facility the soonest. What
 * is in doubt is among them, and named.
 */
export function planCase(
  { grid }: Pick<GroundModel, 'grid'>,
  prepared: PreparedReadings,
  { position, tier, limit, elapsedSeconds }: WantedPlans,
): CasePlan[] {
  const legsOf = (plan: Plan) => withElapsed(wholeLegs(plan), elapsedSeconds);
  const ranked = confidences.map((confidence) => {
    const { hopeful } = prepared[confidence];
    const { times } = hopeful.input;
    // Who plans has heard of the injury.
    const input = elapsedSeconds === undefined ? hopeful.input : { ...hopeful.input, times: { ...times, alert: 0 } };
    return [confidence, soonestOfEach(rankPlans(position, grid, input, tier), hopeful)] as const;
  });
  const of = Object.fromEntries(ranked) as Record<Confidence, Map<string, Plan>>;
  const { hopeful, read } = prepared[usualConfidence];
  const doubtsOf = listDoubts(read.members);
  return [...of[usualConfidence]].slice(0, limit).map(([name, plan]): CasePlan => {
    const { assets, facility, landingSite } = keysOf(plan, hopeful);
    const keys = [...assets, ...[facility ?? [], landingSite ?? []].flat()];
    const doubts = keys.flatMap((key) => (doubtsOf.get(key) ?? []).map((doubt) => ({ key, doubt })));
    const readings: Partial<Record<Confidence, number>> = {};
    for (const confidence of confidences) {
      const read = of[confidence].get(name);
      if (read) readings[confidence] = sumOf(legsOf(read));
    }
    const legs = legsOf(plan);
    return {
      mode: plan.mode,
      assets,
      ...(facility === undefined ? {} : { facility }),
      ...(landingSite === undefined ? {} : { landingSite }),
      seconds: sumOf(legs),
      legs,
      confidence: doubts.length > 0 ? 'unknown' : confidenceOf(readings, tierMinutes[tier] * 60),
      readings,
      doubts,
    };
  });
}

/** What went by since the injury stands in place of the alert. */
function withElapsed(legs: CasePlan['legs'], elapsedSeconds: number | undefined): CasePlan['legs'] {
  return elapsedSeconds === undefined ? legs : [{ name: 'elapsed', seconds: elapsedSeconds }, ...legs];
}

function sumOf(legs: readonly { seconds: number }[]): number {
  return legs.reduce((sum, { seconds }) => sum + seconds, 0);
}

function confidenceOf(readings: CasePlan['readings'], limit: number): PlanConfidence {
  const isMet = (confidence: Confidence) => (readings[confidence] ?? Number.POSITIVE_INFINITY) <= limit;
  if (isMet('planning')) return isMet('pessimistic') && isMet('optimistic') ? 'robust' : 'likely';
  return isMet('optimistic') ? 'marginal' : 'outside';
}

/** Named by what a person would name them by, so that the same plan is found under other readings. */
function soonestOfEach(plans: readonly Plan[], chosen: Chosen): Map<string, Plan> {
  const soonest = new Map<string, Plan>();
  for (const plan of plans) {
    const { assets, facility } = keysOf(plan, chosen);
    const name = JSON.stringify([plan.mode, assets, facility]);
    if (!soonest.has(name)) soonest.set(name, plan);
  }
  return soonest;
}

type PlanKeys = { assets: string[]; facility: string | undefined; landingSite: string | undefined };

/** The keys of what a plan uses, of the lists that it was made from. */
export function keysOf({ vehicle, helicopter, facility, landingSite }: Plan, { keys }: Chosen): PlanKeys {
  const assets = [
    ...(vehicle === undefined ? [] : [keys.vehicles[vehicle]!]),
    ...(helicopter === undefined ? [] : [keys.helicopters[helicopter]!]),
  ];
  return {
    assets,
    facility: facility === undefined ? undefined : keys.facilities[facility],
    landingSite: landingSite === undefined ? undefined : keys.landingSites[landingSite],
  };
}

/** A facility that is a landing site too has the doubts of both, each once. */
function listDoubts({ facilities, helicopters, vehicles, landingSites }: Members): Map<string, Doubt[]> {
  const found = new Map<string, Doubt[]>();
  for (const { key, doubts } of [...facilities, ...helicopters, ...vehicles, ...landingSites])
    if (doubts.length > 0) found.set(key, [...new Set([...(found.get(key) ?? []), ...doubts])]);
  return found;
}
