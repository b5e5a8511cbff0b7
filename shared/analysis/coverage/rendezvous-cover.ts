import { distanceMetres } from '../../geo/great-circle.ts';
import type { Cover } from './air-cover.ts';
import { type CoverInput, canLand, fuelMetres, type LandingSite, launchAt } from './cover-input.ts';
import type { DisplayGrid } from './display-grid.ts';
import { visitField } from './field-sampling.ts';
import type { PickUp } from './ground-cover.ts';

/** What one helicopter offers at a landing site: when it is there, and the way on to one facility with surgery. */
export type Meeting = {
  readonly helicopter: number;
  readonly facility: number;
  readonly arrival: number;
  /** Seconds of flight to the facility. */
  readonly flight: number;
  readonly freeAt: number;
};

/** Every way on from a landing site to surgery that range allows. */
export function meetingsAt({ position, landing }: LandingSite, input: CoverInput): Meeting[] {
  const { times, helicopters, facilities } = input;
  return helicopters.flatMap((helicopter, index) => {
    if (!canLand(landing, helicopter)) return [];
    const out = distanceMetres(helicopter.position, position);
    const arrival = launchAt(times, helicopter) + out / helicopter.speed;
    return facilities.flatMap((facility, at): Meeting[] => {
      if (!facility.givesSurgery || !canLand(facility.landing, helicopter)) return [];
      const back = distanceMetres(position, facility.position);
      if (out + back + fuelMetres(facilities, facility, helicopter) > helicopter.range) return [];
      const flight = back / helicopter.speed;
      return [{ helicopter: index, facility: at, arrival, flight, freeAt: facility.freeAt }];
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
export function mergeRendezvous(display: DisplayGrid, cover: Cover, input: CoverInput, pickUp: PickUp): void {
  for (const site of input.landingSites) {
    if (!site.ground) continue;
    const meetings = undominated(meetingsAt(site, input));
    const teamAt = firstTeamAt(site, input);
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

/** When the first helicopter with a medical team is at a landing site. */
export function firstTeamAt({ position, landing }: LandingSite, { times, helicopters }: CoverInput): number {
  let first = Number.POSITIVE_INFINITY;
  for (const helicopter of helicopters) {
    const metres = distanceMetres(helicopter.position, position);
    if (!helicopter.hasTeam || !canLand(landing, helicopter) || metres > helicopter.range) continue;
    first = Math.min(first, launchAt(times, helicopter) + metres / helicopter.speed);
  }
  return first;
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
