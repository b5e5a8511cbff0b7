import type { Cover } from './air-cover.ts';
import type { CoverInput } from './cover-input.ts';
import type { DisplayGrid } from './display-grid.ts';
import { visitField } from './field-sampling.ts';

/**
 * Seconds from injury until those hurt are loaded on a vehicle, by cell: their own at once, or the first ambulance to
 * come. A number where it is the same everywhere.
 */
export type PickUp = number | Float32Array;

export function pickUpByVehicle(display: DisplayGrid, { times, vehicles, isCarriedByUnit }: CoverInput): PickUp {
  if (isCarriedByUnit) return times.alert + times.vehicleLoad;
  const { columns, rows } = display.grid;
  const loaded = new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  for (const { ground, notice } of vehicles) {
    if (!ground) continue;
    const fixed = times.alert + notice + times.vehicleLoad;
    visitField(display, ground, (cell, seconds) => {
      if (fixed + seconds < loaded[cell]!) loaded[cell] = fixed + seconds;
    });
  }
  return loaded;
}

/** Teams that drive to the hurt. */
export function mergeVehicleTeams(display: DisplayGrid, cover: Cover, { times, vehicles }: CoverInput): void {
  for (const { ground, notice, hasTeam } of vehicles) {
    if (!ground || !hasTeam) continue;
    const fixed = times.alert + notice;
    visitField(display, ground, (cell, seconds) => {
      if (fixed + seconds < cover.team[cell]!) cover.team[cell] = fixed + seconds;
    });
  }
}

/** Vehicles that drive the hurt to some of the facilities. */
export function mergeDrives(
  display: DisplayGrid,
  cover: Cover,
  { times, facilities }: CoverInput,
  pickUp: PickUp,
  chosen: readonly number[],
): void {
  for (const index of chosen) {
    const { ground, givesTeam, givesSurgery, freeAt } = facilities[index]!;
    if (!ground || !(givesTeam || givesSurgery)) continue;
    visitField(display, ground, (cell, seconds) => {
      const arrival = (typeof pickUp === 'number' ? pickUp : pickUp[cell]!) + seconds;
      const seen = arrival + times.vehicleUnload;
      if (givesTeam && seen < cover.team[cell]!) cover.team[cell] = seen;
      const operated = Math.max(arrival, freeAt) + times.vehicleUnload;
      if (givesSurgery && operated < cover.surgery[cell]!) cover.surgery[cell] = operated;
    });
  }
}
