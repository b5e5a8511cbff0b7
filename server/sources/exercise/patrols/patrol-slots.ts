import type { Mission } from '#shared/schema/mission.ts';
import { dayMs, minuteMs } from '../durations.ts';
import { findNearestTown, type Town } from '../network.ts';
import { hashOf } from '../seeded-random.ts';
import type { World } from '../world.ts';

export type Vehicle = {
  trackId: string;
  callSign: string;
  hash: number;
  /** The second of the minute at which its tracker reports, in milliseconds. */
  phaseMs: number;
};

/** A team that patrols day after day with the same vehicles from the same base. */
export type PatrolSlot = {
  index: number;
  home: Mission['sites'][number];
  town: Town;
  callSign: string;
  vehicles: readonly Vehicle[];
  /** Its day of work starts this long after midnight, so that teams do not all leave at once. */
  offsetMs: number;
};

/** Teams at intensity 1: about seventy vehicles, of which about sixty are out at any time. */
const referenceSlots = 42;
const sitesWithPatrols: Partial<Record<Mission['sites'][number]['type'], number>> = {
  headquarters: 1,
  camp: 3,
  'operating-base': 2,
};
const names = [
  'Acacia',
  'Baobab',
  'Crane',
  'Dune',
  'Egret',
  'Gazelle',
  'Heron',
  'Ibis',
  'Kestrel',
  'Lark',
  'Oryx',
  'Palm',
];

/** The first slots are the same at every intensity. Empty where the mission has no base beside a town. */
export function patrolSlots(world: World): readonly PatrolSlot[] {
  return world.remember('patrol-slots', () => {
    const homes = world.mission.sites
      .flatMap((site) => Array.from({ length: sitesWithPatrols[site.type] ?? 0 }, (_, share) => ({ site, share })))
      .sort((a, b) => a.share - b.share);
    if (homes.length === 0 || world.network.towns.length === 0) return [];
    const count = Math.max(1, Math.round(referenceSlots * world.intensity));
    return Array.from({ length: count }, (_, index) => makeSlot(world, index, homes[index % homes.length]!.site));
  });
}

function makeSlot(world: World, index: number, home: Mission['sites'][number]): PatrolSlot {
  const hash = hashOf(world.seed, 'slot', index);
  const callSign = `${names[index % names.length]} ${Math.floor(index / names.length) + 1}`;
  const vehicleCount = [1, 2, 2, 1, 3, 2, 1, 2, 3, 1][hash % 10]!;
  return {
    index,
    home,
    town: findNearestTown(world.network, home.position)!.town,
    callSign,
    offsetMs: (hash % (dayMs / minuteMs)) * minuteMs,
    vehicles: Array.from({ length: vehicleCount }, (_, vehicle) => {
      const trackId = `V-${String(index + 1).padStart(3, '0')}-${vehicle + 1}`;
      const vehicleHash = hashOf(world.seed, trackId);
      return { trackId, callSign: `${callSign}${'ABC'[vehicle]}`, hash: vehicleHash, phaseMs: vehicleHash % minuteMs };
    }),
  };
}

/** The day of work of a slot in which a time falls; days count from the epoch. */
export function workDayOf(slot: PatrolSlot, at: number): number {
  return Math.floor((at - slot.offsetMs) / dayMs);
}
