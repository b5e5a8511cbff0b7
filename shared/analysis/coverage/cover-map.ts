import { type AirTargets, type Cover, makeAirTargets, mergeHelicopter } from './air-cover.ts';
import type { CoverInput } from './cover-input.ts';
import type { DisplayGrid } from './display-grid.ts';
import { mergeGround, pickUpByVehicle } from './ground-cover.ts';
import { mergeRendezvous } from './rendezvous-cover.ts';

export function emptyCover({ grid: { columns, rows } }: DisplayGrid): Cover {
  const never = () => new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  return { team: never(), surgery: never() };
}

/** Where helicopters that pick up in the open bring the hurt; undefined when none may land there now. */
export function makeTargets(
  display: DisplayGrid,
  { facilities, helicopters }: CoverInput,
): { surgery: AirTargets; team: AirTargets } | undefined {
  const able = helicopters.filter(({ isAble }) => isAble);
  if (able.length === 0) return undefined;
  const surgery = makeAirTargets(display.grid, facilities, 'givesSurgery');
  const isCarriedToTeam = able.some(({ hasTeam }) => !hasTeam);
  return { surgery, team: isCarriedToTeam ? makeAirTargets(display.grid, facilities, 'givesTeam') : surgery };
}

/**
 * The least time from injury to a medical team and to surgery at every cell, over every chain: unit vehicle, ambulance,
 * helicopter, and vehicle to a landing site where a helicopter takes over.
 */
export function coverMap(display: DisplayGrid, input: CoverInput): Cover {
  const cover = emptyCover(display);
  mergeVehicles(display, cover, input);
  const targets = makeTargets(display, input);
  for (const helicopter of input.helicopters)
    if (targets) mergeHelicopter(display.grid, cover, helicopter, input, targets);
  return cover;
}

/** All chains in which a vehicle brings the hurt, or the team. */
export function mergeVehicles(display: DisplayGrid, cover: Cover, input: CoverInput): void {
  const pickUp = pickUpByVehicle(display, input);
  mergeGround(display, cover, input, pickUp);
  mergeRendezvous(display, cover, input, pickUp);
}
