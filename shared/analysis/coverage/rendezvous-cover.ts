import { distanceMetres } from '../../geo/great-circle.ts';
import type { Cover } from './air-cover.ts';
import { type AirChains, allAirChains } from './chains.ts';
import { type CoverInput, canLand, fuelMetres, type LandingSite } from './cover-input.ts';
import type { DisplayGrid } from './display-grid.ts';
import { flightsOf, needsEscort } from './escort.ts';
import { visitField } from './field-sampling.ts';
import type { PickUp } from './ground-cover.ts';

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
    visitField(display, site.ground, (cell, seconds) => {
      const brought = (typeof pickUp === 'number' ? pickUp : pickUp[cell]!) + seconds;
      const seen = Math.max(brought, teamAt);
      if (seen < cover.team[cell]!) cover.team[cell] = seen;
      for (const meeting of meetings) {
        const delivered = deliveredAt(meeting, brought, input.times);
        if (delivered < cover.team[cell]!) cover.team[cell] = delivered;
        const operated = surgeryAfter(meeting, brought, input.times);
        if (operated < cover.surgery[cell]!) cover.surgery[cell] = operated;
      }
    });
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
