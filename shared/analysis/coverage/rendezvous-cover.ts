import { distanceMetres } from '../../geo/great-circle.ts';
import { beyond } from '../ground/ground-field.ts';
import type { Cover } from './air-cover.ts';
import { type AirChains, allAirChains } from './chains.ts';
import { type CoverInput, canLand, fuelMetres, type LandingSite } from './cover-input.ts';
import type { DisplayGrid } from './display-grid.ts';
import { flightsOf, needsEscort } from './escort.ts';
import { type SampledField, sampleField } from './field-sampling.ts';
import type { PickUp } from './ground-cover.ts';

/** A landing site so near to a facility is its own. */
const ownSiteMetres = 1_000;
/** Seconds of rounding in the sums of a bound. */
const rounding = 0.01;

/** What one helicopter offers at a landing site: when it is there, and the way on to one facility. */
export type Meeting = {
  readonly helicopter: number;
  readonly escort: number | undefined;
  readonly facility: number;
  readonly arrival: number;
  /** Seconds of flight to the facility. */
  readonly flight: number;
  readonly freeAt: number;
};

/** Every way on from a landing site to surgery that range allows. */
export function meetingsAt(
  { position, landing }: LandingSite,
  input: CoverInput,
  chains: Pick<AirChains, 'helicopters' | 'facilities'> = allAirChains(input),
): Meeting[] {
  const { facilities, helicopters } = input;
  const isEscorted = needsEscort(input, position);
  return chains.helicopters.flatMap((helicopter) => {
    const own = helicopters[helicopter]!;
    if (!canLand(landing, own)) return [];
    const out = distanceMetres(own.position, position);
    return flightsOf(input, helicopter, isEscorted).flatMap(({ escort, start, speed, range }) => {
      const arrival = start + out / speed;
      return chains.facilities.flatMap((at): Meeting[] => {
        const facility = facilities[at]!;
        if (!facility.givesSurgery || !canLand(facility.landing, own)) return [];
        const back = distanceMetres(position, facility.position);
        // Whoever was driven there is there.
        if (back < ownSiteMetres) return [];
        if (out + back + fuelMetres(facilities, facility, own) > range) return [];
        return [{ helicopter, escort, facility: at, arrival, flight: back / speed, freeAt: facility.freeAt }];
      });
    });
  });
}

/** When those a vehicle brings to a landing site at a time are handed over at the facility. */
export function deliveredAt({ arrival, flight }: Meeting, broughtAt: number, times: CoverInput['times']): number {
  return Math.max(broughtAt, arrival) + times.airLoad + flight + times.airHandover;
}

/** When their surgery begins: not before a table is free. */
export function surgeryAfter(meeting: Meeting, broughtAt: number, times: CoverInput['times']): number {
  return Math.max(deliveredAt(meeting, broughtAt, times), meeting.freeAt + times.airHandover);
}

/** A vehicle drives the hurt to a landing site, where a helicopter takes over. */
export function mergeRendezvous(
  display: DisplayGrid,
  cover: Cover,
  input: CoverInput,
  pickUp: PickUp,
  chains: AirChains,
): void {
  for (const index of chains.landingSites) {
    const site = input.landingSites[index]!;
    if (!site.ground) continue;
    const meetings = undominated(meetingsAt(site, input, chains));
    const teamAt = chains.arrivals ? firstTeamAt(site, input, chains.helicopters) : Number.POSITIVE_INFINITY;
    if (meetings.length === 0 && teamAt === Number.POSITIVE_INFINITY) continue;
    mergeSite(display, cover, sampleField(display, site.ground), { meetings, teamAt, pickUp, times: input.times });
  }
}

type SiteOffer = { meetings: readonly Meeting[]; teamAt: number; pickUp: PickUp; times: CoverInput['times'] };

function mergeSite(display: DisplayGrid, cover: Cover, field: SampledField, offer: SiteOffer): void {
  const { meetings, teamAt, pickUp, times } = offer;
  const { left, top, width, height, seconds } = field;
  const { team, surgery } = cover;
  // No meeting is over sooner than this: where the cover is better already, none need be looked at.
  const arrival = meetings.reduce((least, each) => Math.min(least, each.arrival), Number.POSITIVE_INFINITY);
  const flight = meetings.reduce((least, each) => Math.min(least, each.flight), Number.POSITIVE_INFINITY);
  const rest = times.airLoad + flight + times.airHandover;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, cell = (top + y) * display.grid.columns + left; x < width; x++, at++, cell++) {
      if (seconds[at] === beyond) continue;
      const brought = (typeof pickUp === 'number' ? pickUp : pickUp[cell]!) + seconds[at]!;
      const seen = Math.max(brought, teamAt);
      if (seen < team[cell]!) team[cell] = seen;
      const least = Math.max(brought, arrival) + rest - rounding;
      if (least >= team[cell]! && least >= surgery[cell]!) continue;
      for (let index = 0; index < meetings.length; index++) {
        const meeting = meetings[index]!;
        const delivered = deliveredAt(meeting, brought, times);
        if (delivered < team[cell]!) team[cell] = delivered;
        const operated = Math.max(delivered, meeting.freeAt + times.airHandover);
        if (operated < surgery[cell]!) surgery[cell] = operated;
      }
    }
}

/** When a helicopter with a medical team is at a landing site, and which comes first. */
export type TeamVisit = {
  readonly helicopter: number;
  readonly escort: number | undefined;
  readonly start: number;
  readonly flight: number;
};

export function teamVisitsAt(
  { position, landing }: LandingSite,
  input: CoverInput,
  chosen: readonly number[],
): TeamVisit[] {
  const isEscorted = needsEscort(input, position);
  return chosen.flatMap((helicopter) => {
    const own = input.helicopters[helicopter]!;
    if (!own.hasTeam || !canLand(landing, own)) return [];
    const metres = distanceMetres(own.position, position);
    return flightsOf(input, helicopter, isEscorted).flatMap(({ escort, start, speed, range }) =>
      metres > range ? [] : [{ helicopter, escort, start, flight: metres / speed }],
    );
  });
}

function firstTeamAt(site: LandingSite, input: CoverInput, chosen: readonly number[]): number {
  return teamVisitsAt(site, input, chosen).reduce(
    (first, { start, flight }) => Math.min(first, start + flight),
    Number.POSITIVE_INFINITY,
  );
}

/** Without those that another beats whenever the vehicle comes. */
function undominated(meetings: readonly Meeting[]): Meeting[] {
  return meetings.filter(
    (each, index) =>
      !meetings.some((other, at) => {
        const isNoWorse = other.arrival <= each.arrival && other.flight <= each.flight && other.freeAt <= each.freeAt;
        const isSame = other.arrival === each.arrival && other.flight === each.flight && other.freeAt === each.freeAt;
        return at !== index && isNoWorse && (!isSame || at < index);
      }),
  );
}
