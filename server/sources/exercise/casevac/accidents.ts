import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { findNearestTown } from '../network.ts';
import { pointAlong } from '../path.ts';
import { referenceTeams, workDayOf } from '../patrols/patrol-slots.ts';
import { type Patrol, patrolsOf } from '../patrols/patrol-timetable.ts';
import { hashOf } from '../seeded-random.ts';
import { roundPosition, type World } from '../world.ts';

/** Somebody is hurt at a known place and a helicopter is called. */
export type CasevacCall = {
  incidentId: string;
  /** Injury, and when the call reached the medical cell. */
  at: number;
  alertAt: number;
  position: [number, number];
  injured: number;
  /** Where they are taken; the nearest Level 2 or higher unless given. */
  toFacility?: string;
};

export type Accident = CasevacCall & { patrol: Patrol; place: string };

/** Later ones of a day go by road: a flight must be home before the day ends. */
const lastHour = 19;

/** The accidents of patrols on one UTC day, in order of time. */
export function accidentsOf(world: World, day: number): readonly Accident[] {
  return world.remember(`accidents:${day}`, () => {
    const found: Accident[] = [];
    for (const slot of referenceTeams(world)) {
      for (let work = workDayOf(slot, day * dayMs); work <= workDayOf(slot, (day + 1) * dayMs); work++) {
        for (const patrol of patrolsOf(world, slot, work)) {
          const at = patrol.accident?.at ?? Number.NaN;
          if (at >= day * dayMs && at < day * dayMs + lastHour * hourMs) found.push(makeAccident(world, patrol));
        }
      }
    }
    return found.sort((a, b) => a.at - b.at);
  });
}

function makeAccident(world: World, patrol: Patrol): Accident {
  const { at, metres, injured } = patrol.accident!;
  const position = roundPosition(pointAlong(patrol.path, metres).position, 5);
  const near = findNearestTown(world.network, position);
  const hash = hashOf(world.seed, 'alert', patrol.patrolId);
  return {
    incidentId: `INC-${patrol.patrolId}`,
    patrol,
    at: Math.floor(at / minuteMs) * minuteMs,
    alertAt: at + (4 + (hash % 12)) * minuteMs,
    position,
    injured,
    place: near ? `${Math.max(1, Math.round(near.metres / 1_000))} km from ${near.town.name}` : 'on the track',
  };
}
