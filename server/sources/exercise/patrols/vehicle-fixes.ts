import { destination } from '#shared/geo/great-circle.ts';
import { dayMs, minuteMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFix, type Span } from '../exercise-report.ts';
import { pointAlong } from '../path.ts';
import { between, makeRandom, noiseAt, pick } from '../seeded-random.ts';
import type { World } from '../world.ts';
import { type PatrolSlot, patrolSlots, referenceTeams, type Vehicle, workDayOf } from './patrol-slots.ts';
import { findPatrolAt, vehicleGapMs } from './patrol-timetable.ts';
import { driveAt } from './stretches.ts';

const trackerIntervalMs = minuteMs;

/** Fixes of the patrol vehicles observed in the span, moving or at their base, except in their silences. */
export function* vehicleFixes(
  world: World,
  span: Span,
  intervalMs: number = trackerIntervalMs,
): Generator<DatedReport> {
  for (const slot of patrolSlots(world)) {
    for (const [place, vehicle] of slot.vehicles.entries()) {
      for (const at of dueTimes(span, intervalMs, vehicle.phaseMs))
        if (!isSilent(world, slot, vehicle, at)) yield makeVehicleFix(world, slot, place, at);
    }
  }
}

/** Where a vehicle is at a time. */
function makeVehicleFix(world: World, slot: PatrolSlot, place: number, at: number): DatedReport {
  const vehicle = slot.vehicles[place]!;
  const patrol = findPatrolAt(world, slot, at);
  const step = Math.floor(at / secondInNoise);
  const accuracyMetres = 4 + 9 * noiseAt(vehicle.hash, step);
  const bearing = 360 * noiseAt(vehicle.hash, step + 1);
  const common = {
    source: 'exercise-trackers',
    trackId: vehicle.trackId,
    trackType: 'vehicle' as const,
    callSign: vehicle.callSign,
    ...(slot.home.unit ? { unit: slot.home.unit } : {}),
    observedAt: at,
    accuracyMetres,
  };
  if (!patrol) {
    const parked = destination(slot.home.position, vehicle.hash % 360, 25 + (vehicle.hash % 60));
    return makeFix(world, {
      ...common,
      position: destination(parked, bearing, accuracyMetres / 6),
      speedMetresPerSecond: 0,
    });
  }
  const drive = driveAt(patrol.stretches, at - place * vehicleGapMs);
  const along = pointAlong(patrol.path, drive.metres);
  return makeFix(world, {
    ...common,
    position: destination(along.position, bearing, accuracyMetres / 3),
    courseDegrees: drive.metresPerSecond < 0 ? along.courseDegrees + 180 : along.courseDegrees,
    speedMetresPerSecond: Math.abs(drive.metresPerSecond),
  });
}

/** Noise changes each second, so that a fix does not depend on how often the tracker reports. */
const secondInNoise = 1_000;

/** Trackers fall silent by design: most now and then for some minutes, one in sixteen several times a day for long. */
function isSilent(world: World, slot: PatrolSlot, vehicle: Vehicle, at: number): boolean {
  const day = workDayOf(slot, at);
  const silences = world.remember(`silences:${vehicle.trackId}:${day}`, () => {
    const random = makeRandom(world.seed, 'silence', vehicle.trackId, day);
    const dayStart = day * dayMs + slot.offsetMs;
    const isWeak = vehicle.hash % 16 === 3;
    const minutes = [
      ...Array.from({ length: isWeak ? 5 : Number(random() < 0.5) }, () => between(random, 8, 35)),
      ...Array.from({ length: 3 }, () => between(random, 2.5, 5)),
    ];
    return minutes.map((length) => {
      const from = dayStart + Math.round(random() * (dayMs - length * minuteMs));
      return { from, to: from + Math.round(length * minuteMs) };
    });
  });
  return silences.some((silence) => at > silence.from && at <= silence.to) || isOnQuietTurn(world, vehicle, at);
}

const turnMs = 40 * minuteMs;

/** One of the reference vehicles after the other is out of reach for most of its turn: at any hour one is being looked for. */
function isOnQuietTurn(world: World, vehicle: Vehicle, at: number): boolean {
  const turn = Math.floor(at / turnMs);
  const quiet = world.remember(`quiet:${turn}`, () => {
    const random = makeRandom(world.seed, 'quiet', turn);
    const { trackId } = pick(random, pick(random, referenceTeams(world)).vehicles);
    const from = turn * turnMs + Math.round(between(random, 1, 4) * minuteMs);
    return { trackId, from, to: from + Math.round(between(random, 24, 35) * minuteMs) };
  });
  return vehicle.trackId === quiet.trackId && at > quiet.from && at <= quiet.to;
}
