import { clocksOfCase, clocksOfPatient } from '#shared/coverage/cases/case-clocks.ts';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { DossierCase } from '#shared/protocol/dossier.ts';
import type { CaseTimes } from '#shared/schema/medical/casevac.ts';
import { caseTimeNames } from '#shared/schema/medical/casevac-terms.ts';
import { canSee, redact } from '../../access/viewer.ts';
import type { DossierScope } from './dossier-scope.ts';

/** Cases that name one of these incidents, or whose injury or first call lies near the place and not long after. */
export function findCases(scope: DossierScope, incidentIds: ReadonlySet<string>): DossierCase<number>[] {
  const found: DossierCase<number>[] = [];
  for (const stored of scope.live.picture.records.values()) {
    if (stored.kind !== 'casevac' || !canSee(scope.viewer, stored)) continue;
    const record = redact(scope.viewer, stored);
    const { incidentId, position } = record.body;
    const isNamed = incidentId !== undefined && incidentIds.has(incidentId);
    const centre = scope.incident.body.position;
    const distance = position && centre ? distanceMetres(centre, position) : undefined;
    const isNear = distance !== undefined && distance <= scope.metres && isSoonAfter(scope, beginOf(record));
    if (isNamed || isNear) found.push(describeCase(record, { isNamed, distance, now: scope.now }));
  }
  return found.sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || (a.key < b.key ? -1 : 1));
}

function isSoonAfter({ at, spanMs }: DossierScope, time: number): boolean {
  return time >= at && time <= at + spanMs;
}

/** The injury, else the first that is known of the case. */
function beginOf({ body, observedAt }: PictureRecord<'casevac'>): number {
  const { injuryAt } = body.times;
  if (typeof injuryAt === 'number') return injuryAt;
  const times = caseTimeNames.flatMap((name) => {
    const time = body.times[name];
    return typeof time === 'number' ? [time] : [];
  });
  // Who may not see the reports of a case is not told of their times either.
  const reports = [...(body.entries ?? []), ...body.tasks, ...body.clearances].map(({ at }) => at);
  return Math.min(observedAt, ...times, ...reports);
}

function describeCase(
  { key, body: redacted }: PictureRecord<'casevac'>,
  { isNamed, distance, now }: { isNamed: boolean; distance: number | undefined; now: number },
): DossierCase<number> {
  const body = { ...redacted, patients: redacted.patients ?? [] };
  const { status, callSign, place, casualties } = body;
  return {
    ...{ key, status, isNamed, times: onlyTimes(body.times), clocks: clocksOfCase(body, now) },
    ...(callSign === undefined ? {} : { callSign }),
    ...(place === undefined ? {} : { place }),
    ...(casualties === undefined ? {} : { casualties }),
    ...(distance === undefined ? {} : { distanceMetres: distance }),
    patients: body.patients.map((patient) => ({
      ...{ patientId: patient.patientId, clocks: clocksOfPatient(body, patient, now) },
    })),
  };
}

function onlyTimes({ injuryToleranceMinutes: _, ...times }: CaseTimes): DossierCase<number>['times'] {
  return times;
}
