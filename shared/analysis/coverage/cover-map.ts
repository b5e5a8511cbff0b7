import { type Cover, mergeAir } from './air-cover.ts';
import { allAirChains } from './chains.ts';
import type { CoverInput } from './cover-input.ts';
import type { DisplayGrid } from './display-grid.ts';
import { escortMask } from './escort.ts';
import { mergeDrives, mergeVehicleTeams, pickUpByVehicle } from './ground-cover.ts';
import { mergeRendezvous } from './rendezvous-cover.ts';

export function emptyCover({ grid: { columns, rows } }: DisplayGrid): Cover {
  const never = () => new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  return { team: never(), surgery: never() };
}

/**
 * The least time from injury to a medical team and to surgery at every cell, over every chain: unit vehicle, ambulance,
 * helicopter with or without escort, and vehicle to a landing site where a helicopter takes over.
 */
export function coverMap(display: DisplayGrid, input: CoverInput): Cover {
  const cover = emptyCover(display);
  const pickUp = pickUpByVehicle(display, input);
  const chains = allAirChains(input);
  mergeVehicleTeams(display, cover, input);
  mergeDrives(display, cover, input, pickUp, chains.facilities);
  mergeRendezvous(display, cover, input, pickUp, chains);
  mergeAir(display.grid, cover, input, chains, escortMask(display.grid, input));
  return cover;
}
