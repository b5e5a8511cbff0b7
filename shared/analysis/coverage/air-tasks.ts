import type { MercatorGrid } from '../../geo/mercator-grid.ts';
import { type AirLegs, makeAirLegs } from '../air/air-legs.ts';
import type { AirChains } from './chains.ts';
import { type CoverFacility, type CoverInput, fuelMetres } from './cover-input.ts';
import { flightsOf } from './escort.ts';

/**
 * Where helicopters bring the hurt: the nearest of some sites. Of facilities with fuel and a free table only the nearest
 * matters, which also is the one that asks least of the range; each of the others stands alone. No sites: the helicopter
 * brings a team, and its arrival is what counts.
 */
export type AirTarget = {
  readonly sites: readonly AirLegs[];
  /** Nothing is done there sooner, seconds from injury. */
  readonly floor: number;
  /** Metres that must be left after landing there, to where fuel is. */
  readonly onward: number;
};

/** One way to fly to the hurt and on to a target. */
export type AirTask = {
  readonly out: AirLegs;
  readonly target: number;
  /** Seconds of the whole but for flying. */
  readonly fixed: number;
  readonly perMetre: number;
  /** Metres it may fly in all. */
  readonly range: number;
  readonly isEscorted: boolean;
};

export type AirTasks = { readonly targets: readonly AirTarget[]; readonly tasks: readonly AirTask[] };

/** Tasks of helicopters that pick up off prepared sites, for one tier. `hasEscorts`: also those with an escort. */
export function makeAirTasks(
  grid: MercatorGrid,
  input: CoverInput,
  chains: AirChains,
  tier: 'team' | 'surgery',
  hasEscorts: boolean,
): AirTasks {
  const { times, helicopters } = input;
  const targets = makeTargets(grid, input, chains, tier);
  const here = targets.push({ sites: [], floor: 0, onward: 0 }) - 1;
  const tasks = chains.helicopters.flatMap((index): AirTask[] => {
    const helicopter = helicopters[index]!;
    if (!helicopter.isAble) return [];
    const out = makeAirLegs(grid, helicopter.position);
    const stays = tier === 'team' && helicopter.hasTeam;
    if (stays && !chains.arrivals) return [];
    return [false, ...(hasEscorts ? [true] : [])].flatMap((isEscorted) =>
      flightsOf(input, index, isEscorted).flatMap(({ start, speed, range }): AirTask[] => {
        const common = { out, perMetre: 1 / speed, isEscorted };
        if (stays) return [{ ...common, target: here, fixed: start, range }];
        const fixed = start + times.airLoad + times.airHandover;
        return targets
          .slice(0, here)
          .map(({ onward }, target) => ({ ...common, target, fixed, range: range - onward }));
      }),
    );
  });
  return { targets, tasks };
}

/** Of helicopters that may land anywhere. */
function makeTargets(
  grid: MercatorGrid,
  { facilities, times }: CoverInput,
  chains: AirChains,
  tier: 'team' | 'surgery',
): AirTarget[] {
  const gives = tier === 'team' ? 'givesTeam' : 'givesSurgery';
  const reachable = chains.facilities
    .map((index) => facilities[index]!)
    .filter((each) => each[gives] && each.landing !== 'none');
  const isSimple = ({ hasFuel, freeAt }: CoverFacility) => hasFuel && (tier === 'team' || freeAt <= 0);
  const simple = reachable.filter(isSimple).map(({ position }) => makeAirLegs(grid, position));
  const others = reachable
    .filter((each) => !isSimple(each))
    .map((each) => ({
      sites: [makeAirLegs(grid, each.position)],
      floor: tier === 'team' ? 0 : each.freeAt + times.airHandover,
      onward: fuelMetres(facilities, each, { isAble: true }),
    }))
    .filter(({ onward }) => onward < Number.POSITIVE_INFINITY);
  return simple.length > 0 ? [{ sites: simple, floor: 0, onward: 0 }, ...others] : others;
}
