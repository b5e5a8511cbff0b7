import type { Position } from '#shared/geo/position.ts';
import { minuteMs, secondMs } from '../durations.ts';
import { pointAlong } from '../path.ts';
import { between, pick, type Random } from '../seeded-random.ts';
import { roundPosition, type World } from '../world.ts';
import type { Patrol } from './patrol-timetable.ts';
import { driveAt } from './stretches.ts';

/** A report the desk enters in the life of a patrol. */
export type PatrolMark = { observedAt: number; knownAt: number } & (
  | { action: 'plan' | 'start' }
  | { action: 'check-in'; position: Position; remark?: string }
  | { action: 'hand-over'; toUnit: string }
  | { action: 'close' }
);

const remarks = [
  'Nothing to report.',
  'Halt at a water point.',
  'Talking with community leaders.',
  'Track soft, slow progress.',
  'Wheel changed, moving on.',
  'Market traffic on the track.',
];

/** Plan, start, check-ins by voice, for a few a hand-over to another unit, and the close. */
export function makeMarks(world: World, patrol: Omit<Patrol, 'marks'>, random: Random): PatrolMark[] {
  const { startAt, endAt, checkInMinutes, slot } = patrol;
  const marks: PatrolMark[] = [];
  const enter = (mark: PatrolMark extends infer M ? (M extends PatrolMark ? Omit<M, 'knownAt'> : never) : never) =>
    marks.push({ ...mark, knownAt: mark.observedAt + Math.round(between(random, 15, 150)) * secondMs } as PatrolMark);
  enter({
    action: 'plan',
    observedAt: patrol.plannedStartAt - Math.round(slot.isReaction ? 5 : between(random, 120, 540)) * minuteMs,
  });
  enter({ action: 'start', observedAt: startAt });
  for (let due = startAt + checkInMinutes * minuteMs; due < endAt - 10 * minuteMs; due += checkInMinutes * minuteMs) {
    const late = random() < 0.04 ? between(random, 12, 35) : between(random, -3, 4);
    const observedAt = Math.min(endAt - minuteMs, due + Math.round(late * minuteMs));
    const { position } = pointAlong(patrol.path, driveAt(patrol.stretches, observedAt).metres);
    const remark = random() < 0.3 ? { remark: pick(random, remarks) } : {};
    enter({ action: 'check-in', observedAt, position: roundPosition(position, 4), ...remark });
  }
  if (patrol.accident) {
    const { at, metres, injured } = patrol.accident;
    const position = roundPosition(pointAlong(patrol.path, metres).position, 4);
    const remark = `Vehicle overturned, ${injured} injured. Helicopter requested; securing the place.`;
    enter({ action: 'check-in', observedAt: at + 4 * minuteMs, position, remark });
  }
  const others = world.mission.units.filter((unit) => unit.unitId !== slot.home.unit);
  if (others.length > 0 && !slot.isReaction && random() < 0.08)
    enter({
      action: 'hand-over',
      observedAt: startAt + Math.round((endAt - startAt) / 2),
      toUnit: pick(random, others).unitId,
    });
  enter({ action: 'close', observedAt: endAt });
  return marks.sort((a, b) => a.knownAt - b.knownAt);
}
