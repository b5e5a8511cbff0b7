import { dayMs, hourMs } from '../durations.ts';
import { type DatedReport, isWithin, makeFact, type Span } from '../exercise-report.ts';
import { roundPosition, type World } from '../world.ts';
import type { PatrolMark } from './patrol-marks.ts';
import { patrolSlots, workDayOf } from './patrol-slots.ts';
import { type Patrol, patrolsOf } from './patrol-timetable.ts';

/** Patrol reports that become known in the span. */
export function* patrolFacts(world: World, span: Span): Generator<DatedReport> {
  for (const patrol of patrolsAround(world, span)) {
    for (const [index, mark] of patrol.marks.entries())
      if (isWithin(span, mark.knownAt)) yield makePatrolFact(world, patrol, mark, index);
  }
}

/** What must be known at a time for the patrols then under way to make sense: plan, start and hand-over, not the talk. */
export function* standingPatrolFacts(world: World, at: number): Generator<DatedReport> {
  for (const patrol of patrolsAround(world, { from: at - dayMs, to: at })) {
    if (patrol.endAt <= at) continue;
    for (const [index, mark] of patrol.marks.entries())
      if (mark.action !== 'check-in' && mark.knownAt <= at) yield makePatrolFact(world, patrol, mark, index);
  }
}

/** The starts and closes that fell into a silence, for patrols known before it: the desk's late paperwork. */
export function* missedPatrolFacts(world: World, silence: Span): Generator<DatedReport> {
  for (const patrol of patrolsAround(world, { from: silence.from - dayMs, to: silence.from + 10 * hourMs })) {
    if (!patrol.marks.some((mark) => mark.knownAt <= silence.from)) continue;
    for (const [index, mark] of patrol.marks.entries())
      if (mark.action !== 'check-in' && isWithin(silence, mark.knownAt))
        yield makePatrolFact(world, patrol, mark, index);
  }
}

/** Every patrol of which a report may become known in the span; plans come up to nine hours ahead. */
function* patrolsAround(world: World, { from, to }: Span): Generator<Patrol> {
  for (const slot of patrolSlots(world)) {
    const last = workDayOf(slot, to + 10 * hourMs);
    for (let day = workDayOf(slot, from - hourMs); day <= last; day++) yield* patrolsOf(world, slot, day);
  }
}

function makePatrolFact(world: World, patrol: Patrol, mark: PatrolMark, index: number): DatedReport {
  return makeFact(world, {
    kind: 'patrol',
    source: 'exercise-desk',
    entity: patrol.patrolId,
    part: index,
    observedAt: mark.observedAt,
    knownAt: mark.knownAt,
    body: { action: mark.action, patrolId: patrol.patrolId, ...detailsOf(world, patrol, mark) },
  });
}

function detailsOf(world: World, patrol: Patrol, mark: PatrolMark): Record<string, unknown> {
  if (mark.action === 'plan') return { plan: planOf(world, patrol) };
  if (mark.action === 'check-in') return { position: mark.position, ...(mark.remark ? { remark: mark.remark } : {}) };
  if (mark.action === 'hand-over') return { toUnit: mark.toUnit };
  if (mark.action === 'close')
    return patrol.isAborted
      ? {
          outcome: 'aborted',
          remark: 'Turned back at a checkpoint: passage refused, although the movement had been announced.',
        }
      : { outcome: 'completed' };
  return {};
}

function planOf(world: World, patrol: Patrol): Record<string, unknown> {
  const { slot } = patrol;
  return {
    callSign: slot.callSign,
    ...(slot.home.unit ? { unit: slot.home.unit } : {}),
    purpose: patrol.purpose,
    mode: 'vehicle',
    strength: slot.vehicles.length * 5 + 1,
    tracks: slot.vehicles.map((vehicle) => `exercise-trackers/${vehicle.trackId}`),
    route: patrol.waypoints.map(({ position, name, expectedAt }) => ({
      position: roundPosition(position, 5),
      ...(name ? { name } : {}),
      expectedAt: world.stamp(expectedAt),
    })),
    startAt: world.stamp(patrol.plannedStartAt),
    endAt: world.stamp(patrol.plannedEndAt),
    checkInMinutes: patrol.checkInMinutes,
  };
}
