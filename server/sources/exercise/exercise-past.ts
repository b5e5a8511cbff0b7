import { maxReportsPerPost } from '#shared/protocol/http.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { fleetFixes } from './air/fleet-fixes.ts';
import { attackFacts } from './attack/attack-facts.ts';
import { accidentFacts } from './casevac/accident-facts.ts';
import { caseFacts } from './casevac/case-facts.ts';
import { dayMs, minuteMs, secondMs } from './durations.ts';
import { asPast, type DatedReport, makeFact } from './exercise-report.ts';
import { byKnownAt, standingFacts, stateFacts, withoutRepeats } from './facts-between.ts';
import { fixesBetween } from './fixes-between.ts';
import { incidentFacts } from './incidents/incident-facts.ts';
import { heard } from './outages.ts';
import { patrolFacts } from './patrols/patrol-facts.ts';
import { vehicleFixes } from './patrols/vehicle-fixes.ts';
import { makeWorld, type World } from './world.ts';

/** Batches of at most 1,000 reports, in the order in which they became known. `size` counts the reports of all. */
export type ExercisePast = Iterable<unknown[]> & { size: number };

const incidentsMs = 3 * 365 * dayMs;
const movementMs = dayMs;
/** Past positions are thinner than life: as thin as a tracker may be that still counts as live, small enough for the first start. */
const pastFixIntervalMs = 2 * minuteMs;
const pastFlightIntervalMs = 20 * secondMs;
/** The last minutes are as dense as life, so that the first picture is not one of silent trackers. */
const liveLeadMs = 10 * minuteMs;

/**
 * What the mission knew before the exercise goes live at `until` (epoch milliseconds): three years of incidents, the
 * latest weeks of zones and states, a day of patrols and their positions. The live exercise continues it with the same seed.
 * Every report says when it was known, and nothing in it was known after `until`.
 */
export function exercisePast({
  seed,
  mission,
  until,
}: {
  seed: number;
  mission: Mission;
  until: number;
}): ExercisePast {
  const world = makeWorld({ seed, mission, startAt: until });
  const since = (lengthMs: number) => ({ from: until - lengthMs, to: until });
  const thin = { from: until - movementMs, to: until - liveLeadMs };
  const reports: DatedReport[] = [
    ...incidentFacts(world, since(incidentsMs)),
    ...stateFacts.flatMap(({ make, pastMs }) => [...make(world, since(pastMs))]),
    ...standingFacts(world, until - movementMs),
    ...sourceFacts(world, mission, until - movementMs),
    ...patrolFacts(world, since(movementMs)),
    ...accidentFacts(world, since(movementMs)),
    ...caseFacts(world, since(movementMs)),
    ...attackFacts(world, since(movementMs)),
    ...heard(world, vehicleFixes(world, thin, pastFixIntervalMs)),
    ...heard(world, fleetFixes(world, thin, pastFlightIntervalMs)),
    ...fixesBetween(world, { from: thin.to, to: until }),
  ].filter((report) => report.knownAt <= until);
  const ordered = withoutRepeats(reports).sort(byKnownAt);
  return {
    size: ordered.length,
    *[Symbol.iterator]() {
      for (let start = 0; start < ordered.length; start += maxReportsPerPost)
        yield ordered.slice(start, start + maxReportsPerPost).map((report) => asPast(world, report));
    },
  };
}

/** The sources that the mission expects were there on the day that the past tells of. */
function sourceFacts(world: World, { sources }: Mission, at: number): DatedReport[] {
  return sources.map((source) =>
    makeFact(world, {
      ...{
        kind: 'source',
        source: 'mission-pack',
        entity: source.sourceId,
        part: 0,
        observedAt: at,
        knownAt: at + secondMs,
      },
      body: { ...source, status: 'connected' },
    }),
  );
}
