import { distanceMetres } from '../../geo/great-circle.ts';
import type { Position } from '../../geo/position.ts';
import type { GroundField } from '../ground/ground-field.ts';
import type { EscortRule } from './escort.ts';

/**
 * What the chains from injury to care are made of, as numbers: seconds, metres, metres a second. Times count from the
 * injury. Lists are in a fixed order; plans name their members by index.
 */
export type CoverInput = {
  readonly times: CoverTimes;
  readonly facilities: readonly CoverFacility[];
  readonly vehicles: readonly CoverVehicle[];
  readonly helicopters: readonly CoverHelicopter[];
  readonly landingSites: readonly LandingSite[];
  /** Whether those hurt can be driven by their own unit, or must wait for an ambulance. */
  readonly isCarriedByUnit: boolean;
  /** Where helicopters need an escort; absent where they do nowhere. */
  readonly escort?: EscortRule | undefined;
};

export type CoverTimes = {
  /** From the injury until the mission knows of it. */
  readonly alert: number;
  /** From there until an aircraft may be got ready: decision to launch, and clearance. */
  readonly release: number;
  /** Landing, securing, loading. */
  readonly airLoad: number;
  /** From touching down to the surgeon. */
  readonly airHandover: number;
  readonly vehicleLoad: number;
  readonly vehicleUnload: number;
};

/** Who can land: nobody, only aircraft that are able to land unaided now, or all. */
export type Landing = 'none' | 'able' | 'all';

export type CoverFacility = {
  readonly position: Position;
  /** Over ground to or from it; undefined where no vehicle gets. */
  readonly ground: GroundField | undefined;
  readonly givesTeam: boolean;
  readonly givesSurgery: boolean;
  /** No table is free sooner; 0 when one is. */
  readonly freeAt: number;
  readonly landing: Landing;
  readonly hasFuel: boolean;
};

export type CoverVehicle = {
  readonly ground: GroundField | undefined;
  readonly notice: number;
  readonly hasTeam: boolean;
};

export type CoverHelicopter = {
  readonly position: Position;
  readonly notice: number;
  readonly speed: number;
  /** Metres it can fly before it must have fuelled, reserve left out. */
  readonly range: number;
  readonly hasTeam: boolean;
  /** May land off prepared sites now; without, only where landing is open to all. */
  readonly isAble: boolean;
};

/** A prepared place where a vehicle can hand over to a helicopter. */
export type LandingSite = {
  readonly position: Position;
  readonly ground: GroundField | undefined;
  readonly landing: Landing;
};

export function canLand(landing: Landing, { isAble }: Pick<CoverHelicopter, 'isAble'>): boolean {
  return landing === 'all' || (landing === 'able' && isAble);
}

/** When a helicopter is off the ground. */
export function launchAt({ alert, release }: CoverTimes, { notice }: Pick<CoverHelicopter, 'notice'>): number {
  return alert + release + notice;
}

/** Metres that must be left after landing at a facility: none where there is fuel, else to the nearest where there is. */
export function fuelMetres(
  facilities: readonly CoverFacility[],
  { hasFuel, position }: CoverFacility,
  helicopter: Pick<CoverHelicopter, 'isAble'>,
): number {
  if (hasFuel) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const other of facilities)
    if (other.hasFuel && canLand(other.landing, helicopter))
      least = Math.min(least, distanceMetres(position, other.position));
  return least;
}
