import { distanceMetres } from '../../geo/great-circle.ts';
import type { Position } from '../../geo/position.ts';
import { type CoverHelicopter, type CoverInput, canLand, fuelMetres } from './cover-input.ts';
import { flightsOf, needsEscort } from './escort.ts';

/**
 * What a new base or a new hospital would reach by air within a limit, as indices of demand points for each candidate.
 * Whether a place is reached separates into one distance from the candidate and an allowance of the place, so that each
 * pair costs one great circle. Seconds, metres.
 */
export type ReachOptions = { candidates: readonly Position[]; demand: readonly Position[]; limit: number };

/** Of a helicopter like `model` at each candidate, with the facilities there are. */
export function reachOfBases(input: CoverInput, model: CoverHelicopter, options: ReachOptions): Int32Array[] {
  const { facilities, times } = input;
  const targets = facilities
    .filter((each) => each.givesSurgery && canLand(each.landing, model))
    .filter(({ freeAt }) => freeAt + times.airHandover <= options.limit)
    .map((each) => ({ ...each, onward: fuelMetres(facilities, each, model) }));
  return within(options, (place) => {
    if (!model.isAble) return -1;
    let most = -1;
    // With escort as from where the model stands: where it will stand is only now being asked.
    for (const flight of flightsOf({ ...input, helicopters: [model] }, 0, needsEscort(input, place)))
      for (const { position, onward } of targets) {
        const inTime = (options.limit - flight.start - times.airLoad - times.airHandover) * flight.speed;
        most = Math.max(most, Math.min(inTime, flight.range - onward) - distanceMetres(place, position));
      }
    return most;
  });
}

/** Of a hospital with surgery, fuel and landing for all at each candidate, with the helicopters there are. */
export function reachOfHospitals(input: CoverInput, options: ReachOptions): Int32Array[] {
  const { helicopters, times } = input;
  return within(options, (place) => {
    const isEscorted = needsEscort(input, place);
    let most = -1;
    for (const [index, helicopter] of helicopters.entries()) {
      if (!helicopter.isAble) continue;
      const out = distanceMetres(helicopter.position, place);
      for (const { start, speed, range } of flightsOf(input, index, isEscorted)) {
        const inTime = (options.limit - start - times.airLoad - times.airHandover) * speed;
        most = Math.max(most, Math.min(inTime, range) - out);
      }
    }
    return most;
  });
}

function within({ candidates, demand }: ReachOptions, allowanceOf: (place: Position) => number): Int32Array[] {
  const allowances = demand.map(allowanceOf);
  return candidates.map((candidate) =>
    Int32Array.from(demand.keys()).filter((point) => {
      const allowance = allowances[point]!;
      return allowance >= 0 && distanceMetres(candidate, demand[point]!) <= allowance;
    }),
  );
}
