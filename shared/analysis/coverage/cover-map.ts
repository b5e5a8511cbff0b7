import { type Cover, mergeAir } from './air-cover.ts';
import { type AirChains, allAirChains } from './chains.ts';
import { type CoverFacility, type CoverInput, fuelMetres } from './cover-input.ts';
import type { DisplayGrid } from './display-grid.ts';
import { escortMask } from './escort.ts';
import { mergeDrives, mergeVehicleTeams, pickUpByVehicle } from './ground-cover.ts';
import { mergeRendezvous } from './rendezvous-cover.ts';

export function emptyCover({ grid: { columns, rows } }: DisplayGrid): Cover {
  return emptied({ team: new Float32Array(columns * rows), surgery: new Float32Array(columns * rows) });
}

function emptied(cover: Cover): Cover {
  cover.team.fill(Number.POSITIVE_INFINITY);
  cover.surgery.fill(Number.POSITIVE_INFINITY);
  return cover;
}

/**
 * The least time from injury to a medical team and to surgery at every cell, over every chain: unit vehicle, ambulance,
 * helicopter with or without escort, and vehicle to a landing site where a helicopter takes over. `into` is used anew,
 * whatever it held.
 */
export function coverMap(display: DisplayGrid, input: CoverInput, into = emptyCover(display)): Cover {
  return coverWithout(display, input, { helicopters: [], facilities: [], landingSites: [] }, into);
}

/** Members of an input by their indices. */
export type MemberIndices = Pick<AirChains, 'helicopters' | 'facilities' | 'landingSites'>;

/** Of the chains that none of some members is part of. */
export function coverWithout(
  display: DisplayGrid,
  whole: CoverInput,
  members: MemberIndices,
  into = emptyCover(display),
): Cover {
  const input = { ...whole, facilities: withoutFuelAt(whole, members) };
  const cover = emptied(into);
  const pickUp = pickUpByVehicle(display, input);
  const chains = others(input, members);
  mergeVehicleTeams(display, cover, input);
  mergeDrives(display, cover, input, pickUp, chains.facilities);
  mergeAir(display.grid, cover, input, chains, escortMask(display.grid, input));
  // Last, because where it is known what is sooner most of it can be left out.
  mergeRendezvous(display, cover, input, pickUp, chains);
  return cover;
}

/**
 * Merges the chains that one of some members is part of, at least. Into what `coverWithout` gave of an input that differs
 * in nothing but these members, it makes that of the whole, exactly.
 */
export function mergeMembers(display: DisplayGrid, cover: Cover, input: CoverInput, members: MemberIndices): void {
  const { helicopters, facilities, landingSites } = withUnfuelled(input, members);
  const all = allAirChains(input);
  const rest = others(input, { helicopters, facilities, landingSites });
  const pickUp = pickUpByVehicle(display, input);
  const mask = escortMask(display.grid, input);
  mergeDrives(display, cover, input, pickUp, facilities);
  const parts: AirChains[] = [
    { ...all, helicopters },
    { ...all, helicopters: rest.helicopters, facilities, arrivals: false },
  ];
  for (const part of parts) {
    mergeAir(display.grid, cover, input, part, mask);
    mergeRendezvous(display, cover, input, pickUp, part);
  }
  mergeRendezvous(display, cover, input, pickUp, { ...rest, landingSites });
}

/** The facilities, as if there were no fuel at some of them. */
function withoutFuelAt({ facilities }: CoverInput, members: MemberIndices): readonly CoverFacility[] {
  return facilities.map((each, at) => (members.facilities.includes(at) ? { ...each, hasFuel: false } : each));
}

/** And those without fuel that are nearer to it thanks to one of the members: it decides of their chains too. */
function withUnfuelled(input: CoverInput, members: MemberIndices): MemberIndices {
  const without = withoutFuelAt(input, members);
  const isNearer = (facility: CoverFacility) =>
    [true, false].some(
      (isAble) => fuelMetres(input.facilities, facility, { isAble }) < fuelMetres(without, facility, { isAble }),
    );
  const facilities = [...input.facilities.keys()].filter(
    (at) => members.facilities.includes(at) || isNearer(input.facilities[at]!),
  );
  return { ...members, facilities };
}

function others(input: CoverInput, members: MemberIndices): AirChains {
  const all = allAirChains(input);
  const without = (list: readonly number[], left: readonly number[]) => list.filter((at) => !left.includes(at));
  return {
    helicopters: without(all.helicopters, members.helicopters),
    facilities: without(all.facilities, members.facilities),
    landingSites: without(all.landingSites, members.landingSites),
    arrivals: true,
  };
}
