import { destination } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { makeNetwork, type Network, type Town } from './network.ts';

/** What every part of the exercise is computed from. State at any simulated time follows from this and that time. */
export type World = {
  seed: number;
  mission: Mission;
  network: Network;
  /** 1 is the reference exercise; 100 moves thousands of objects. */
  intensity: number;
  /** Simulated time at which the exercise was first started; what is scripted happens around it. */
  startAt: number | undefined;
  /** Simulated milliseconds per millisecond of the clock. */
  timeFactor: number;
  /** A simulated time as written in a report. */
  stamp: (simulatedAt: number) => string;
  /** Keeps what is costly to derive. Bounded: the oldest entry goes first and is derived again when needed. */
  remember: <T>(key: string, derive: () => T) => T;
};

export type WorldOptions = {
  seed: number;
  mission: Mission;
  startAt?: number | undefined;
  intensity?: number;
  timeFactor?: number;
};

/** With a time factor, clock and simulated time agree here; any fixed time would do, so that restarts continue. */
const commonOrigin = Date.UTC(2026, 0, 1);

export function simulatedTime(clockAt: number, timeFactor: number): number {
  return commonOrigin + (clockAt - commonOrigin) * timeFactor;
}

/** Reports are stamped in the time of the clock, whatever the time factor: a report from the future is refused. */
function clockTime(simulatedAt: number, timeFactor: number): number {
  return commonOrigin + (simulatedAt - commonOrigin) / timeFactor;
}

export function makeWorld({ seed, mission, startAt, intensity = 1, timeFactor = 1 }: WorldOptions): World {
  const kept = new Map<string, unknown>();
  const bound = 4_000 + Math.ceil(600 * intensity);
  return {
    seed,
    mission,
    network: makeNetwork(mission),
    startAt,
    intensity,
    timeFactor,
    stamp: (simulatedAt) => new Date(Math.floor(clockTime(simulatedAt, timeFactor))).toISOString(),
    remember: <T>(key: string, derive: () => T): T => {
      if (kept.has(key)) return kept.get(key) as T;
      const value = derive();
      if (kept.size >= bound) kept.delete(kept.keys().next().value as string);
      kept.set(key, value);
      return value;
    },
  };
}

/** Something beside a town: the town's name, bearing in degrees and distance in metres from its centre. */
export type Beside = readonly [town: string, bearing: number, metres: number];

/** Undefined when the mission has no such town; that content is then left out. */
export function findBeside(world: World, [name, bearing, metres]: Beside): Position | undefined {
  const town = findTown(world, name);
  return town && roundPosition(destination(town.position, bearing, metres));
}

function findTown(world: World, name: string): Town | undefined {
  return world.network.towns.find((town) => town.name === name);
}

/** Degrees to `digits` decimals; six are about a tenth of a metre. */
export function roundPosition([longitude, latitude]: Position, digits = 6): [number, number] {
  const scale = 10 ** digits;
  return [Math.round(longitude * scale) / scale, Math.round(latitude * scale) / scale];
}
