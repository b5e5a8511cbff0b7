import { isSilenced } from '../attack/attack-plan.ts';
import { dayMs, minuteMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFact, type Span } from '../exercise-report.ts';
import { hashOf, makeRandom, pickWeighted } from '../seeded-random.ts';
import { findBeside, type World } from '../world.ts';
import { listedSensors } from './sensor-list.ts';

const states = [
  { status: 'working', weight: 88 },
  { status: 'degraded', weight: 7, remark: 'Reduced range: dust.' },
  { status: 'failed', weight: 3, remark: 'No power; generator under repair.' },
  { status: 'off', weight: 2, remark: 'Taken down for high wind.' },
] as const;

/** One report a day from each sensor, as its crew checks it. */
export function* sensorFacts(world: World, { from, to }: Span): Generator<DatedReport> {
  for (const { beside, ...sensor } of listedSensors) {
    const position = findBeside(world, beside);
    if (!position) continue;
    const delayMs = 4 * minuteMs;
    for (const observedAt of dueTimes(
      { from: from - delayMs, to: to - delayMs },
      dayMs,
      hashOf(sensor.sensorId) % dayMs,
    )) {
      if (isSilenced(world, sensor.sensorId, observedAt)) continue;
      const day = Math.floor(observedAt / dayMs);
      const state = pickWeighted(makeRandom(world.seed, 'sensor', sensor.sensorId, day), states, (each) => each.weight);
      yield makeFact(world, {
        kind: 'sensor',
        source: 'exercise-desk',
        entity: sensor.sensorId,
        part: day,
        observedAt,
        knownAt: observedAt + delayMs,
        body: { ...sensor, position, status: state.status, ...('remark' in state ? { remark: state.remark } : {}) },
      });
    }
  }
}
