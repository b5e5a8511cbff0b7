import { destination } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PlacePrecision } from '#shared/schema/vocabulary.ts';
import { dayMs } from '../durations.ts';
import { findNearestTown } from '../network.ts';
import { lengthOf, pointAlong } from '../path.ts';
import { between, gaussian, makeRandom, pick, pickWeighted, type Random, wholeBetween } from '../seeded-random.ts';
import { roundPosition, type World } from '../world.ts';
import type { Setting } from './incident-profiles.ts';

type Hotspot = { centre: Position; setting: Setting; spreadMetres: number; weight: number };

/** Trouble stays in the same places for about four weeks, then moves. */
const seasonMs = 28 * dayMs;

/** Where incidents cluster in the season of a time: stretches of corridor, towns, camps. */
function hotspotsAt(world: World, at: number): readonly Hotspot[] {
  const season = Math.floor(at / seasonMs);
  return world.remember(`hotspots:${season}`, () => {
    const random = makeRandom(world.seed, 'hotspots', season);
    return Array.from({ length: wholeBetween(random, 3, 5) }, () => {
      const setting = pick(random, ['corridor', 'corridor', 'corridor', 'town', 'camp'] as const);
      return {
        setting,
        centre: drawAnywhere(world, random, setting),
        spreadMetres: setting === 'corridor' ? between(random, 4_000, 11_000) : between(random, 1_000, 3_000),
        weight: between(random, 0.5, 2),
      };
    });
  });
}

/** A place for an incident: in a hotspot more often than not, otherwise anywhere along corridors, in towns, at camps. */
export function drawPlace(world: World, random: Random, at: number): { position: Position; setting: Setting } {
  if (random() < 0.55) {
    const hotspot = pickWeighted(random, hotspotsAt(world, at), (each) => each.weight);
    const metres = Math.min(3, Math.abs(gaussian(random))) * hotspot.spreadMetres;
    return { position: destination(hotspot.centre, between(random, 0, 360), metres), setting: hotspot.setting };
  }
  const setting = pickWeighted(random, ['corridor', 'town', 'camp'] as const, (each) => anywhereWeights[each]);
  return { position: drawAnywhere(world, random, setting), setting };
}

const anywhereWeights: Record<Setting, number> = { corridor: 5, town: 3.5, camp: 1.5 };

function drawAnywhere(world: World, random: Random, setting: Setting): Position {
  const { links, towns } = world.network;
  const camps = world.mission.sites.filter((site) => site.type === 'camp' || site.type === 'headquarters');
  const nearby = (centre: Position, metres: number) =>
    destination(centre, between(random, 0, 360), Math.min(3, Math.abs(gaussian(random))) * metres);
  if (setting === 'camp' && camps.length > 0) return nearby(pick(random, camps).position, 500);
  if (setting === 'corridor' && links.length > 0) {
    const { path } = pickWeighted(random, links, (link) => lengthOf(link.path));
    return nearby(pointAlong(path, random() * lengthOf(path)).position, 300);
  }
  if (towns.length > 0) {
    // Towns come in order of size: the first ones see more.
    const town = pickWeighted(random, towns, (each) => 1 / (3 + towns.indexOf(each)));
    return nearby(town.position, 1_800);
  }
  return world.mission.area.coordinates[0]![0]!;
}

const winds = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'];

/**
 * What a reporter knowing the place only so well would give: the point itself, or the town it is near. A region has the
 * nearest town as its point too; its halo says the rest. `country` has no point.
 */
export function statePlace(
  world: World,
  position: Position,
  precision: PlacePrecision,
): { position?: [number, number]; place: string; phrase: string } {
  const near = findNearestTown(world.network, position);
  if (!near || precision === 'country') return { place: 'not established', phrase: 'at a place not established' };
  const { town, metres, bearing } = near;
  const kilometres = Math.max(1, Math.round(metres / 1_000));
  const wind = winds[Math.round(bearing / 45) % 8]!;
  if (precision === 'region')
    return {
      position: roundPosition(town.position, 2),
      place: `${town.name} region`,
      phrase: `in the ${town.name} region`,
    };
  if (precision === 'district')
    return {
      position: roundPosition(town.position, 3),
      place: `${town.name} district`,
      phrase: `in the ${town.name} district`,
    };
  const place = metres < 2_500 ? town.name : `${kilometres} km ${wind} of ${town.name}`;
  const phrase = metres < 2_500 ? `in ${town.name}` : place;
  return { position: precision === 'exact' ? roundPosition(position, 5) : roundPosition(position, 2), place, phrase };
}
