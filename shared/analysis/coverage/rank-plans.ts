import { distanceMetres } from '../../geo/great-circle.ts';
import { type MercatorGrid, placeInGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { type GroundField, secondsAt } from '../ground/ground-field.ts';
import { type CoverHelicopter, type CoverInput, canLand, fuelMetres } from './cover-input.ts';
import { makePlan, type Plan } from './plan.ts';
import { meetingsAt } from './rendezvous-cover.ts';

/**
 * Every way from one place to a medical team, or to surgery, the soonest first. `ground` is the grid of the fields. At
 * the centre of a cell the soonest is what the map says there, but for rounding.
 */
export function rankPlans(
  position: Position,
  ground: MercatorGrid,
  input: CoverInput,
  tier: 'team' | 'surgery',
): Plan[] {
  const { column, row } = placeInGrid(ground, position);
  const [x, y] = [Math.floor(column), Math.floor(row)];
  const over = (field: GroundField | undefined) => (field ? secondsAt(field, x, y) : Number.POSITIVE_INFINITY);
  const place = { position, over };
  const plans =
    tier === 'team'
      ? [...teamsThatCome(place, input), ...drives(place, input, tier), ...flights(place, input, tier)]
      : [...drives(place, input, tier), ...flights(place, input, tier)];
  return [...plans, ...rendezvous(place, input, tier)]
    .filter(({ seconds }) => seconds < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.seconds - b.seconds);
}

type Place = { position: Position; over: (field: GroundField | undefined) => number };

function* teamsThatCome({ position, over }: Place, { times, vehicles, helicopters }: CoverInput): Generator<Plan> {
  for (const [vehicle, { ground, notice, hasTeam }] of vehicles.entries())
    if (hasTeam)
      yield makePlan({ mode: 'ambulance', vehicle }, [
        ['alert', times.alert],
        ['notice', notice],
        ['out', over(ground)],
      ]);
  for (const [index, helicopter] of helicopters.entries()) {
    const metres = distanceMetres(helicopter.position, position);
    if (!helicopter.hasTeam || !helicopter.isAble || metres > helicopter.range) continue;
    yield makePlan({ mode: 'helicopter', helicopter: index }, [
      ['alert', times.alert],
      ['release', times.release],
      ['notice', helicopter.notice],
      ['out', metres / helicopter.speed],
    ]);
  }
}

/** How those hurt get onto a vehicle: their own, or each ambulance. */
function* pickUps({ over }: Place, { times, vehicles, isCarriedByUnit }: CoverInput): Generator<Plan> {
  if (isCarriedByUnit)
    return yield makePlan({ mode: 'unit-vehicle' }, [
      ['alert', times.alert],
      ['load', times.vehicleLoad],
    ]);
  for (const [vehicle, { ground, notice }] of vehicles.entries())
    yield makePlan({ mode: 'ambulance', vehicle }, [
      ['alert', times.alert],
      ['notice', notice],
      ['out', over(ground)],
      ['load', times.vehicleLoad],
    ]);
}

function* drives(place: Place, input: CoverInput, tier: 'team' | 'surgery'): Generator<Plan> {
  const { times, facilities } = input;
  for (const pickUp of pickUps(place, input))
    for (const [facility, { ground, givesTeam, givesSurgery, freeAt }] of facilities.entries()) {
      if (!(tier === 'team' ? givesTeam : givesSurgery)) continue;
      const drive = place.over(ground);
      const wait = tier === 'team' ? 0 : Math.max(0, freeAt - pickUp.seconds - drive);
      yield continuePlan(pickUp, { facility }, [
        ['drive', drive],
        ['table', wait],
        ['unload', times.vehicleUnload],
      ]);
    }
}

function* flights(place: Place, input: CoverInput, tier: 'team' | 'surgery'): Generator<Plan> {
  for (const [index, helicopter] of input.helicopters.entries()) {
    const isPassenger = tier === 'surgery' || !helicopter.hasTeam;
    if (isPassenger && helicopter.isAble) yield* flightsOf(place.position, input, tier, index, helicopter);
  }
}

function* flightsOf(
  position: Position,
  { times, facilities }: CoverInput,
  tier: 'team' | 'surgery',
  index: number,
  helicopter: CoverHelicopter,
): Generator<Plan> {
  const out = distanceMetres(helicopter.position, position);
  if (out > helicopter.range) return;
  for (const [at, facility] of facilities.entries()) {
    if (!(tier === 'team' ? facility.givesTeam : facility.givesSurgery)) continue;
    if (!canLand(facility.landing, helicopter)) continue;
    const back = distanceMetres(position, facility.position);
    if (out + back + fuelMetres(facilities, facility, helicopter) > helicopter.range) continue;
    const begun = times.alert + times.release + helicopter.notice + times.airLoad;
    const flown = (out + back) / helicopter.speed;
    yield makePlan({ mode: 'helicopter', helicopter: index, facility: at }, [
      ['alert', times.alert],
      ['release', times.release],
      ['notice', helicopter.notice],
      ['out', out / helicopter.speed],
      ['load', times.airLoad],
      ['back', back / helicopter.speed],
      ['table', tier === 'team' ? 0 : Math.max(0, facility.freeAt - begun - flown)],
      ['handover', times.airHandover],
    ]);
  }
}

function* rendezvous(place: Place, input: CoverInput, tier: 'team' | 'surgery'): Generator<Plan> {
  const { times, landingSites, helicopters } = input;
  for (const [landingSite, site] of landingSites.entries()) {
    const drive = place.over(site.ground);
    if (drive === Number.POSITIVE_INFINITY) continue;
    const meetings = meetingsAt(site, input);
    for (const pickUp of pickUps(place, input)) {
      const brought = pickUp.seconds + drive;
      for (const { helicopter, facility, arrival, flight, freeAt } of meetings) {
        const met = Math.max(0, arrival - brought);
        const landed = brought + met + times.airLoad + flight;
        yield continuePlan(pickUp, { mode: 'rendezvous', landingSite, helicopter, facility }, [
          ['drive', drive],
          ['meet', met],
          ['transfer', times.airLoad],
          ['back', flight],
          ['table', tier === 'team' ? 0 : Math.max(0, freeAt - landed)],
          ['handover', times.airHandover],
        ]);
      }
      if (tier === 'surgery') continue;
      for (const [index, helicopter] of helicopters.entries()) {
        const metres = distanceMetres(helicopter.position, site.position);
        if (!helicopter.hasTeam || !canLand(site.landing, helicopter) || metres > helicopter.range) continue;
        const arrival = times.alert + times.release + helicopter.notice + metres / helicopter.speed;
        yield continuePlan(pickUp, { mode: 'rendezvous', landingSite, helicopter: index }, [
          ['drive', drive],
          ['meet', Math.max(0, arrival - brought)],
        ]);
      }
    }
  }
}

function continuePlan(
  begun: Plan,
  parts: Partial<Omit<Plan, 'seconds' | 'legs'>>,
  legs: Parameters<typeof makePlan>[1],
): Plan {
  const { seconds: _seconds, legs: before, ...rest } = begun;
  return makePlan({ ...rest, ...parts }, [...before.map(({ name, seconds }) => [name, seconds] as const), ...legs]);
}
