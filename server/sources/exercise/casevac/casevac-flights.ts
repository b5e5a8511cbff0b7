import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { type FleetAsset, fleetOf } from '../air/fleet.ts';
import { isNightAt, isUnserviceable, makeTrip, type Trip } from '../air/trip.ts';
import { attackOf } from '../attack/attack-plan.ts';
import { dayMs, minuteMs } from '../durations.ts';
import { surgicalFacilities } from '../medical/facility-list.ts';
import { between, makeRandom } from '../seeded-random.ts';
import { findBeside, type World } from '../world.ts';
import { accidentsOf, type CasevacCall } from './accidents.ts';

/** A helicopter that follows a call: to the place, to the hospital, home. */
export type CasevacFlight = {
  call: CasevacCall;
  asset: FleetAsset;
  facilityId: string;
  facilityName: string;
  launchAt: number;
  atPlaceAt: number;
  atFacilityAt: number;
  homeAt: number;
  trips: readonly Trip[];
};

/** Turn-round between two flights. */
const restMs = 20 * minuteMs;

/** Every flight that is in the air at some time of a UTC day. */
export function casevacFlightsOf(world: World, day: number): readonly CasevacFlight[] {
  const isOfDay = (flight: CasevacFlight) => flight.launchAt < (day + 1) * dayMs && flight.homeAt >= day * dayMs;
  return [...attackFlights(world).filter(isOfDay), ...accidentFlights(world, day)];
}

function accidentFlights(world: World, day: number): readonly CasevacFlight[] {
  return world.remember(`casevacs:${day}`, () =>
    assign(world, accidentsOf(world, day), attackFlights(world)).filter(({ homeAt }) => homeAt < (day + 1) * dayMs),
  );
}

/** Of a mass of casualties the most urgent fly: three to the higher level, because the tables beside the camp are full. */
function attackFlights(world: World): readonly CasevacFlight[] {
  return world.remember('attack-flights', () => assign(world, attackCalls(world), []));
}

/** The calls for a flight during the scripted attack, in order of time. */
export function attackCalls(world: World): readonly CasevacCall[] {
  const attack = attackOf(world);
  if (!attack) return [];
  return [14, 22, 47].map((minutes, index) => ({
    incidentId: attackIncidentId(attack.at),
    at: attack.at,
    alertAt: attack.at + minutes * minuteMs,
    position: attack.site.position as [number, number],
    injured: [4, 5, 3][index]!,
    toFacility: 'gao-level-3',
  }));
}

export function attackIncidentId(at: number): string {
  return `INC-${new Date(at).toISOString().slice(0, 10).replaceAll('-', '')}-CPX`;
}

/** Call by call in order of time: the free helicopter that would be there first. A call that none can take goes by road. */
function assign(world: World, calls: readonly CasevacCall[], taken: readonly CasevacFlight[]): CasevacFlight[] {
  const flights: CasevacFlight[] = [];
  for (const call of calls) {
    const best = fleetOf(world)
      .filter(
        (asset) => asset.type === 'helicopter' && !isUnserviceable(world, asset, Math.floor(call.alertAt / dayMs)),
      )
      .flatMap((asset) => planFlight(world, call, asset) ?? [])
      .filter((plan) => isFree(plan, [...taken, ...flights]))
      .sort((a, b) => a.atPlaceAt - b.atPlaceAt)[0];
    if (best) flights.push(best);
  }
  return flights;
}

function isFree({ asset, launchAt, homeAt }: CasevacFlight, others: readonly CasevacFlight[]): boolean {
  return others.every(
    (other) =>
      other.asset.assetId !== asset.assetId || other.homeAt + restMs < launchAt || other.launchAt > homeAt + restMs,
  );
}

function planFlight(world: World, call: CasevacCall, asset: FleetAsset): CasevacFlight | undefined {
  const facility = nearestFacility(world, call);
  if (!facility) return undefined;
  const random = makeRandom(world.seed, 'casevac', call.incidentId, call.alertAt, asset.assetId);
  const notice = isNightAt(call.alertAt) ? between(random, 32, 46) : between(random, 14, 31);
  const out = makeTrip({
    asset,
    from: asset.base,
    to: call.position,
    fromAt: call.alertAt + notice * minuteMs,
    random,
  });
  if (isNightAt(out.toAt) && !asset.isNightCapable) return undefined;
  const onwardAt = out.toAt + between(random, 8, 14) * minuteMs;
  const onward = makeTrip({ asset, from: call.position, to: facility.position, fromAt: onwardAt, random });
  const backAt = onward.toAt + between(random, 12, 25) * minuteMs;
  const back = makeTrip({ asset, from: facility.position, to: asset.base, fromAt: backAt, random });
  const errand = (text: string, trip: Trip, holdsUntil: number): Trip => ({ ...trip, remark: text, holdsUntil });
  return {
    call,
    asset,
    facilityId: facility.facilityId,
    facilityName: facility.name,
    launchAt: out.fromAt,
    atPlaceAt: out.toAt,
    atFacilityAt: onward.toAt,
    homeAt: back.toAt,
    trips: [
      errand(`CASEVAC to ${call.incidentId}`, out, onward.fromAt),
      errand(`CASEVAC, ${call.injured} on board to ${facility.name}`, onward, back.fromAt),
      errand(`Returning from ${facility.name}`, back, back.toAt),
    ],
  };
}

/** Where those of a call are taken. */
export function nearestFacility(world: World, { position, toFacility }: CasevacCall) {
  return surgicalFacilities
    .filter(({ facilityId }) => toFacility === undefined || facilityId === toFacility)
    .flatMap(({ facilityId, name, beside }) => {
      const at: Position | undefined = findBeside(world, beside);
      return at ? [{ facilityId, name, position: at, metres: distanceMetres(at, position) }] : [];
    })
    .sort((a, b) => a.metres - b.metres)[0];
}
