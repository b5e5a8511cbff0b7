import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Relation } from './conflicts.ts';
import type { DossierScope } from './dossier-scope.ts';
import { seenIncidents } from './near-incidents.ts';
import { type IncidentEvent, readReports } from './read-accounts.ts';

/** Another incident so near in place and time may be the same one as another source saw it. */
const sameEventMetres = 2_000;
const sameEventMs = 60 * 60_000;
/** Histories that are read for one dossier: a place where more happens within the hour is a battle. */
const mostHistories = 200;

type ToldIncident = { relation: Relation; occurredAt: number; reports: IncidentEvent[] };
export type FoundFamily = {
  whole: PictureRecord<'incident'> | undefined;
  parts: PictureRecord<'incident'>[];
  told: ToldIncident[];
};

/** The incident, its whole and its parts, and others that may be the same event, with what was reported of each. */
export async function readFamily(scope: DossierScope): Promise<FoundFamily> {
  const { live, viewer, incident, log, signal } = scope;
  const related: { relation: Relation; record: PictureRecord<'incident'> }[] = [];
  for (const record of seenIncidents(live, viewer)) {
    const relation = relationOf(incident, record);
    if (relation) related.push({ relation, record });
  }
  const order: Relation[] = ['same', 'whole', 'part', 'other'];
  related.sort((a, b) => order.indexOf(a.relation) - order.indexOf(b.relation));
  const told: ToldIncident[] = [];
  for (const { relation, record } of related.slice(0, mostHistories)) {
    signal.throwIfAborted();
    const reports = await readReports(log, viewer, record.id);
    told.push({ relation, occurredAt: record.body.occurredAt, reports });
  }
  const of = (wanted: Relation) => related.flatMap(({ relation, record }) => (relation === wanted ? [record] : []));
  return { whole: of('whole')[0], parts: of('part'), told };
}

/** Parts of one whole are different things that happened, and do not contradict each other. */
function relationOf(one: PictureRecord<'incident'>, other: PictureRecord<'incident'>): Relation | undefined {
  if (one.id === other.id) return 'same';
  if (one.body.partOf === other.id) return 'whole';
  if (other.body.partOf === one.id) return 'part';
  const [from, to] = [one.body, other.body];
  if (from.partOf !== undefined && from.partOf === to.partOf) return undefined;
  if (!from.position || !to.position || Math.abs(from.occurredAt - to.occurredAt) > sameEventMs) return undefined;
  return distanceMetres(from.position, to.position) <= sameEventMetres ? 'other' : undefined;
}
