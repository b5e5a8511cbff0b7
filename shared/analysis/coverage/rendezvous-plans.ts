import type { GroundField } from '../ground/ground-field.ts';
import type { CoverInput } from './cover-input.ts';
import { extendPlan, type Plan } from './plan.ts';
import {
  deliveredAt,
  type Meeting,
  meetingsAt,
  surgeryAfter,
  type TeamVisit,
  teamVisitsAt,
} from './rendezvous-cover.ts';

type Offer = { readonly meetings: readonly Meeting[]; readonly visits: readonly TeamVisit[] };
const offersOfInputs = new WeakMap<CoverInput, readonly Offer[]>();

/** What helicopters offer at each landing site, which is the same for every place: found once for an input. */
function offersOf(input: CoverInput): readonly Offer[] {
  const known = offersOfInputs.get(input);
  if (known) return known;
  const all = [...input.helicopters.keys()];
  const offers = input.landingSites.map((site) => ({
    meetings: meetingsAt(site, input),
    visits: teamVisitsAt(site, input, all),
  }));
  offersOfInputs.set(input, offers);
  return offers;
}

type Best<T> = { readonly seconds: number; readonly landingSite: number; readonly drive: number; readonly offer: T };

/**
 * Plans by way of landing sites for those picked up, the soonest site for each helicopter, escort and facility; for a
 * team also those in which the helicopter brings one.
 */
export function rendezvousPlans(
  pickUp: Plan,
  over: (field: GroundField | undefined) => number,
  input: CoverInput,
  tier: 'team' | 'surgery',
): Plan[] {
  const meetings = new Map<string, Best<Meeting>>();
  const visits = new Map<string, Best<TeamVisit>>();
  const offers = offersOf(input);
  for (const [landingSite, site] of input.landingSites.entries()) {
    const drive = over(site.ground);
    if (drive === Number.POSITIVE_INFINITY) continue;
    const brought = pickUp.seconds + drive;
    const offer = offers[landingSite]!;
    for (const each of offer.meetings) {
      const seconds = (tier === 'team' ? deliveredAt : surgeryAfter)(each, brought, input.times);
      keepSooner(meetings, `${each.helicopter} ${each.escort} ${each.facility}`, {
        seconds,
        landingSite,
        drive,
        offer: each,
      });
    }
    if (tier === 'surgery') continue;
    for (const each of offer.visits) {
      const seconds = Math.max(brought, each.start + each.flight);
      keepSooner(visits, `${each.helicopter} ${each.escort}`, { seconds, landingSite, drive, offer: each });
    }
  }
  return [
    ...[...meetings.values()].map((best) => meetingPlan(pickUp, best, input, tier)),
    ...[...visits.values()].map((best) => visitPlan(pickUp, best)),
  ];
}

function keepSooner<T>(kept: Map<string, Best<T>>, key: string, one: Best<T>): void {
  const before = kept.get(key);
  if (!before || one.seconds < before.seconds) kept.set(key, one);
}

function meetingPlan(pickUp: Plan, best: Best<Meeting>, { times }: CoverInput, tier: 'team' | 'surgery'): Plan {
  const { landingSite, drive, offer } = best;
  const { helicopter, escort, facility, arrival, flight, freeAt } = offer;
  const brought = pickUp.seconds + drive;
  const met = Math.max(0, arrival - brought);
  const landed = brought + met + times.airLoad + flight;
  return extendPlan(pickUp, { mode: 'rendezvous', landingSite, helicopter, ...named(escort), facility }, [
    ['drive', drive],
    ['meet', met],
    ['transfer', times.airLoad],
    ['back', flight],
    ['table', tier === 'team' ? 0 : Math.max(0, freeAt - landed)],
    ['handover', times.airHandover],
  ]);
}

function visitPlan(pickUp: Plan, { landingSite, drive, offer }: Best<TeamVisit>): Plan {
  const { helicopter, escort, start, flight } = offer;
  return extendPlan(pickUp, { mode: 'rendezvous', landingSite, helicopter, ...named(escort) }, [
    ['drive', drive],
    ['meet', Math.max(0, start + flight - pickUp.seconds - drive)],
  ]);
}

function named(escort: number | undefined): { escort?: number } {
  return escort === undefined ? {} : { escort };
}
