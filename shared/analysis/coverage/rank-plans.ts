import { distanceMetres } from '../../geo/great-circle.ts';
import { type MercatorGrid, placeInGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { type GroundField, secondsAt } from '../ground/ground-field.ts';
import { type CoverInput, canLand, fuelMetres } from './cover-input.ts';
import { type Flight, flightsOf, needsEscort } from './escort.ts';
import { extendPlan, type LegName, makePlan, type Plan } from './plan.ts';
import { rendezvousPlans } from './rendezvous-plans.ts';

/**
 * Every way from one place to a medical team, or to surgery, the soonest first; of those by way of a landing site, the
 * soonest for each helicopter and facility. `ground` is the grid of the fields. At the centre of a cell the soonest is
 * what the map says there, but for rounding.
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
  const soonest = [...pickUps(place, input)].reduce<Plan | undefined>(
    (a, b) => (a && a.seconds <= b.seconds ? a : b),
    undefined,
  );
  return [...plans, ...(soonest ? rendezvousPlans(soonest, over, input, tier) : [])]
    .filter(({ seconds }) => seconds < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.seconds - b.seconds);
}

type Place = { position: Position; over: (field: GroundField | undefined) => number };

function* teamsThatCome({ position, over }: Place, input: CoverInput): Generator<Plan> {
  const { times, vehicles, helicopters } = input;
  for (const [vehicle, { ground, notice, hasTeam }] of vehicles.entries())
    if (hasTeam)
      yield makePlan({ mode: 'ambulance', vehicle }, [
        ['alert', times.alert],
        ['notice', notice],
        ['out', over(ground)],
      ]);
  const isEscorted = needsEscort(input, position);
  for (const [index, helicopter] of helicopters.entries()) {
    if (!helicopter.hasTeam || !helicopter.isAble) continue;
    const metres = distanceMetres(helicopter.position, position);
    for (const flight of flightsOf(input, index, isEscorted))
      if (metres <= flight.range)
        yield makePlan({ mode: 'helicopter', helicopter: index, ...escortOf(flight) }, [
          ...launchLegs(input, index, flight),
          ['out', metres / flight.speed],
        ]);
  }
}

function escortOf({ escort }: Pick<Flight, 'escort'>): { escort?: number } {
  return escort === undefined ? {} : { escort };
}

/** From injury until a helicopter is on its way. */
function launchLegs(
  { times, helicopters }: CoverInput,
  index: number,
  { start }: Pick<Flight, 'start'>,
): (readonly [LegName, number])[] {
  const { notice } = helicopters[index]!;
  return [
    ['alert', times.alert],
    ['release', times.release],
    ['notice', notice],
    ['escort', start - times.alert - times.release - notice],
  ];
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
      yield extendPlan(pickUp, { facility }, [
        ['drive', drive],
        ['table', wait],
        ['unload', times.vehicleUnload],
      ]);
    }
}

function* flights({ position }: Place, input: CoverInput, tier: 'team' | 'surgery'): Generator<Plan> {
  const isEscorted = needsEscort(input, position);
  for (const [index, helicopter] of input.helicopters.entries()) {
    const isPassenger = tier === 'surgery' || !helicopter.hasTeam;
    if (!isPassenger || !helicopter.isAble) continue;
    for (const flight of flightsOf(input, index, isEscorted)) yield* deliveries(position, input, tier, index, flight);
  }
}

function* deliveries(
  position: Position,
  input: CoverInput,
  tier: 'team' | 'surgery',
  index: number,
  flight: Flight,
): Generator<Plan> {
  const { times, facilities } = input;
  const helicopter = input.helicopters[index]!;
  const { start, speed, range } = flight;
  const out = distanceMetres(helicopter.position, position);
  if (out > range) return;
  for (const [at, facility] of facilities.entries()) {
    if (!(tier === 'team' ? facility.givesTeam : facility.givesSurgery)) continue;
    if (!canLand(facility.landing, helicopter)) continue;
    const back = distanceMetres(position, facility.position);
    if (out + back + fuelMetres(facilities, facility, helicopter) > range) continue;
    const landed = start + times.airLoad + (out + back) / speed;
    yield makePlan({ mode: 'helicopter', helicopter: index, ...escortOf(flight), facility: at }, [
      ...launchLegs(input, index, flight),
      ['out', out / speed],
      ['load', times.airLoad],
      ['back', back / speed],
      ['table', tier === 'team' ? 0 : Math.max(0, facility.freeAt - landed)],
      ['handover', times.airHandover],
    ]);
  }
}
