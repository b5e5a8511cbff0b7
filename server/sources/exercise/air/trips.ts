import { destination, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { casevacFlightsOf } from '../casevac/casevac-flights.ts';
import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { pointAlong } from '../path.ts';
import { between, makeRandom, pick, type Random } from '../seeded-random.ts';
import type { World } from '../world.ts';
import type { FleetAsset } from './fleet.ts';
import { isUnserviceable, makeTrip, rampMs, type Trip } from './trip.ts';

const longestLegMetres = 290_000;
/** Before a call nobody is sent on an errand that would not be over. */
const restMs = 10 * minuteMs;

/** The trips of one UTC day, in order, and those for casualties that reach into it; they start and end at the base. */
export function tripsOf(world: World, asset: FleetAsset, day: number): readonly Trip[] {
  return world.remember(`trips:${asset.assetId}:${day}`, () => {
    const urgent = casevacFlightsOf(world, day).filter((flight) => flight.asset.assetId === asset.assetId);
    const isFree = (outing: readonly Trip[]) =>
      urgent.every(({ launchAt, homeAt }) => outing.at(-1)!.toAt < launchAt - restMs || outing[0]!.fromAt > homeAt);
    const routine = routineOutings(world, asset, day).filter(isFree);
    return [...routine, ...urgent.map(({ trips }) => trips)].flat().sort((a, b) => a.fromAt - b.fromAt);
  });
}

/** Up to three errands a day, when nobody is hurt. */
function routineOutings(world: World, asset: FleetAsset, day: number): Trip[][] {
  if (isUnserviceable(world, asset, day)) return [];
  const random = makeRandom(world.seed, 'trips', asset.assetId, day);
  const outings: Trip[][] = [];
  let readyAt = day * dayMs + Math.round(between(random, 0.5, asset.isNightCapable ? 3 : 6.5) * hourMs);
  if (!asset.isNightCapable) readyAt = Math.max(readyAt, day * dayMs + 5 * hourMs);
  const dayEnd = day * dayMs + (asset.isNightCapable ? 23.8 : 18) * hourMs;
  for (let count = 0; count < 3; count++) {
    const fromAt = readyAt + Math.round(between(random, 0.2, 4.5) * hourMs);
    const outing = makeOuting(world, asset, random, fromAt);
    const endAt = outing.at(-1)?.toAt;
    if (endAt === undefined || endAt > dayEnd) break;
    outings.push(outing);
    readyAt = endAt;
  }
  return outings;
}

function makeOuting(world: World, asset: FleetAsset, random: Random, fromAt: number): Trip[] {
  const goal = asset.type === 'helicopter' ? chooseLanding(world, asset, random) : chooseErrand(asset, random);
  if (!goal) return [];
  const out = makeTrip({ asset, from: asset.base, to: goal, fromAt, random });
  const backAt = out.toAt + Math.round(between(random, 15, 50)) * minuteMs;
  return [{ ...out, holdsUntil: backAt }, makeTrip({ asset, from: goal, to: asset.base, fromAt: backAt, random })];
}

function chooseLanding(world: World, asset: FleetAsset, random: Random): Position | undefined {
  const within = world.mission.sites.filter((site) => {
    const metres = distanceMetres(site.position, asset.base);
    return metres > 30_000 && metres < longestLegMetres;
  });
  return within.length > 0 ? pick(random, within).position : undefined;
}

function chooseErrand(asset: FleetAsset, random: Random): Position {
  return destination(asset.base, between(random, 0, 360), between(random, 2_500, 9_000));
}

export type AssetState = {
  position: Position;
  courseDegrees: number;
  metresPerSecond: number;
  /** In the air, or standing where its errand took it. */
  isTasked: boolean;
  remark?: string;
  /** 0 on the ground to 1 at cruising height. */
  climbed: number;
};

/** Where an asset is at a time. */
export function assetStateAt(world: World, asset: FleetAsset, at: number): AssetState {
  const trips = tripsOf(world, asset, Math.floor(at / dayMs));
  const trip = trips.findLast((each) => each.fromAt <= at);
  if (!trip) return { position: asset.base, courseDegrees: 0, metresPerSecond: 0, isTasked: false, climbed: 0 };
  const since = at - trip.fromAt;
  const left = trip.toAt - at;
  const along = pointAlong(trip.path, metresTravelled(trip, since));
  const share = Math.min(1, Math.max(0, since / rampMs), Math.max(0, left / rampMs));
  return {
    position: along.position,
    courseDegrees: along.courseDegrees,
    metresPerSecond: trip.metresPerSecond * share,
    isTasked: at < trip.holdsUntil,
    ...(trip.remark && at < trip.holdsUntil ? { remark: trip.remark } : {}),
    climbed: Math.max(0, Math.min(1, since / (2 * rampMs), left / (2 * rampMs))),
  };
}

/** Distance under steady speeding up, cruise and slowing down; the whole path at the end. */
function metresTravelled(trip: Trip, sinceMs: number): number {
  const total = trip.toAt - trip.fromAt;
  const seconds = Math.min(total, sinceMs) / 1_000;
  const ramp = rampMs / 1_000;
  const end = total / 1_000;
  if (seconds < ramp) return (trip.metresPerSecond * seconds ** 2) / (2 * ramp);
  if (seconds <= end - ramp) return trip.metresPerSecond * (seconds - ramp / 2);
  return trip.metresPerSecond * (end - ramp - (end - seconds) ** 2 / (2 * ramp));
}
