import { bestSites } from '../analysis/coverage/best-sites.ts';
import type { Position } from '../geo/position.ts';
import type { Edit } from '../schema/medical/scenario.ts';
import { prepareSituation } from './compute-cover.ts';
import type { GroundModel } from './ground/ground-model.ts';
import { coverOfPatrol } from './patrol-cover.ts';
import { applyEdits } from './situation/apply-edits.ts';
import { type PatrolPlace, type Situation, usualConfidence } from './situation/situation.ts';

/** A place where an asset or a facility could stand. */
export type Candidate = { readonly key: string; readonly name: string; readonly position: Position };

/** Ids of patrols that have both tiers through it alone: where it stands now, and at each of the places chosen. */
export type BestPlaces = {
  readonly here: readonly string[];
  readonly places: readonly { readonly candidate: Candidate; readonly gained: readonly string[] }[];
};

export type PlaceChoice = {
  readonly situation: Situation;
  readonly patrols: readonly PatrolPlace[];
  /** The asset or facility for which a place is looked for. */
  readonly key: string;
  readonly candidates: readonly Candidate[];
  /** How many places to choose. */
  readonly count: number;
};

/**
 * The places where this asset or facility would cover most patrols that nothing else covers; the second is where another
 * one like it would add most to the first, and so on. Fewer than asked for when no more would add anything.
 */
export function bestPlaces(model: GroundModel, choice: PlaceChoice): BestPlaces {
  const { situation, patrols, key, candidates, count } = choice;
  const isOther = (record: { key: string }) => record.key !== key;
  const without = {
    ...situation,
    assets: situation.assets.filter(isOther),
    facilities: situation.facilities.filter(isOther),
  };
  const others = coverageIn(model, without);
  const demand = patrols.filter((patrol) => !others(patrol));
  const pointsIn = (supposed: Situation) => {
    const covers = coverageIn(model, supposed);
    return demand.flatMap((patrol, point) => (covers(patrol) ? [point] : []));
  };
  const reach = candidates.map(({ position }) =>
    pointsIn(applyEdits(situation, [...readyEdits(key), { kind: 'place', key, position: [position[0], position[1]] }])),
  );
  const idsOf = (points: readonly number[]) => points.map((point) => demand[point]!.patrolId);
  const taken = new Set<number>();
  const places = bestSites({ weights: demand.map(() => 1), served: demand.map(() => 0), reach, count, busy: 0 }).map(
    ({ site }) => {
      const gained = reach[site]!.filter((point) => !taken.has(point));
      for (const point of gained) taken.add(point);
      return { candidate: candidates[site]!, gained: idsOf(gained) };
    },
  );
  return { here: idsOf(pointsIn(situation)), places };
}

/** Whoever asks where it would serve best supposes that it serves. */
function readyEdits(key: string): Edit[] {
  if (key.startsWith('asset/')) return [{ kind: 'asset', key, set: { status: 'ready' } }];
  return [{ kind: 'facility', key, set: { status: 'open' } }];
}

/** Whether a patrol has both tiers in a situation. */
function coverageIn(model: GroundModel, situation: Situation): (patrol: PatrolPlace) => boolean {
  const prepared = prepareSituation(model, situation, usualConfidence);
  return ({ fix }) => {
    const { team, surgery } = coverOfPatrol(model, prepared, fix, situation.now);
    return team.state === 'met' && surgery.state === 'met';
  };
}
