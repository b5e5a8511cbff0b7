import { destination } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { attackIncidentId } from '../casevac/casevac-flights.ts';
import { hourMs, minuteMs, secondMs } from '../durations.ts';
import { type DatedReport, isWithin, makeFact, messageIdOf, type Span } from '../exercise-report.ts';
import { listedFacilities } from '../medical/facility-list.ts';
import { listedSensors } from '../sensing/sensor-list.ts';
import { findBeside, roundPosition, type World } from '../world.ts';
import { type AttackPart, attackParts } from './attack-accounts.ts';
import { type Attack, attackOf, silencedSensors } from './attack-plan.ts';

/** Everything reported of the scripted attack that becomes known in the span, in order. */
export function* attackFacts(world: World, span: Span): Generator<DatedReport> {
  const attack = attackOf(world);
  if (!attack) return;
  const all = world.remember('attack-facts', () => [
    ...attackParts.flatMap((part) => tellPart(world, attack, part)),
    ...sensorsLost(world, attack),
    ...hospitalFull(world, attack),
    ...ground(world, attack),
  ]);
  for (const fact of all) if (isWithin(span, fact.knownAt)) yield fact;
}

function tellPart(world: World, attack: Attack, { part, at, place, precision, accounts }: AttackPart): DatedReport[] {
  const whole = attackIncidentId(attack.at);
  const incidentId = whole.replace(/CPX$/, part);
  const occurredAt = attack.at + at * minuteMs;
  const position = roundPosition(
    destination(attack.site.position as Position, ...place),
    precision === 'exact' ? 5 : 2,
  );
  return accounts.map(
    ({ afterMinutes, type, title, narrative, casualties, grading, verification, as, reason }, index) => {
      const fact = makeFact(world, {
        kind: 'incident',
        source: 'exercise-desk',
        entity: incidentId,
        part: index,
        observedAt: occurredAt,
        knownAt: occurredAt + afterMinutes * minuteMs,
        body: {
          incidentId,
          type,
          ...(incidentId === whole ? {} : { partOf: whole }),
          position,
          precision,
          place: attack.site.name,
          occurredAt: world.stamp(occurredAt),
          timePrecision: 'minute',
          title: title.replace('{camp}', attack.site.name),
          narrative,
          casualties,
          actors: ['Unidentified armed persons'],
          grading: { reliability: grading[0], credibility: grading[1] },
          verification,
        },
      });
      if (!as) return fact;
      const amends = { messageId: messageIdOf('incident', incidentId, index - 1), source: 'exercise-desk', as, reason };
      return { ...fact, report: { ...fact.report, amends } };
    },
  );
}

function sensorsLost(world: World, attack: Attack): DatedReport[] {
  return listedSensors.flatMap(({ beside, ...sensor }) => {
    const silence = silencedSensors[sensor.sensorId];
    const position = silence && findBeside(world, beside);
    if (!silence || !position) return [];
    const say = (afterMs: number, body: Record<string, unknown>) =>
      makeFact(world, {
        kind: 'sensor',
        source: 'exercise-desk',
        entity: sensor.sensorId,
        part: Math.floor((attack.at + afterMs) / secondMs),
        observedAt: attack.at + afterMs,
        knownAt: attack.at + afterMs + 2 * minuteMs,
        body: { ...sensor, position, ...body },
      });
    const isDegraded = sensor.type === 'acoustic';
    return [
      say(silence.fromMs, { status: isDegraded ? 'degraded' : 'failed', remark: silence.remark }),
      say(silence.untilMs, { status: 'working' }),
    ];
  });
}

/** The hospital beside the camp fills at once and empties over half a day. */
function hospitalFull(world: World, attack: Attack): DatedReport[] {
  const facility = listedFacilities.find(({ facilityId }) => facilityId === attack.facility);
  const position = facility && findBeside(world, facility.beside);
  if (!position) return [];
  const states = [
    { after: 14 * minuteMs, tablesFree: 0, bedsFree: 6, bloodUnits: 15, remark: 'Mass casualty plan in force.' },
    { after: 45 * minuteMs, tablesFree: 0, bedsFree: 0, bloodUnits: 5, remark: 'Full. Blood requested from Gao.' },
    { after: 4 * hourMs, tablesFree: 0, bedsFree: 2, bloodUnits: 11, remark: 'Operating; limited intake.' },
    { after: 9 * hourMs, tablesFree: 1, bedsFree: 5, bloodUnits: 18, remark: 'Intake resumed.' },
  ];
  return states.map(({ after, ...state }) =>
    makeFact(world, {
      kind: 'facility',
      source: 'exercise-medical',
      entity: facility!.facilityId,
      part: Math.floor((attack.at + after) / secondMs),
      observedAt: attack.at + after,
      knownAt: attack.at + after + 3 * minuteMs,
      body: {
        facilityId: facility!.facilityId,
        name: facility!.name,
        level: facility!.level,
        position,
        unit: 'med-10',
        status: 'limited',
        doctorPresent: true,
        landingSite: facility!.landingSite,
        validUntil: world.stamp(attack.at + after + 8 * hourMs),
        ...state,
      },
    }),
  );
}

/** The surroundings are closed while the attackers may be near. */
function ground(world: World, attack: Attack): DatedReport[] {
  const corners = Array.from({ length: 12 }, (_, corner) =>
    roundPosition(destination(attack.site.position as Position, -30 * corner, 3_800), 4),
  );
  const zoneId = `z-attack-${Math.floor(attack.at / minuteMs)}`;
  const say = (afterMs: number, body: Record<string, unknown>) =>
    makeFact(world, {
      kind: 'zone',
      source: 'exercise-desk',
      entity: zoneId,
      part: Math.floor((attack.at + afterMs) / minuteMs),
      observedAt: attack.at + afterMs,
      knownAt: attack.at + afterMs + 3 * minuteMs,
      body: {
        zoneId,
        name: `Around ${attack.site.name}`,
        type: 'direct-fire',
        level: 'extreme',
        area: { type: 'Polygon', coordinates: [[...corners, corners[0]]] },
        validFrom: world.stamp(attack.at),
        validTo: world.stamp(attack.at + 12 * hourMs),
        grading: { reliability: 'A', credibility: '2' },
        ...body,
      },
    });
  return [
    say(18 * minuteMs, { remark: 'Movement only on order of the sector.' }),
    say(12 * hourMs, { status: 'retired', remark: 'Lifted.' }),
  ];
}
