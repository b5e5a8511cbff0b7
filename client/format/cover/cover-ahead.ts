import type { Position } from '#shared/geo/position.ts';
import type { PatrolBody } from '#shared/schema/watch/patrol.ts';
import { distancesAlong } from '../patrol-progress.ts';

type Plan = NonNullable<PatrolBody['plan']>;

/** What is said of one place; undefined: beyond what was computed. */
export type AheadCover = 'covered' | 'not-covered' | 'unknown';

/**
 * The next place on the planned way where cover is another than here. `at`: when it is there at the speed it makes good
 * now, epoch milliseconds; absent while it stands.
 */
export type CoverAhead = {
  readonly here: AheadCover;
  readonly next: AheadCover;
  readonly metres: number;
  readonly at: number | undefined;
};

/** Half a cell of the map of cover: no strip of another class is stepped over unseen. */
const stepMetres = 500;
/** Slower than this a vehicle stands and a time would be a guess. */
const standingMetresPerSecond = 1;

/**
 * Looks along the rest of a planned way, from `doneMetres` on. Undefined where cover stays what it is to the end, and
 * where nothing is known of the place it is at. What was not computed counts as unknown.
 */
export function findCoverAhead(
  plan: Plan,
  { doneMetres, speedMetresPerSecond, now }: { doneMetres: number; speedMetresPerSecond: number; now: number },
  coverAt: (position: Position) => AheadCover | undefined,
): CoverAhead | undefined {
  const along = distancesAlong(plan);
  const here = coverAt(placeAlong(plan, along, doneMetres));
  if (here === undefined) return undefined;
  const end = along.at(-1)!;
  for (let metres = stepMetres; doneMetres + metres - stepMetres < end; metres += stepMetres) {
    const reached = Math.min(metres, end - doneMetres);
    const next = coverAt(placeAlong(plan, along, doneMetres + reached)) ?? 'unknown';
    if (next === here) continue;
    const isMoving = speedMetresPerSecond > standingMetresPerSecond;
    return { here, next, metres: reached, at: isMoving ? now + (reached / speedMetresPerSecond) * 1_000 : undefined };
  }
  return undefined;
}

function placeAlong({ route }: Plan, along: readonly number[], metres: number): Position {
  const after = along.findIndex((each) => each >= metres);
  if (after <= 0) return route[after === 0 ? 0 : route.length - 1]!.position;
  const [from, to] = [route[after - 1]!.position, route[after]!.position];
  const share = (metres - along[after - 1]!) / (along[after]! - along[after - 1]!);
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}
