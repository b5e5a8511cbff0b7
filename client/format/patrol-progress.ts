import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PatrolBody } from '#shared/schema/watch/patrol.ts';

type Plan = NonNullable<PatrolBody['plan']>;

/** How far a patrol is along its plan. Distances in metres along the route; times epoch milliseconds. */
export type PatrolProgress = {
  totalMetres: number;
  doneMetres: number;
  /** Distance from the route: a patrol that is elsewhere has no progress to speak of. */
  offMetres: number;
  next?: {
    index: number;
    name: string | undefined;
    metres: number;
    /** From the distance left and the speed made good now; absent while it stands. */
    etaAt: number | undefined;
    plannedAt: number | undefined;
  };
  /** The route that lies behind, ending abreast of the patrol. */
  done: Position[];
};

/** Slower than this a vehicle stands and a time of arrival would be a guess. */
const standingMetresPerSecond = 1;
/** Where a route passes a place twice, both passings count as near. */
const nearMetres = 1_500;
const metresPerDegree = 111_195;

const cumulative = new WeakMap<Plan, number[]>();

/** Distance from the start to each waypoint. */
export function distancesAlong(plan: Plan): number[] {
  let known = cumulative.get(plan);
  if (!known) {
    known = [0];
    for (let index = 1; index < plan.route.length; index++)
      known.push(known[index - 1]! + distanceMetres(plan.route[index - 1]!.position, plan.route[index]!.position));
    cumulative.set(plan, known);
  }
  return known;
}

/**
 * Projects a position onto the planned route. Where the route passes a place twice, the passing nearer to what the plan
 * says for now is taken. Undefined for a plan of one waypoint.
 */
export function findPatrolProgress(
  plan: Plan,
  position: Position,
  { now, speedMetresPerSecond }: { now: number; speedMetresPerSecond: number },
): PatrolProgress | undefined {
  const { route } = plan;
  if (route.length < 2) return undefined;
  const along = distancesAlong(plan);
  const planned = plannedMetres(plan, along, now);
  const feet = route.slice(1).map((end, index) => footOn(route[index]!.position, end.position, position));
  const least = Math.min(...feet.map(({ offMetres }) => offMetres));
  let best = { segment: 0, at: 0, offMetres: Number.POSITIVE_INFINITY, missed: Number.POSITIVE_INFINITY };
  feet.forEach(({ share, offMetres }, segment) => {
    if (offMetres > least + nearMetres) return;
    const at = along[segment]! + share * (along[segment + 1]! - along[segment]!);
    const missed = Math.abs(at - planned) + offMetres;
    if (missed < best.missed) best = { segment, at, offMetres, missed };
  });
  const [from, to] = [route[best.segment]!.position, route[best.segment + 1]!.position];
  const share = feet[best.segment]!.share;
  const foot: Position = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  return {
    totalMetres: along.at(-1)!,
    doneMetres: best.at,
    offMetres: best.offMetres,
    ...nextOf(plan, along, best.at, { now, speedMetresPerSecond }),
    done: [...route.slice(0, best.segment + 1).map((waypoint) => waypoint.position), foot],
  };
}

/** The next waypoint that has a name or a time, else the next at all. */
function nextOf(
  { route }: Plan,
  along: readonly number[],
  doneMetres: number,
  { now, speedMetresPerSecond }: { now: number; speedMetresPerSecond: number },
): Pick<PatrolProgress, 'next'> {
  const ahead = route.map((_, index) => index).filter((index) => along[index]! > doneMetres + 50);
  const index = ahead.find((each) => route[each]!.name ?? route[each]!.expectedAt) ?? ahead[0];
  if (index === undefined) return {};
  const metres = along[index]! - doneMetres;
  const isMoving = speedMetresPerSecond > standingMetresPerSecond;
  return {
    next: {
      index,
      name: route[index]!.name,
      metres,
      etaAt: isMoving ? now + (metres / speedMetresPerSecond) * 1000 : undefined,
      plannedAt: route[index]!.expectedAt,
    },
  };
}

/** How far along the plan would have it by now. */
function plannedMetres({ route, startAt, endAt }: Plan, along: readonly number[], now: number): number {
  const timed = route.flatMap(({ expectedAt }, index) =>
    expectedAt === undefined ? [] : [{ at: expectedAt, metres: along[index]! }],
  );
  const total = along.at(-1)!;
  const points = [{ at: startAt, metres: 0 }, ...timed, ...(endAt === undefined ? [] : [{ at: endAt, metres: total }])];
  const after = points.findIndex(({ at }) => at > now);
  if (after === 0) return 0;
  if (after < 0) return points.at(-1)!.metres;
  const [one, other] = [points[after - 1]!, points[after]!];
  return one.metres + ((now - one.at) / (other.at - one.at)) * (other.metres - one.metres);
}

/** The nearest point of a straight piece, on a plane that is true nearby. */
function footOn(from: Position, to: Position, at: Position): { share: number; offMetres: number } {
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  const [x, y] = [(to[0] - from[0]) * shrink, to[1] - from[1]];
  const [px, py] = [(at[0] - from[0]) * shrink, at[1] - from[1]];
  const length = x * x + y * y;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * x + py * y) / length));
  return { share, offMetres: Math.hypot(px - share * x, py - share * y) * metresPerDegree };
}

/** When a patrol that is out has to be heard from next; undefined when it is not out or has no plan. */
export function nextCheckInAt({ status, plan, marks }: PatrolBody): number | undefined {
  const last = marks.findLast((mark) => mark.action === 'check-in' || mark.action === 'start');
  return status === 'under-way' && last && plan ? last.at + plan.checkInMinutes * 60_000 : undefined;
}
