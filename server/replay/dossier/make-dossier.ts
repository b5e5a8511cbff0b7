import type { PictureRecord } from '#shared/picture/record.ts';
import type { DossierAnswer, DossierAround, DossierIncident } from '#shared/protocol/dossier.ts';
import { placePrecisionMetres } from '#shared/schema/vocabulary.ts';
import { canSee, redact, type Viewer } from '../../access/viewer.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import type { MomentPictures } from '../moment-pictures.ts';
import { findConflicts } from './conflicts.ts';
import { findCases } from './dossier-cases.ts';
import type { DossierScope } from './dossier-scope.ts';
import { type FoundFamily, readFamily } from './family.ts';
import { tellKnowledge } from './knowledge.ts';
import { findNearIncidents } from './near-incidents.ts';
import { findNearRecords } from './near-records.ts';
import { findNearTracks } from './near-tracks.ts';
import { type PastRasters, readPlaceCover } from './place-cover.ts';
import { sourceNamesOf } from './read-accounts.ts';

export type DossierSources = {
  log: Pick<EventLog, 'descriptors' | 'read' | 'settledAt'>;
  live: LivePicture;
  moments: MomentPictures;
  coverage: PastRasters;
};

/** How far and how long around the incident. */
export type DossierReach = { km: number; minutes: number };

/**
 * In: the id of an incident, and who asks. Out: everything on record around it as far as that viewer may see it, in one
 * answer; undefined when there is no such incident for them. `signal` ends the reading when nobody waits for it any more.
 */
export async function makeDossier(
  { log, live, moments, coverage }: DossierSources,
  viewer: Viewer,
  incidentId: string,
  { km, minutes, now, signal }: DossierReach & { now: number; signal: AbortSignal },
): Promise<DossierAnswer<number> | undefined> {
  const stored = live.picture.records.get(`incident/${incidentId}`) as PictureRecord<'incident'> | undefined;
  if (!stored || !canSee(viewer, stored)) return undefined;
  const incident = redact(viewer, stored);
  const at = incident.body.occurredAt;
  const scope: DossierScope = {
    ...{ log, live, viewer, incident, at, now, signal },
    ...{ spanMs: minutes * 60_000, metres: km * 1000 },
  };
  const position = incident.body.position;
  const [around, family, cover] = await Promise.all([
    lookAround(scope, moments),
    readFamily(scope),
    position
      ? readPlaceCover(coverage, viewer, { position, at })
      : { problem: { name: 'no-cover', detail: 'no place is known' } as const },
  ]);
  const sourceNames = sourceNamesOf(live, viewer);
  const knowledge = family.told
    .filter(({ relation }) => relation === 'same' || relation === 'part')
    .flatMap(({ reports, relation, occurredAt }) =>
      tellKnowledge({ reports, isPart: relation === 'part', occurredAt, sourceNames }),
    )
    .sort((a, b) => a.knownAt - b.knownAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return {
    ...{ computedAt: now, km, minutes, incident: describe(scope, family), around, knowledge },
    conflicts: findConflicts(family.told, sourceNames),
    cases: findCases(scope, new Set([incidentId, ...family.parts.map(({ id }) => id)])),
    cover,
  };
}

async function lookAround(scope: DossierScope, moments: MomentPictures): Promise<DossierAround<number>> {
  const centre = scope.incident.body.position;
  if (!centre) return { reason: 'no-position' };
  const placed = { ...scope, centre };
  const tracks = await findNearTracks(placed);
  const { at, log, signal } = scope;
  signal.throwIfAborted();
  const records = await moments.read({ truth: 'happened', at, by: log.settledAt }, (past) =>
    findNearRecords(placed, past, tracks.things),
  );
  return { tracks, ...records, incidents: findNearIncidents(placed) };
}

function describe({ live, viewer, incident }: DossierScope, { whole, parts }: FoundFamily): DossierIncident<number> {
  const { key, id, source, knownAt, version, marking, body, retracted } = incident;
  const { incidentId: _incidentId, partOf, ...said } = body;
  const titled = ({ key, body: { title } }: PictureRecord<'incident'>) => ({ key, title });
  return {
    ...said,
    ...{ key, id, source, sourceName: sourceNamesOf(live, viewer)(source), knownAt, version, marking },
    ...{ isRetracted: retracted === true, haloMetres: placePrecisionMetres[body.precision] },
    ...(partOf === undefined ? {} : { partOf: whole ? titled(whole) : { key: `incident/${partOf}` } }),
    parts: parts.map(titled),
  };
}
