import type { Grading, PlacePrecision, TimePrecision } from '#shared/schema/vocabulary.ts';
import type { IncidentType } from '#shared/schema/watch/incident.ts';
import { dayMs, hourMs, minuteMs } from '../durations.ts';
import {
  between,
  gaussian,
  makeRandom,
  pick,
  pickWeighted,
  poisson,
  type Random,
  wholeBetween,
} from '../seeded-random.ts';
import type { World } from '../world.ts';
import { drawPlace, statePlace } from './incident-places.ts';
import { type CasualtyGroup, type IncidentProfile, incidentProfiles, type Subject } from './incident-profiles.ts';

export type Casualty = { outcome: 'killed' | 'injured' | 'missing'; group: CasualtyGroup; count: number };

/** An incident as first told, and what was said about it later. */
export type Incident = {
  incidentId: string;
  type: IncidentType;
  subject: Subject;
  title: string;
  detail: string;
  position?: [number, number];
  precision: PlacePrecision;
  place: string;
  /** As stated, to the precision stated. */
  occurredAt: number;
  timePrecision: TimePrecision;
  casualties: readonly Casualty[];
  grading: Grading;
  knownAt: number;
  isConfidential: boolean;
  later?: { as: 'correction' | 'retraction'; knownAt: number; reason: string; casualties: readonly Casualty[] };
};

/** The longest that an amendment comes after the day of the incident. */
export const longestStoryMs = 32 * dayMs;
/** Expected incidents a day, before season and weekday; about three thousand in three years. */
const meanPerDay = 2.75;

/** The incidents that happen on one UTC day (days since the epoch), in no particular order. */
export function incidentsOf(world: World, day: number): readonly Incident[] {
  return world.remember(`incidents:${day}`, () => {
    const season = 1 + 0.3 * Math.sin((2 * Math.PI * day) / 190 + world.seed) - 0.2 * rainyShare(day);
    // Convoys leave on Mondays and Thursdays; the epoch began on a Thursday.
    const weekday = [1.25, 1, 0.85, 0.9, 1.2, 1, 0.95][((day % 7) + 7) % 7]!;
    const count = poisson(makeRandom(world.seed, 'incidents', day), meanPerDay * season * weekday);
    return Array.from({ length: count }, (_, index) => makeIncident(world, day, index));
  });
}

/** 0 in the dry months to 1 in August: rain keeps everybody at home. */
function rainyShare(day: number): number {
  const month = new Date(day * dayMs).getUTCMonth();
  return [0, 0, 0, 0, 0, 0.4, 0.8, 1, 0.7, 0.2, 0, 0][month]!;
}

function makeIncident(world: World, day: number, index: number): Incident {
  const random = makeRandom(world.seed, 'incident', day, index);
  const { position, setting } = drawPlace(world, random, day * dayMs);
  const profile = pickWeighted(random, incidentProfiles, (each) => each.weight[setting] ?? 0);
  const happenedAt = day * dayMs + Math.floor(drawMinute(random, profile.hours)) * minuteMs;
  const precision = pickWeighted(random, placeMix, ([, weight]) => weight)[0];
  const timePrecision = pickWeighted(random, timeMix, ([, weight]) => weight)[0];
  const stated = statePlace(world, position, precision);
  const subject = pick(random, profile.subjects);
  const casualties = drawCasualties(random, profile, subject);
  const knownAt = happenedAt + Math.round(drawDelay(random, timePrecision));
  const title = pick(random, profile.titles).replace('{subject}', subject.name).replace('{place}', stated.phrase);
  const date = new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
  const later = drawLater(random, knownAt, casualties, subject);
  return {
    incidentId: `INC-${date}-${String(index + 1).padStart(2, '0')}`,
    type: profile.type,
    subject,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    detail: pick(random, profile.details),
    ...(stated.position ? { position: stated.position } : {}),
    precision,
    place: stated.place,
    occurredAt: toPrecision(happenedAt, timePrecision),
    timePrecision,
    casualties,
    grading: {
      reliability: pickWeighted(random, reliabilityMix, ([, weight]) => weight)[0],
      credibility: pickWeighted(random, credibilityMix, ([, weight]) => weight)[0],
    },
    knownAt,
    isConfidential: random() < 0.03,
    ...(later ? { later } : {}),
  };
}

const placeMix: readonly [PlacePrecision, number][] = [
  ['exact', 48],
  ['locality', 32],
  ['district', 13],
  ['region', 6],
  ['country', 1],
];
const timeMix: readonly [TimePrecision, number][] = [
  ['minute', 48],
  ['hour', 30],
  ['day', 18],
  ['week', 4],
];
const reliabilityMix: readonly [Grading['reliability'], number][] = [
  ['A', 10],
  ['B', 36],
  ['C', 28],
  ['D', 9],
  ['E', 2],
  ['F', 15],
];
const credibilityMix: readonly [Grading['credibility'], number][] = [
  ['1', 12],
  ['2', 38],
  ['3', 24],
  ['4', 7],
  ['5', 3],
  ['6', 16],
];

/** Minute of the day: around one of the usual hours, or any. */
function drawMinute(random: Random, hours: readonly number[]): number {
  if (hours.length === 0 || random() < 0.15) return random() * 1_440;
  const minute = pick(random, hours) * 60 + 30 + gaussian(random) * 50;
  return ((minute % 1_440) + 1_440) % 1_440;
}

/** From the event to the desk: minutes where the minute is known, days where only the week is; one in twelve late. */
function drawDelay(random: Random, precision: TimePrecision): number {
  if (random() < 0.08) return between(random, 1, 6) * dayMs + 7 * dayMs * Number(precision === 'week');
  if (precision === 'minute') return between(random, 4, 75) * minuteMs;
  if (precision === 'hour') return between(random, 1, 11) * hourMs;
  if (precision === 'day') return between(random, 6, 60) * hourMs;
  return between(random, 3, 9) * dayMs;
}

function toPrecision(at: number, precision: TimePrecision): number {
  const step = precision === 'minute' ? minuteMs : precision === 'hour' ? hourMs : dayMs;
  return Math.floor(at / step) * step;
}

function drawCasualties(random: Random, profile: IncidentProfile, subject: Subject): Casualty[] {
  const { chance, killed, injured } = profile.harm;
  const casualties: Casualty[] = [];
  if (profile.type === 'CRM.ABD')
    casualties.push({ outcome: 'missing', group: 'civilian', count: wholeBetween(random, 1, 3) });
  if (random() >= chance) return casualties;
  // Most counts are small; squaring keeps the largest rare.
  const dead = Math.floor(random() ** 2 * (killed + 1));
  const hurt = Math.max(dead === 0 ? 1 : 0, Math.floor(random() ** 2 * (injured + 1)));
  if (dead > 0) casualties.push({ outcome: 'killed', group: subject.group, count: dead });
  if (hurt > 0) casualties.push({ outcome: 'injured', group: subject.group, count: hurt });
  return casualties;
}

/** Three in a hundred are corrected and one is retracted. */
function drawLater(
  random: Random,
  knownAt: number,
  casualties: readonly Casualty[],
  subject: Subject,
): Incident['later'] | undefined {
  const draw = random();
  const after = knownAt + Math.round(between(random, 5 * hourMs, 12 * dayMs));
  if (draw < 0.01)
    return { as: 'retraction', knownAt: after, reason: 'Reported twice; see the other report.', casualties };
  if (draw >= 0.04) return undefined;
  const changed =
    casualties.length > 0
      ? casualties.map((each, index) =>
          index === 0 ? { ...each, count: each.count + wholeBetween(random, 1, 2) } : each,
        )
      : [{ outcome: 'injured' as const, group: subject.group, count: 1 }];
  return {
    as: 'correction',
    knownAt: after,
    reason: 'Casualty figures after the medical report.',
    casualties: changed,
  };
}
