import { dayMs, hourMs, minuteMs } from '../durations.ts';
import { type DatedReport, isWithin, makeFact, type Span } from '../exercise-report.ts';
import { hashOf } from '../seeded-random.ts';
import type { World } from '../world.ts';
import { accidentsOf, type CasevacCall } from './accidents.ts';
import { linesOf, nineLinesOf, patientOf } from './case-lines.ts';
import { attackCalls, type CasevacFlight, casevacFlightsOf, nearestFacility } from './casevac-flights.ts';

/** The longest from an injury to the end of its case. */
const longestMs = 10 * hourMs;
/** From what happens to the desk that writes it down. */
const delayMs = minuteMs;
/** By road the end of the way is heard of after so long. */
const roadMs = 5 * hourMs;

/** What the desk enters of each call for casualties that becomes known in the span: the case as it grows. */
export function* caseFacts(world: World, span: Span): Generator<DatedReport> {
  for (let day = Math.floor((span.from - longestMs) / dayMs); day <= Math.floor(span.to / dayMs); day++)
    for (const fact of factsOfDay(world, day)) if (isWithin(span, fact.knownAt)) yield fact;
}

function factsOfDay(world: World, day: number): readonly DatedReport[] {
  return world.remember(`cases:${day}`, () => {
    const flights = [...casevacFlightsOf(world, day), ...casevacFlightsOf(world, day + 1)];
    const attack = attackCalls(world).filter(({ at }) => Math.floor(at / dayMs) === day);
    const calls = [
      ...accidentsOf(world, day).map((call) => ({
        call,
        caseId: call.incidentId.replace(/^INC/, 'CAS'),
        callSign: call.patrol.slot.callSign,
        patrolId: call.patrol.patrolId,
      })),
      ...attack.map((call, index) => ({
        call,
        caseId: `${call.incidentId.replace(/^INC/, 'CAS')}-${index + 1}`,
        callSign: `KIDAL MEDIC ${index + 1}`,
      })),
    ];
    return calls.flatMap((each) => {
      const { incidentId, alertAt } = each.call;
      const flight = flights.find(({ call }) => call.incidentId === incidentId && call.alertAt === alertAt);
      return tellCase(world, { ...each, flight });
    });
  });
}

type Case = {
  call: CasevacCall;
  caseId: string;
  callSign: string;
  patrolId?: string;
  flight: CasevacFlight | undefined;
};
type Entry = { at: number; says: Record<string, unknown> };

function tellCase(world: World, told: Case): DatedReport[] {
  const entries = [...beginning(world, told), ...(told.flight ? flown(world, told, told.flight) : driven(world, told))];
  return entries.map(({ at, says }, part) =>
    makeFact(world, {
      ...{ kind: 'casevac', source: 'exercise-desk', entity: told.caseId, part },
      ...{ observedAt: at, knownAt: at + delayMs, body: { caseId: told.caseId, ...says } },
    }),
  );
}

function beginning(world: World, { call, caseId, callSign, patrolId }: Case): Entry[] {
  const { at, alertAt, injured } = call;
  const hash = hashOf(world.seed, 'case', caseId);
  const times = (said: Record<string, unknown>) => ({ action: 'times', times: said });
  // Of one accident in six nobody saw the moment.
  const injuryAt = patrolId && hash % 6 === 0 ? 'unknown' : world.stamp(at);
  const firstAidAt = Math.min(alertAt + 6 * minuteMs, at + (2 + (hash % 13)) * minuteMs);
  return [
    { at: alertAt, says: { action: 'open', ...linesOf(world, { call, callSign, caseId, patrolId }) } },
    { at: alertAt, says: times({ injuryAt, reportedAt: world.stamp(alertAt) }) },
    { at: alertAt + 7 * minuteMs, says: { action: 'update', ...nineLinesOf(world, caseId, injured) } },
    {
      at: alertAt + 8 * minuteMs,
      says: times({
        nineLineAt: world.stamp(alertAt + 7 * minuteMs),
        ...(hash % 4 === 0 ? {} : { firstAidAt: world.stamp(firstAidAt) }),
      }),
    },
  ];
}

function flown(world: World, { call, caseId }: Case, flight: CasevacFlight): Entry[] {
  const { alertAt, injured } = call;
  const { asset, facilityId, launchAt, atPlaceAt, atFacilityAt, trips } = flight;
  const loadedAt = trips[1]!.fromAt;
  const timed = (at: number, ...names: string[]): Entry => ({
    at,
    says: { action: 'times', times: Object.fromEntries(names.map((name) => [name, world.stamp(at)])) },
  });
  const cleared = (at: number, state: string, more: object = {}): Entry => ({
    at,
    says: { action: 'clearance', state, by: 'Civil aviation authority', ...more },
  });
  const isRefused = hashOf(world.seed, 'clearance', caseId) % 4 === 0;
  return [
    { at: alertAt + 4 * minuteMs, says: { action: 'assign', assetId: asset.assetId, facilityId } },
    timed(alertAt + 4 * minuteMs, 'launchRequestedAt'),
    cleared(alertAt + 5 * minuteMs, 'requested', { by: 'Air operations' }),
    timed(alertAt + 6 * minuteMs, 'launchAuthorisedAt'),
    ...(isRefused
      ? [cleared(alertAt + 8 * minuteMs, 'refused', { reason: 'No notice of the flight was given.' })]
      : []),
    cleared(launchAt - 2 * minuteMs, 'granted'),
    timed(launchAt, 'wheelsUpAt'),
    // A medical team flies with it.
    timed(atPlaceAt, 'onSceneAt', 'teamAt'),
    ...Array.from({ length: injured }, (_, index) => ({
      at: loadedAt,
      says: { action: 'patient', ...patientOf(world, caseId, index) },
    })),
    timed(loadedAt, 'loadedAt'),
    timed(atFacilityAt, 'surgeryAt'),
    { at: atFacilityAt + 25 * minuteMs, says: { action: 'close', outcome: 'admitted', facilityId } },
  ];
}

/** No helicopter was free or fit to fly. When they reached surgery, nobody wrote down. */
function driven(world: World, { call }: Case): Entry[] {
  const facilityId = nearestFacility(world, call)?.facilityId;
  const endAt = call.alertAt + roadMs;
  return [
    ...(facilityId ? [{ at: call.alertAt + 6 * minuteMs, says: { action: 'assign', facilityId } }] : []),
    { at: endAt, says: { action: 'times', times: { surgeryAt: 'unknown' } } },
    { at: endAt, says: { action: 'close', outcome: 'admitted', ...(facilityId ? { facilityId } : {}) } },
  ];
}
