import type { Grading } from '#shared/schema/vocabulary.ts';
import { dayMs } from '../durations.ts';
import { type DatedReport, isWithin, makeFact, messageIdOf, type Span } from '../exercise-report.ts';
import type { World } from '../world.ts';
import { type Casualty, type Incident, incidentsOf, longestStoryMs } from './incident-timetable.ts';

/**
 * Incident reports that become known in the span: first accounts, corrections and retractions. An amendment comes
 * right behind the report it amends, which the server answers as a duplicate where it has it already.
 */
export function* incidentFacts(world: World, span: Span): Generator<DatedReport> {
  const last = Math.floor(span.to / dayMs);
  for (let day = Math.floor((span.from - longestStoryMs) / dayMs); day <= last; day++) {
    for (const incident of incidentsOf(world, day)) {
      const first = makeFirstReport(world, incident);
      if (isWithin(span, first.knownAt)) yield first;
      if (!incident.later || !isWithin(span, incident.later.knownAt)) continue;
      if (!isWithin(span, first.knownAt)) yield { ...first, knownAt: incident.later.knownAt };
      yield makeAmendment(world, incident, incident.later);
    }
  }
}

function makeFirstReport(world: World, incident: Incident): DatedReport {
  return makeIncidentFact(world, incident, { part: 0, knownAt: incident.knownAt, casualties: incident.casualties });
}

function makeAmendment(world: World, incident: Incident, later: NonNullable<Incident['later']>): DatedReport {
  const fact = makeIncidentFact(world, incident, { part: 1, knownAt: later.knownAt, casualties: later.casualties });
  const messageId = messageIdOf('incident', incident.incidentId, 0);
  const amends = { messageId, source: 'exercise-desk', as: later.as, reason: later.reason };
  return { ...fact, report: { ...fact.report, amends } };
}

function makeIncidentFact(
  world: World,
  incident: Incident,
  { part, knownAt, casualties }: { part: number; knownAt: number; casualties: readonly Casualty[] },
): DatedReport {
  const { incidentId, type, position, precision, place, timePrecision, title, grading } = incident;
  const isViolent = type.startsWith('ATK.') || type.startsWith('CRM.');
  return makeFact(world, {
    kind: 'incident',
    source: 'exercise-desk',
    entity: incidentId,
    part,
    observedAt: incident.occurredAt,
    knownAt,
    body: {
      incidentId,
      type,
      ...(position ? { position } : {}),
      precision,
      place,
      occurredAt: world.stamp(incident.occurredAt),
      timePrecision,
      title,
      narrative: `${title}. ${describeCasualties(casualties)} ${incident.detail}`,
      casualties,
      actors: isViolent ? ['Unidentified armed persons'] : type.startsWith('UNR.') ? ['Residents'] : [],
      grading,
      verification: verificationOf(grading),
      ...(incident.isConfidential
        ? { marking: { classification: 'confidential', releasableTo: ['jmac'], originator: 'mission' } }
        : {}),
    },
  });
}

const groupNames: Record<Casualty['group'], [one: string, many: string]> = {
  peacekeeper: ['peacekeeper', 'peacekeepers'],
  'un-civilian': ['civilian staff member', 'civilian staff members'],
  civilian: ['civilian', 'civilians'],
  armed: ['armed person', 'armed persons'],
  unknown: ['person', 'persons'],
};

function describeCasualties(casualties: readonly Casualty[]): string {
  if (casualties.length === 0) return 'No casualties reported.';
  const parts = casualties.map(
    ({ count, group, outcome }) => `${count} ${groupNames[group][count === 1 ? 0 : 1]} ${outcome}`,
  );
  return `${parts.join(', ')}.`;
}

function verificationOf({ reliability, credibility }: Grading): 'unverified' | 'partly' | 'verified' | 'disputed' {
  if (credibility === '1') return 'verified';
  if (credibility === '2' && (reliability === 'A' || reliability === 'B')) return 'partly';
  return credibility === '5' ? 'disputed' : 'unverified';
}
