import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { attackOf } from '../attack/attack-plan.ts';
import { dayMs, hourMs, minuteMs } from '../durations.ts';
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
  /** Stands by at its base and moves only when a camp calls. */
  isReaction?: true;
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
    const slots = Array.from({ length: count }, (_, index) =>
      makeSlot(world, index, homes[index % homes.length]!.site),
    );
    return [...slots, ...reactionSlots(world)];
  });
}

/** Numbers of reaction forces, far from those of the teams. */
const firstReaction = 900_000;

/** One from each of the bases nearest to a camp under attack. */
function reactionSlots(world: World): PatrolSlot[] {
  const attack = attackOf(world);
  if (!attack) return [];
  const bases = world.mission.sites
    .filter((site) => sitesWithPatrols[site.type] && site.siteId !== attack.site.siteId)
    .sort((a, b) => distanceMetres(a.position, attack.approach) - distanceMetres(b.position, attack.approach));
  return [attack.site, ...bases.slice(0, 2)].map((home, place) => ({
    ...makeSlot(world, firstReaction + place, home),
    callSign: `Reaction ${place + 1}`,
    // Its day begins before the call, so that it ends long after the way home.
    offsetMs: (attack.at - hourMs) % dayMs,
    vehicles: [1, 2].map((vehicle) =>
      makeVehicle(world, `R-${place + 1}-${vehicle}`, `Reaction ${place + 1}${'AB'[vehicle - 1]}`),
    ),
    isReaction: true,
  }));
}

/** The teams that patrol day after day, at the reference size whatever the intensity. */
export function referenceTeams(world: World): readonly PatrolSlot[] {
  return patrolSlots(world)
    .filter((slot) => !slot.isReaction)
    .slice(0, referenceSlots);
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
      return makeVehicle(world, trackId, `${callSign}${'ABC'[vehicle]}`);
    }),
  };
}

function makeVehicle(world: World, trackId: string, callSign: string): Vehicle {
  const hash = hashOf(world.seed, trackId);
  return { trackId, callSign, hash, phaseMs: hash % minuteMs };
}

/** The day of work of a slot in which a time falls; days count from the epoch. */
export function workDayOf(slot: PatrolSlot, at: number): number {
  return Math.floor((at - slot.offsetMs) / dayMs);
}
