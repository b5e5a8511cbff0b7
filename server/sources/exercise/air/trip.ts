import type { Position } from '#shared/geo/position.ts';
import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { lengthOf, makeWanderingPath, type Path } from '../path.ts';
import { makeRandom, type Random } from '../seeded-random.ts';
import type { World } from '../world.ts';
import type { FleetAsset } from './fleet.ts';

/** One way from place to place; between trips an asset stands where the last one ended. */
export type Trip = {
  fromAt: number;
  toAt: number;
  path: Path;
  metresPerSecond: number;
  /** It stays on its errand up to here, also while it stands. */
  holdsUntil: number;
  remark?: string;
};

/** Speeding up after the start and slowing down before the end take a minute each. */
export const rampMs = minuteMs;
/** True on days when the asset is under repair: it stays at its base. */
export function isUnserviceable(world: World, asset: FleetAsset, day: number): boolean {
  return makeRandom(world.seed, 'serviceable', asset.assetId, day)() < 0.08;
}

/** One way at the cruise of the asset. */
export function makeTrip(options: {
  asset: FleetAsset;
  from: Position;
  to: Position;
  fromAt: number;
  random: Random;
}): Trip {
  const { asset, from, to, random } = options;
  const fromAt = Math.round(options.fromAt);
  const path = makeWanderingPath(from, to, random());
  const metresPerSecond = asset.cruiseKmh / 3.6;
  const toAt = fromAt + tripMs(path, metresPerSecond);
  return { fromAt, toAt, path, metresPerSecond, holdsUntil: toAt };
}

/** When crews and sites count as at night (UTC, local time of the exercise). */
export function isNightAt(at: number): boolean {
  const hour = (at % dayMs) / hourMs;
  return hour < 6 || hour >= 18.5;
}

function tripMs(path: Path, metresPerSecond: number): number {
  return Math.round((lengthOf(path) / metresPerSecond) * 1_000) + rampMs;
}
