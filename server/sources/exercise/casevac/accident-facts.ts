import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { type DatedReport, isWithin, makeFact, messageIdOf, type Span } from '../exercise-report.ts';
import { hashOf } from '../seeded-random.ts';
import type { World } from '../world.ts';
import { type Accident, accidentsOf } from './accidents.ts';
import { type CasevacFlight, casevacFlightsOf } from './casevac-flights.ts';

/** The longest from an accident to its last report. */
const longestMs = 8 * hourMs;

/**
 * What becomes known of patrol accidents in the span: the call, and once the injured are in hospital a correction with
 * the times of the flight. A correction comes right behind what it amends, as for other incidents.
 */
export function* accidentFacts(world: World, span: Span): Generator<DatedReport> {
  for (let day = Math.floor((span.from - longestMs) / dayMs); day <= Math.floor(span.to / dayMs); day++) {
    const flights = casevacFlightsOf(world, day);
    for (const accident of accidentsOf(world, day)) {
      const flight = flights.find(({ call }) => call.incidentId === accident.incidentId);
      const first = makeFirst(world, accident, flight);
      if (isWithin(span, first.knownAt)) yield first;
      const admitted = flight && makeAdmitted(world, accident, flight);
      if (!admitted || !isWithin(span, admitted.knownAt)) continue;
      if (!isWithin(span, first.knownAt)) yield { ...first, knownAt: admitted.knownAt };
      yield admitted;
    }
  }
}

function makeFirst(world: World, accident: Accident, flight: CasevacFlight | undefined): DatedReport {
  const told = flight ? 'CASEVAC by air requested.' : 'No helicopter free or fit to fly; the injured go by road.';
  return makeAccidentFact(world, accident, {
    part: 0,
    knownAt: accident.alertAt + minuteMs,
    injured: accident.injured,
    told,
  });
}

function makeAdmitted(world: World, accident: Accident, flight: CasevacFlight): DatedReport {
  const { asset, launchAt, atPlaceAt, atFacilityAt, facilityName } = flight;
  const told = [
    `${asset.name} airborne ${clock(launchAt)}, at the place ${clock(atPlaceAt)}, at ${facilityName} ${clock(atFacilityAt)}.`,
    `From injury to hospital: ${Math.round((atFacilityAt - accident.at) / minuteMs)} minutes.`,
  ].join(' ');
  // One in four turns out to be one more than the patrol had counted.
  const more = Number(hashOf(world.seed, 'count', accident.incidentId) % 4 === 0);
  const knownAt = atFacilityAt + 12 * minuteMs;
  const fact = makeAccidentFact(world, accident, { part: 1, knownAt, injured: accident.injured + more, told });
  const amends = {
    messageId: messageIdOf('incident', accident.incidentId, 0),
    source: 'exercise-desk',
    as: 'correction',
    reason: 'After admission to hospital.',
  };
  return { ...fact, report: { ...fact.report, amends } };
}

function clock(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)}Z`;
}

function makeAccidentFact(
  world: World,
  accident: Accident,
  { part, knownAt, injured, told }: { part: number; knownAt: number; injured: number; told: string },
): DatedReport {
  const { incidentId, at, position, place, patrol } = accident;
  const title = `Vehicle of patrol ${patrol.slot.callSign} overturned ${place}`;
  return makeFact(world, {
    kind: 'incident',
    source: 'exercise-desk',
    entity: incidentId,
    part,
    observedAt: at,
    knownAt,
    body: {
      incidentId,
      type: 'ACC.ROAD',
      position,
      precision: 'exact',
      place,
      occurredAt: world.stamp(at),
      timePrecision: 'minute',
      title,
      narrative: `${title}. ${injured} peacekeeper${injured === 1 ? '' : 's'} injured. ${told}`,
      casualties: [{ outcome: 'injured', group: 'peacekeeper', count: injured }],
      grading: { reliability: 'A', credibility: part === 0 ? '2' : '1' },
      verification: part === 0 ? 'partly' : 'verified',
    },
  });
}
