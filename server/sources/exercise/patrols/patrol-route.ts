import type { Position } from '#shared/geo/position.ts';
import type { Link } from '../network.ts';
import { lengthOf, makePath, makeRoundPath, type Path, pointAlong } from '../path.ts';
import { between, pickWeighted, type Random, wholeBetween } from '../seeded-random.ts';
import type { World } from '../world.ts';
import type { PatrolSlot } from './patrol-slots.ts';

/** Where a patrol goes. A round ends where it starts; any other route is driven out and back. */
export type PatrolRoute = {
  path: Path;
  isRound: boolean;
  purpose: string;
  /** Named places on the way, by metres along the path, the base not among them. */
  places: readonly { name: string; metres: number }[];
  /** How long it stays where it turns; half an hour or so unless given. */
  stayMinutes?: number;
};

/** A route of at most `maxMetres` of driving: along the corridors, or round the town when the time is short. */
export function chooseRoute(world: World, slot: PatrolSlot, random: Random, maxMetres: number): PatrolRoute {
  const isShort = maxMetres < 40_000 || random() < 0.25;
  return isShort ? roundRoute(slot, random, maxMetres) : corridorRoute(world, slot, random, maxMetres);
}

function roundRoute(slot: PatrolSlot, random: Random, maxMetres: number): PatrolRoute {
  const radiusMetres = Math.min(between(random, 2_500, 6_500), maxMetres / 8);
  const path = makeRoundPath({
    start: slot.home.position,
    radiusMetres,
    corners: wholeBetween(random, 7, 11),
    bearing: between(random, 0, 360),
    next: random,
  });
  return { path, isRound: true, purpose: `Presence patrol around ${slot.town.name}`, places: [] };
}

function corridorRoute(world: World, slot: PatrolSlot, random: Random, maxMetres: number): PatrolRoute {
  const reach = Math.min(maxMetres / 2, between(random, 25_000, 115_000));
  const points: Position[] = [slot.home.position];
  const places: { name: string; metres: number }[] = [];
  let at = slot.town.name;
  let previous: string | undefined;
  let driven = 0;
  let goal = slot.town.name;
  while (driven < reach) {
    const onward = (world.network.linksFrom.get(at) ?? []).filter((link) => link.to.name !== previous);
    if (onward.length === 0) break;
    const link = pickWeighted(random, onward, (each) => 1 / (20_000 + lengthOf(each.path)));
    const taken = takeFrom(link, reach - driven);
    points.push(...taken.points);
    driven = lengthOf(makePath(points));
    goal = taken.isWhole ? link.to.name : `the road to ${link.to.name}`;
    if (!taken.isWhole) break;
    places.push({ name: link.to.name, metres: driven });
    previous = at;
    at = link.to.name;
  }
  const path = makePath(points);
  if (points.length === 1) return roundRoute(slot, random, maxMetres);
  return { path, isRound: false, purpose: `Patrol from ${slot.home.name} to ${goal}`, places };
}

/** The part of a link that is driven; a remainder under 8 km is driven too, to turn in the town. */
function takeFrom(link: Link, metres: number): { points: Path['points']; isWhole: boolean } {
  const length = lengthOf(link.path);
  if (length - metres < 8_000) return { points: link.path.points, isWhole: true };
  const inside = link.path.points.filter((_, index) => link.path.metres[index]! < metres);
  return { points: [...inside, pointAlong(link.path, metres).position], isWhole: false };
}
