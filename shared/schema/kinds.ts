import type { z } from 'zod';
import type { Position } from '../geo/position.ts';
import { importReportSchema } from './imports/import.ts';
import { assetReportSchema } from './medical/asset.ts';
import { casevacReportSchema, findCasevacFault } from './medical/casevac.ts';
import { conditionsReportSchema } from './medical/conditions.ts';
import { coverReportSchema } from './medical/cover.ts';
import { facilityReportSchema } from './medical/facility.ts';
import { findParameterFault, parameterChangeReportSchema } from './medical/parameter-change.ts';
import { roadStateReportSchema } from './medical/road-state.ts';
import { scenarioReportSchema } from './medical/scenario.ts';
import { freshnessReportSchema, recordingReportSchema, retireReportSchema } from './server-facts.ts';
import { earliestInstant, findPolygonFault } from './vocabulary.ts';
import { briefingReportSchema, findBriefingFault } from './watch/briefing.ts';
import { casualtyReportSchema } from './watch/casualty.ts';
import { contributionReportSchema } from './watch/contribution.ts';
import { incidentReportSchema } from './watch/incident.ts';
import { patrolReportSchema } from './watch/patrol.ts';
import { sensorReportSchema } from './watch/sensor.ts';
import { siteReportSchema } from './watch/site.ts';
import { sourceReportSchema } from './watch/source.ts';
import { zoneReportSchema } from './watch/zone.ts';

/**
 * The registry of kinds of fact on the contract side: a new kind joins here with its schema, the entity it is about and
 * its name as a collection of the API. `fact-boxes.ts` says where it lies, `shared/picture/fold-registry.ts` how it folds.
 */
export type KindDefinition<Schema extends z.ZodType> = {
  schema: Schema;
  /** Id of the entity; undefined means that the message id serves. */
  entityOf: (body: z.output<Schema>) => string | undefined;
  /** Rules a JSON schema cannot say; returns the fault in words. */
  findFault?: (body: z.output<Schema>) => string | undefined;
  /** Path of the collection under /api/v1; absent for kinds that only the server writes. */
  collection?: string;
  /** True when only the server itself may report this kind. */
  isInternal?: boolean;
};

function define<Schema extends z.ZodType>(definition: KindDefinition<Schema>): KindDefinition<Schema> {
  return definition;
}

/** Plans for the injured are made to these places. */
const findNowhere = (position: Position | undefined): string | undefined =>
  position?.every((degrees) => degrees === 0)
    ? 'position: 0,0 is where missing coordinates end up; nobody is sent there'
    : undefined;

export const kinds = {
  patrol: define({
    schema: patrolReportSchema,
    entityOf: (body) => body.patrolId,
    collection: 'patrols',
  }),
  incident: define({
    schema: incidentReportSchema,
    entityOf: (body) => body.incidentId,
    collection: 'incidents',
  }),
  zone: define({
    schema: zoneReportSchema,
    entityOf: (body) => body.zoneId,
    findFault: (body) => findPolygonFault(body.area),
    collection: 'zones',
  }),
  site: define({
    schema: siteReportSchema,
    entityOf: (body) => body.siteId,
    collection: 'sites',
  }),
  facility: define({
    schema: facilityReportSchema,
    entityOf: (body) => body.facilityId,
    findFault: (body) => findNowhere(body.position),
    collection: 'facilities',
  }),
  asset: define({
    schema: assetReportSchema,
    entityOf: (body) => body.assetId,
    findFault: (body) => findNowhere(body.position),
    collection: 'assets',
  }),
  sensor: define({
    schema: sensorReportSchema,
    entityOf: (body) => body.sensorId,
    collection: 'sensors',
  }),
  contribution: define({
    schema: contributionReportSchema,
    entityOf: (body) => body.siteId,
    collection: 'contributions',
  }),
  casualty: define({
    schema: casualtyReportSchema,
    entityOf: (body) => body.casualtyId,
    findFault: ({ occurredAt }) => (occurredAt < earliestInstant ? 'occurredAt is before 24 October 1945' : undefined),
    collection: 'casualties',
  }),
  casevac: define({
    schema: casevacReportSchema,
    entityOf: (body) => body.caseId,
    findFault: (body) => findCasevacFault(body) ?? findNowhere('position' in body ? body.position : undefined),
    collection: 'casevacs',
  }),
  conditions: define({
    schema: conditionsReportSchema,
    entityOf: () => 'mission',
    collection: 'conditions',
  }),
  road: define({
    schema: roadStateReportSchema,
    entityOf: (body) => body.roadId,
    collection: 'roads',
  }),
  parameters: define({
    schema: parameterChangeReportSchema,
    entityOf: () => 'medical',
    findFault: (body) => findParameterFault(body.changed),
    collection: 'parameters',
  }),
  scenario: define({
    schema: scenarioReportSchema,
    entityOf: (body) => body.scenarioId,
    collection: 'scenarios',
  }),
  briefing: define({
    schema: briefingReportSchema,
    entityOf: (body) => body.briefingId,
    findFault: findBriefingFault,
    collection: 'briefings',
  }),
  source: define({
    schema: sourceReportSchema,
    entityOf: (body) => body.sourceId,
    findFault: ({ lastHeardAt }) =>
      lastHeardAt !== undefined && lastHeardAt < earliestInstant ? 'lastHeardAt is before 24 October 1945' : undefined,
    collection: 'sources',
  }),
  freshness: define({
    schema: freshnessReportSchema,
    entityOf: (body) => body.track,
    isInternal: true,
  }),
  retire: define({
    schema: retireReportSchema,
    entityOf: (body) => body.key,
    isInternal: true,
  }),
  cover: define({
    schema: coverReportSchema,
    entityOf: (body) => body.patrolId,
    collection: 'covers',
    isInternal: true,
  }),
  recording: define({
    schema: recordingReportSchema,
    entityOf: () => 'recorder',
    isInternal: true,
  }),
  import: define({
    schema: importReportSchema,
    entityOf: (body) => body.importId,
    isInternal: true,
  }),
};

export type FactKind = keyof typeof kinds;
export type KindBodies = { [Kind in FactKind]: z.output<(typeof kinds)[Kind]['schema']> };

export function isFactKind(kind: string): kind is FactKind {
  return Object.hasOwn(kinds, kind);
}
