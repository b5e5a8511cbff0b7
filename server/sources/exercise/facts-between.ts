import { attackFacts } from './attack/attack-facts.ts';
import { accidentFacts } from './casevac/accident-facts.ts';
import { caseFacts } from './casevac/case-facts.ts';
import { dayMs, hourMs } from './durations.ts';
import { type DatedReport, isWithin, type Span } from './exercise-report.ts';
import { incidentFacts } from './incidents/incident-facts.ts';
import { assetFacts } from './medical/asset-facts.ts';
import { facilityFacts } from './medical/facility-facts.ts';
import { missedPatrolFacts, patrolFacts, standingPatrolFacts } from './patrols/patrol-facts.ts';
import { sensorFacts } from './sensing/sensor-facts.ts';
import type { World } from './world.ts';
import { zoneFacts } from './zone-facts.ts';

type MakeFacts = (world: World, span: Span) => Iterable<DatedReport>;

/**
 * States: their latest report is what holds. `horizonMs` is longer than the time between two reports; `pastMs` is how
 * far back a generated past reaches.
 */
export const stateFacts: readonly { make: MakeFacts; horizonMs: number; pastMs: number }[] = [
  { make: zoneFacts, horizonMs: 15 * dayMs, pastMs: 180 * dayMs },
  { make: sensorFacts, horizonMs: 25 * hourMs, pastMs: 14 * dayMs },
  { make: facilityFacts, horizonMs: 50 * hourMs, pastMs: 7 * dayMs },
  { make: assetFacts, horizonMs: 9 * hourMs, pastMs: 7 * dayMs },
];

/** The registry of what the exercise reports besides positions. */
const makers: readonly MakeFacts[] = [
  ...stateFacts.map((state) => state.make),
  patrolFacts,
  accidentFacts,
  caseFacts,
  attackFacts,
  incidentFacts,
];

/** Facts that become known in the span, in that order. Derived an hour at a time, because a live span is short. */
export function factsBetween(world: World, span: Span): DatedReport[] {
  const found: DatedReport[] = [];
  for (let hour = Math.floor(span.from / hourMs); hour <= Math.floor(span.to / hourMs); hour++) {
    for (const fact of factsOfHour(world, hour)) if (isWithin(span, fact.knownAt)) found.push(fact);
  }
  return found;
}

function factsOfHour(world: World, hour: number): readonly DatedReport[] {
  return world.remember(`facts:${hour}`, () => {
    const span = { from: hour * hourMs - 1, to: (hour + 1) * hourMs - 1 };
    return makers.flatMap((make) => [...make(world, span)]).sort(byKnownAt);
  });
}

/** What holds at a time: the latest state of each zone, sensor, facility and asset, and the patrols under way. */
export function standingFacts(world: World, at: number): DatedReport[] {
  const states = stateFacts.flatMap(({ make, horizonMs }) =>
    latestOfEach([...make(world, { from: at - horizonMs, to: at })]),
  );
  return [...states, ...standingPatrolFacts(world, at)].sort(byKnownAt);
}

/**
 * What to hand in when the exercise comes (back) to life: what holds now, the ends of patrols that were known when
 * it fell silent, and how the scripted attack and the cases of casualties went on. Positions and incidents of the silence are not among it: the gap is real. Repeats are harmless.
 */
export function resumingFacts(world: World, at: number, silentSince: number | undefined): DatedReport[] {
  const missed = silentSince === undefined ? [] : [...missedPatrolFacts(world, { from: silentSince, to: at })];
  const silence = { from: silentSince ?? at, to: at };
  const script = [...attackFacts(world, silence), ...caseFacts(world, silence)];
  return [...standingFacts(world, at), ...missed, ...script].sort(byKnownAt);
}

function latestOfEach(facts: readonly DatedReport[]): DatedReport[] {
  const latest = new Map<string, DatedReport>();
  for (const fact of facts) {
    const messageId = fact.report['messageId'] as string;
    const entity = messageId.slice(0, messageId.lastIndexOf(':'));
    const previous = latest.get(entity);
    if (!previous || fact.knownAt >= previous.knownAt) latest.set(entity, fact);
  }
  return [...latest.values()];
}

/** Equal times fall back on the message id, so that an amendment follows what it amends on every run. */
export function byKnownAt(a: DatedReport, b: DatedReport): number {
  return a.knownAt - b.knownAt || compareText(String(a.report['messageId']), String(b.report['messageId']));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Keeps the first of the reports with the same message id; positions have none and all stay. */
export function withoutRepeats(reports: readonly DatedReport[]): DatedReport[] {
  const seen = new Set<unknown>();
  return reports.filter(({ report }) => {
    const messageId = report['messageId'];
    if (messageId === undefined) return true;
    return !seen.has(messageId) && seen.add(messageId);
  });
}
