import { rankPlans } from '../../analysis/coverage/rank-plans.ts';
import type { Position } from '../../geo/position.ts';
import { tierMinutes } from '../../parameters/medical.ts';
import type { PreparedSituation } from '../compute-cover.ts';
import type { GroundModel } from '../ground/ground-model.ts';
import { ringAround, type TierName } from '../patrol-cover.ts';
import type { Chosen } from '../situation/members.ts';
import { isStale } from '../situation/read-assets.ts';
import type { Fix, PatrolPlace } from '../situation/situation.ts';
import { keysOf } from './case-plans.ts';

const tiers: readonly TierName[] = ['team', 'surgery'];

/**
 * Ids of the patrols that have a tier now and would lose it while these assets are away, for each set of assets. Only
 * what is known counts as cover, as everywhere; a patrol of which nothing is known has none to lose.
 */
export function leftUncovered(
  model: Pick<GroundModel, 'grid'>,
  { known }: PreparedSituation,
  patrols: readonly PatrolPlace[],
  { now, assetSets }: { now: number; assetSets: readonly (readonly string[])[] },
): string[][] {
  const covers = patrols.flatMap(({ patrolId, fix }) =>
    !fix || isStale(fix, now) ? [] : tiers.flatMap((tier) => coverOf(model, known, { patrolId, tier, fix })),
  );
  const without = new Map<string, Chosen>();
  return assetSets.map((assets) => {
    const name = JSON.stringify(assets);
    const rest = without.get(name) ?? withoutAssets(known, assets);
    without.set(name, rest);
    const lost = covers.filter(
      ({ uses, points, tier }) =>
        assets.some((asset) => uses.has(asset)) && !points.every((point) => isMet(model, rest, { point, tier })),
    );
    return [...new Set(lost.map(({ patrolId }) => patrolId))];
  });
}

type Cover = { patrolId: string; tier: TierName; points: readonly Position[]; uses: ReadonlySet<string> };

/** The tier of a patrol with every asset that its soonest plans use, if it is met wherever the patrol may be. */
function coverOf(
  model: Pick<GroundModel, 'grid'>,
  known: Chosen,
  { patrolId, tier, fix }: { patrolId: string; tier: TierName; fix: Fix },
): Cover[] {
  const uses = new Set<string>();
  const points = ringAround(fix);
  for (const point of points) {
    const plan = rankPlans(point, model.grid, known.input, tier)[0];
    if (!plan || plan.seconds > tierMinutes[tier] * 60) return [];
    for (const asset of keysOf(plan, known).assets) uses.add(asset);
  }
  return [{ patrolId, tier, points, uses }];
}

function isMet(
  { grid }: Pick<GroundModel, 'grid'>,
  { input }: Chosen,
  { point, tier }: { point: Position; tier: TierName },
): boolean {
  const plan = rankPlans(point, grid, input, tier)[0];
  return plan !== undefined && plan.seconds <= tierMinutes[tier] * 60;
}

function withoutAssets({ input, keys }: Chosen, assets: readonly string[]): Chosen {
  const stays = (list: readonly string[]) => (_item: unknown, index: number) => !assets.includes(list[index]!);
  return {
    input: {
      ...input,
      helicopters: input.helicopters.filter(stays(keys.helicopters)),
      vehicles: input.vehicles.filter(stays(keys.vehicles)),
    },
    keys: {
      ...keys,
      helicopters: keys.helicopters.filter(stays(keys.helicopters)),
      vehicles: keys.vehicles.filter(stays(keys.vehicles)),
    },
  };
}
