import { type Plan, wholeLegs } from '../analysis/coverage/plan.ts';
import { rankPlans } from '../analysis/coverage/rank-plans.ts';
import { destination } from '../geo/great-circle.ts';
import type { Position } from '../geo/position.ts';
import { tierMinutes } from '../parameters/medical.ts';
import type { CoverTier } from '../schema/medical/cover.ts';
import type { PreparedSituation } from './compute-cover.ts';
import type { GroundModel } from './ground/ground-model.ts';
import type { Chosen } from './situation/members.ts';
import { isStale } from './situation/read-assets.ts';
import type { Fix } from './situation/situation.ts';
import { unknownCover } from './unknown-cover.ts';

export type TierName = 'team' | 'surgery';
export type PatrolCover = { readonly team: CoverTier; readonly surgery: CoverTier };

/** Closer than this the ring of uncertainty is a point. */
const pointMetres = 100;
const ringBearings = [0, 45, 90, 135, 180, 225, 270, 315];

/**
 * Both tiers for a patrol, each at the worst point of where it may be. Without a fix that holds, nothing is known. A tier
 * that only something doubtful would meet is unknown too.
 */
export function coverOfPatrol(
  model: GroundModel,
  prepared: PreparedSituation,
  fix: Fix | undefined,
  now: number,
): PatrolCover {
  if (!fix || isStale(fix, now)) return unknownCover;
  const points = ringAround(fix);
  return { team: tierAt(model, prepared, points, 'team'), surgery: tierAt(model, prepared, points, 'surgery') };
}

/** Where a patrol may be: its fix, and points on the ring of its uncertainty. */
export function ringAround({ position, accuracyMetres }: Fix): Position[] {
  if (!(accuracyMetres > pointMetres)) return [position];
  return [position, ...ringBearings.map((bearing) => destination(position, bearing, accuracyMetres))];
}

function tierAt(
  { grid }: GroundModel,
  { known, hopeful }: PreparedSituation,
  points: readonly Position[],
  tier: TierName,
): CoverTier {
  const limit = tierMinutes[tier] * 60;
  const sure = worstPlan(points, (point) => rankPlans(point, grid, known.input, tier)[0]);
  if (sure && sure.seconds <= limit) return describeTier('met', sure, known);
  const maybe = hopeful === known ? sure : worstPlan(points, (point) => rankPlans(point, grid, hopeful.input, tier)[0]);
  // Named by what would meet it, so that a person knows whom to ask.
  if (maybe && maybe.seconds <= limit) return describeTier('unknown', maybe, hopeful);
  return sure ? describeTier('missed', sure, known) : { state: 'missed', legs: [] };
}

/** The soonest plan at the point where even that is the latest; undefined where one point has none. */
function worstPlan(points: readonly Position[], soonest: (point: Position) => Plan | undefined): Plan | undefined {
  let worst: Plan | undefined;
  for (const point of points) {
    const plan = soonest(point);
    if (!plan) return undefined;
    if (!worst || plan.seconds > worst.seconds) worst = plan;
  }
  return worst;
}

function describeTier(state: CoverTier['state'], plan: Plan, { keys }: Chosen): CoverTier {
  const { mode, helicopter, vehicle, facility } = plan;
  const asset =
    helicopter !== undefined
      ? keys.helicopters[helicopter]
      : vehicle !== undefined
        ? keys.vehicles[vehicle]
        : undefined;
  const longest = plan.legs.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  const legs = wholeLegs(plan);
  return {
    state,
    seconds: legs.reduce((sum, { seconds }) => sum + seconds, 0),
    mode,
    ...(asset === undefined ? {} : { asset }),
    ...(facility === undefined ? {} : { facility: keys.facilities[facility]! }),
    legs,
    ...(state === 'missed' ? { limitingLeg: longest.name } : {}),
  };
}
