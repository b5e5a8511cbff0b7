import type { Position } from '#shared/geo/position.ts';
import { attackOf } from '../attack/attack-plan.ts';
import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { lengthOf, makeWanderingPath, type Path, pointAlong } from '../path.ts';
import { between, makeRandom, pick, type Random } from '../seeded-random.ts';
import type { World } from '../world.ts';
import { makeMarks, type PatrolMark } from './patrol-marks.ts';
import { chooseRoute, type PatrolRoute } from './patrol-route.ts';
import { type PatrolSlot, workDayOf } from './patrol-slots.ts';
import { corridorPace, makeStretches, reachedAt, type Stretch, townPace, withAccident } from './stretches.ts';

export type Waypoint = { position: Position; name?: string; expectedAt: number };

export type Patrol = {
  patrolId: string;
  slot: PatrolSlot;
  purpose: string;
  path: Path;
  /** As driven, which is not quite as planned. */
  stretches: readonly Stretch[];
  startAt: number;
  endAt: number;
  plannedStartAt: number;
  plannedEndAt: number;
  waypoints: readonly Waypoint[];
  checkInMinutes: number;
  isAborted: boolean;
  /** A vehicle was wrecked and people were hurt; the patrol waits there for help. */
  accident?: { at: number; metres: number; injured: number };
  /** In order of the time at which each became known. */
  marks: readonly PatrolMark[];
};

/** Of patrols between towns; two or three a day. */
const accidentShare = 0.045;

/** Vehicles of one patrol follow each other at this distance in time. */
export const vehicleGapMs = 12_000;

/** The patrols of one day of work of a slot, in order; they do not overlap and end before the next day begins. */
export function patrolsOf(world: World, slot: PatrolSlot, day: number): readonly Patrol[] {
  return world.remember(`patrols:${slot.index}:${day}`, () => {
    if (slot.isReaction) return reactionPatrols(world, slot, day);
    const random = makeRandom(world.seed, 'patrols', slot.index, day);
    const dayEnd = (day + 1) * dayMs + slot.offsetMs - 20 * minuteMs;
    const patrols: Patrol[] = [];
    let readyAt = day * dayMs + slot.offsetMs + Math.round(between(random, 5, 30)) * minuteMs;
    for (;;) {
      const hoursLeft = (dayEnd - readyAt) / hourMs;
      if (hoursLeft < 2.5) return patrols;
      const plannedStartAt = Math.ceil(readyAt / minuteMs + between(random, 5, 35)) * minuteMs;
      const route = chooseRoute(world, slot, random, (hoursLeft - 1.5) * 15_000);
      const number = patrols.length + 1;
      const patrol = makePatrol({ world, slot, route, plannedStartAt, random, day, number });
      if (patrol.endAt > dayEnd) return patrols;
      patrols.push(patrol);
      readyAt = patrol.endAt + Math.round(between(random, 20, 70)) * minuteMs;
    }
  });
}

/** The patrol that a slot is on at a time, its rear vehicle included; undefined while it is at its base. */
export function findPatrolAt(world: World, slot: PatrolSlot, at: number): Patrol | undefined {
  const patrols = patrolsOf(world, slot, workDayOf(slot, at));
  return patrols.find((patrol) => at >= patrol.startAt && at <= patrol.endAt + slot.vehicles.length * vehicleGapMs);
}

/** The way to a camp under attack, hours of guard there, and the way back. */
function reactionPatrols(world: World, slot: PatrolSlot, day: number): readonly Patrol[] {
  const attack = attackOf(world);
  if (!attack || workDayOf(slot, attack.at) !== day) return [];
  const random = makeRandom(world.seed, 'reaction', slot.index);
  const route: PatrolRoute = {
    path: makeWanderingPath(slot.home.position, attack.approach, random()),
    isRound: false,
    purpose: `Reaction force to ${attack.site.name}`,
    places: [],
    stayMinutes: between(random, 200, 280),
  };
  const plannedStartAt = attack.at + Math.round(between(random, 16, 30)) * minuteMs;
  return [makePatrol({ world, slot, route, plannedStartAt, random, day, number: 1 })];
}

function makePatrol(options: {
  world: World;
  slot: PatrolSlot;
  route: PatrolRoute;
  plannedStartAt: number;
  random: Random;
  day: number;
  number: number;
}): Patrol {
  const { world, slot, route, plannedStartAt, random, day, number } = options;
  const date = new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
  const patrolId = `P-${date}-${String(slot.index + 1).padStart(3, '0')}-${number}`;
  const length = lengthOf(route.path);
  const startAt = plannedStartAt + Math.round(between(random, -2, 9)) * minuteMs;
  const isAborted = !route.isRound && random() < 0.03;
  const drive = (turn: number) =>
    makeStretches({
      random: makeRandom(world.seed, 'drive', patrolId),
      startAt,
      turnsMetres: route.isRound ? [length] : [turn, 0],
      ...(route.stayMinutes === undefined ? {} : { stayMinutes: route.stayMinutes }),
      pace: route.isRound ? townPace : corridorPace,
    });
  const intended = drive(length);
  const driven = isAborted ? drive(length * between(random, 0.4, 0.7)) : intended;
  const wreck = !route.isRound && !isAborted && !slot.isReaction && random() < accidentShare;
  const { stretches, accident } = wreck ? withAccident(driven, random) : { stretches: driven };
  /** Plans are a little optimistic or a little cautious. */
  const ease = between(random, 0.94, 1.06);
  const planned = (at: number) => plannedStartAt + Math.round(((at - startAt) * ease) / minuteMs) * minuteMs;
  const endAt = stretches.at(-1)!.toAt;
  const base = {
    patrolId,
    slot,
    purpose: route.purpose,
    path: route.path,
    stretches,
    startAt,
    endAt,
    plannedStartAt,
    plannedEndAt: planned(intended.at(-1)!.toAt),
    waypoints: makeWaypoints(route, intended, slot).map((each) => ({ ...each, expectedAt: planned(each.expectedAt) })),
    checkInMinutes: pick(random, [30, 60, 60, 60, 120]),
    isAborted,
    ...(accident ? { accident } : {}),
  };
  return { ...base, marks: makeMarks(world, base, random) };
}

/** Points of the plan about every 15 km, with the names of towns and the base, outward and homeward. */
function makeWaypoints(route: PatrolRoute, intended: readonly Stretch[], slot: PatrolSlot): Waypoint[] {
  const length = lengthOf(route.path);
  const spacing = route.isRound ? Math.max(2_000, length / 8) : 15_000;
  const between = Array.from({ length: Math.floor(length / spacing) }, (_, step) => (step + 1) * spacing);
  const stops: { metres: number; name?: string }[] = [
    ...between
      .filter(
        (metres) => length - metres > 3_000 && route.places.every((place) => Math.abs(place.metres - metres) > 3_000),
      )
      .map((metres) => ({ metres })),
    ...route.places.map(({ name, metres }) => ({ metres, name })),
  ].sort((a, b) => a.metres - b.metres);
  if (!route.isRound && !route.places.some((place) => length - place.metres < 3_000)) stops.push({ metres: length });
  const order = [
    { metres: 0, name: slot.home.name },
    ...stops,
    ...(route.isRound ? [] : stops.slice(0, -1).reverse()),
    { metres: route.isRound ? length : 0, name: slot.home.name },
  ];
  let after = intended[0]!.fromAt;
  return order.map(({ metres, name }, index) => {
    const isLast = index === order.length - 1;
    after = isLast ? intended.at(-1)!.toAt : (reachedAt(intended, metres, after) ?? after);
    return { position: pointAlong(route.path, metres).position, ...(name ? { name } : {}), expectedAt: after };
  });
}
