import { destination, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { lengthOf, makeWanderingPath, type Path, pointAlong } from '../path.ts';
import { between, makeRandom, pick, type Random } from '../seeded-random.ts';
import type { World } from '../world.ts';
import type { FleetAsset } from './fleet.ts';

/** One way from place to place; between trips an asset stands where the last one ended. */
export type Trip = { fromAt: number; toAt: number; path: Path; metresPerSecond: number };

/** Speeding up after the start and slowing down before the end take a minute each. */
const rampMs = minuteMs;
const longestLegMetres = 290_000;

/** True on days when the asset is under repair: it stays at its base. */
export function isUnserviceable(world: World, asset: FleetAsset, day: number): boolean {
  return makeRandom(world.seed, 'serviceable', asset.assetId, day)() < 0.08;
}

/** The trips of one UTC day, in order; they start and end at the base. */
export function tripsOf(world: World, asset: FleetAsset, day: number): readonly Trip[] {
  return world.remember(`trips:${asset.assetId}:${day}`, () => {
    if (isUnserviceable(world, asset, day)) return [];
    const random = makeRandom(world.seed, 'trips', asset.assetId, day);
    const trips: Trip[] = [];
    let readyAt = day * dayMs + Math.round(between(random, 0.5, asset.isNightCapable ? 3 : 6.5) * hourMs);
    if (!asset.isNightCapable) readyAt = Math.max(readyAt, day * dayMs + 5 * hourMs);
    const dayEnd = day * dayMs + (asset.isNightCapable ? 23.8 : 18) * hourMs;
    for (let outings = 0; outings < 3; outings++) {
      const fromAt = readyAt + Math.round(between(random, 0.2, 4.5) * hourMs);
      const outing = makeOuting(world, asset, random, fromAt);
      const endAt = outing.at(-1)?.toAt;
      if (endAt === undefined || endAt > dayEnd) return trips;
      trips.push(...outing);
      readyAt = endAt;
    }
    return trips;
  });
}

function makeOuting(world: World, asset: FleetAsset, random: Random, fromAt: number): Trip[] {
  const goal = asset.type === 'helicopter' ? chooseLanding(world, asset, random) : chooseErrand(asset, random);
  if (!goal) return [];
  const path = makeWanderingPath(asset.base, goal, random());
  const back = makeWanderingPath(goal, asset.base, random());
  const metresPerSecond = asset.cruiseKmh / 3.6;
  const out = { fromAt, toAt: fromAt + tripMs(path, metresPerSecond), path, metresPerSecond };
  const backAt = out.toAt + Math.round(between(random, 15, 50)) * minuteMs;
  return [out, { fromAt: backAt, toAt: backAt + tripMs(back, metresPerSecond), path: back, metresPerSecond }];
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

function tripMs(path: Path, metresPerSecond: number): number {
  return Math.round((lengthOf(path) / metresPerSecond) * 1_000) + rampMs;
}

export type AssetState = {
  position: Position;
  courseDegrees: number;
  metresPerSecond: number;
  isUnderWay: boolean;
  /** 0 on the ground to 1 at cruising height. */
  climbed: number;
};

/** Where an asset is at a time. */
export function assetStateAt(world: World, asset: FleetAsset, at: number): AssetState {
  const trips = tripsOf(world, asset, Math.floor(at / dayMs));
  const trip = trips.findLast((each) => each.fromAt <= at);
  if (!trip) return { position: asset.base, courseDegrees: 0, metresPerSecond: 0, isUnderWay: false, climbed: 0 };
  const since = at - trip.fromAt;
  const left = trip.toAt - at;
  const along = pointAlong(trip.path, metresTravelled(trip, since));
  const share = Math.min(1, Math.max(0, since / rampMs), Math.max(0, left / rampMs));
  return {
    position: along.position,
    courseDegrees: along.courseDegrees,
    metresPerSecond: trip.metresPerSecond * share,
    isUnderWay: left > 0,
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
