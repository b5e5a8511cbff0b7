import { isUnderAttack } from '../attack/attack-plan.ts';
import { casevacFlightsOf } from '../casevac/casevac-flights.ts';
import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFact, type Span } from '../exercise-report.ts';
import { hashOf, makeRandom, wholeBetween } from '../seeded-random.ts';
import { findBeside, type World } from '../world.ts';
import { listedFacilities } from './facility-list.ts';

const usualIntervalMs = 6 * hourMs;

/** State of each medical facility every six hours, valid for eight; now and then a report is left out, and two do not keep up. */
export function* facilityFacts(world: World, { from, to }: Span): Generator<DatedReport> {
  for (const facility of listedFacilities) {
    const position = findBeside(world, facility.beside);
    if (!position) continue;
    const intervalMs = facility.dailyAtMs === undefined ? usualIntervalMs : dayMs;
    const hash = hashOf(world.seed, facility.facilityId);
    const delayMs = (3 + (hash % 20)) * minuteMs;
    for (const observedAt of dueTimes(
      { from: from - delayMs, to: to - delayMs },
      intervalMs,
      facility.dailyAtMs ?? hash % intervalMs,
    )) {
      const number = Math.floor(observedAt / intervalMs);
      const random = makeRandom(world.seed, 'facility', facility.facilityId, number);
      if (random() < 0.04 || isUnderAttack(world, facility.facilityId, observedAt)) continue;
      // Whoever has just come by air is on a table.
      const isBusy = random() < 0.12 || hasArrival(world, facility.facilityId, observedAt);
      yield makeFact(world, {
        kind: 'facility',
        source: 'exercise-medical',
        entity: facility.facilityId,
        part: number,
        observedAt,
        knownAt: observedAt + delayMs,
        body: {
          facilityId: facility.facilityId,
          name: facility.name,
          level: facility.level,
          position,
          unit: 'med-10',
          status: isBusy ? 'limited' : 'open',
          tablesFree: Math.max(0, facility.tables - (isBusy ? 1 : 0)),
          bedsFree: wholeBetween(random, Math.floor(facility.beds * (isBusy ? 0.1 : 0.5)), facility.beds),
          bloodUnits: wholeBetween(random, Math.floor(facility.blood * 0.5), facility.blood),
          doctorPresent: facility.level !== '1' || random() < 0.93,
          landingSite: facility.landingSite,
          validUntil: world.stamp(observedAt + 8 * hourMs),
          ...(isBusy ? { remark: 'Operating; limited intake.' } : {}),
        },
      });
    }
  }
}

/** Surgery takes about two hours. */
const surgeryMs = 2 * hourMs;

function hasArrival(world: World, facilityId: string, at: number): boolean {
  return casevacFlightsOf(world, Math.floor(at / dayMs)).some(
    (flight) => flight.facilityId === facilityId && flight.atFacilityAt <= at && at < flight.atFacilityAt + surgeryMs,
  );
}
