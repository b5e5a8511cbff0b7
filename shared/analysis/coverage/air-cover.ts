import type { MercatorGrid } from '../../geo/mercator-grid.ts';
import { type AirLegs, haversineOfMetres, makeAirLegs, metresOfHaversine } from '../air/air-legs.ts';
import { type CoverFacility, type CoverHelicopter, type CoverInput, fuelMetres, launchAt } from './cover-input.ts';

/** Seconds from injury by cell of the display: until a medical team, until surgery. Infinity where neither comes. */
export type Cover = { readonly team: Float32Array; readonly surgery: Float32Array };

/**
 * Where helicopters of one kind bring the hurt. Of those with fuel and a free table only the nearest matters, which also
 * is the one that asks least of the range: one distance by cell instead of a loop over facilities. Each of the others
 * stands alone.
 */
export type AirTargets = { readonly nearest: Float32Array | undefined; readonly others: readonly AirTarget[] };
type AirTarget = {
  readonly legs: AirLegs;
  readonly freeAt: number;
  /** Metres that must be left after landing there, to where fuel is. */
  readonly onward: number;
};

/** Metres from each cell to the nearest of some sites; Infinity without any. */
export function nearestMetres(grid: MercatorGrid, sites: readonly AirLegs[]): Float32Array {
  const { columns, rows } = grid;
  const nearest = new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  const least = new Float64Array(columns);
  for (let y = 0; sites.length > 0 && y < rows; y++) {
    least.fill(Number.POSITIVE_INFINITY);
    for (const { row, across, column } of sites) {
      const [up, over] = [row[y]!, across[y]!];
      for (let x = 0; x < columns; x++) {
        const h = up + over * column[x]!;
        if (h < least[x]!) least[x] = h;
      }
    }
    for (let x = 0, at = y * columns; x < columns; x++, at++) nearest[at] = metresOfHaversine(least[x]!);
  }
  return nearest;
}

/** Of helicopters that may land anywhere. `gives` picks the tier: surgery, or any medical team. */
export function makeAirTargets(
  grid: MercatorGrid,
  facilities: readonly CoverFacility[],
  gives: 'givesTeam' | 'givesSurgery',
): AirTargets {
  const reachable = facilities.filter((each) => each[gives] && each.landing !== 'none');
  const isSimple = ({ hasFuel, freeAt }: CoverFacility) => hasFuel && (gives === 'givesTeam' || freeAt <= 0);
  const simple = reachable.filter(isSimple).map(({ position }) => makeAirLegs(grid, position));
  const others = reachable
    .filter((each) => !isSimple(each))
    .map((each) => ({
      legs: makeAirLegs(grid, each.position),
      freeAt: gives === 'givesTeam' ? 0 : each.freeAt,
      onward: fuelMetres(facilities, each, { isAble: true }),
    }));
  return { nearest: simple.length > 0 ? nearestMetres(grid, simple) : undefined, others };
}

/** Where one helicopter picks up at the place of injury, merged into the cover by the better of the two. */
export function mergeHelicopter(
  grid: MercatorGrid,
  cover: Cover,
  helicopter: CoverHelicopter,
  { times }: Pick<CoverInput, 'times'>,
  targets: { surgery: AirTargets; team: AirTargets },
): void {
  if (!helicopter.isAble) return;
  const out = makeAirLegs(grid, helicopter.position);
  const start = launchAt(times, helicopter);
  if (helicopter.hasTeam) mergeArrival(grid, cover.team, out, helicopter, start);
  else mergeDelivery(grid, cover.team, { out, helicopter, start, targets: targets.team }, times);
  mergeDelivery(grid, cover.surgery, { out, helicopter, start, targets: targets.surgery }, times);
}

type Flight = { out: AirLegs; helicopter: CoverHelicopter; start: number; targets: AirTargets };

function mergeArrival(
  grid: MercatorGrid,
  seconds: Float32Array,
  { row, across, column }: AirLegs,
  { speed, range }: CoverHelicopter,
  start: number,
): void {
  const farthest = haversineOfMetres(range);
  const perMetre = 1 / speed;
  for (let y = 0; y < grid.rows; y++) {
    const [up, over] = [row[y]!, across[y]!];
    if (up > farthest) continue;
    for (let x = 0, at = y * grid.columns; x < grid.columns; x++, at++) {
      const h = up + over * column[x]!;
      if (h > farthest) continue;
      const arrival = start + metresOfHaversine(h) * perMetre;
      if (arrival < seconds[at]!) seconds[at] = arrival;
    }
  }
}

function mergeDelivery(
  grid: MercatorGrid,
  seconds: Float32Array,
  { out, helicopter, start, targets }: Flight,
  { airLoad, airHandover }: CoverInput['times'],
): void {
  const { speed, range } = helicopter;
  const { row, across, column } = out;
  const { nearest, others } = targets;
  const farthest = haversineOfMetres(range);
  const perMetre = 1 / speed;
  const fixed = start + airLoad + airHandover;
  for (let y = 0; y < grid.rows; y++) {
    const [up, over] = [row[y]!, across[y]!];
    if (up > farthest) continue;
    for (let x = 0, at = y * grid.columns; x < grid.columns; x++, at++) {
      const h = up + over * column[x]!;
      if (h > farthest) continue;
      const flown = metresOfHaversine(h);
      if (nearest !== undefined) {
        const whole = flown + nearest[at]!;
        const total = fixed + whole * perMetre;
        if (total < seconds[at]! && whole <= range) seconds[at] = total;
      }
      for (const { legs, freeAt, onward } of others) {
        const whole = flown + metresOfHaversine(legs.row[y]! + legs.across[y]! * legs.column[x]!);
        if (whole + onward > range) continue;
        const total = Math.max(start + airLoad + whole * perMetre, freeAt) + airHandover;
        if (total < seconds[at]!) seconds[at] = total;
      }
    }
  }
}
