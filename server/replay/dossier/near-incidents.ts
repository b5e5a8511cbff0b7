import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { DossierAround } from '#shared/protocol/dossier.ts';
import { canSee, redact, type Viewer } from '../../access/viewer.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import { makeGroup, type PlacedScope } from './dossier-scope.ts';

/** Incidents that this viewer may see, by everything known now. */
export function* seenIncidents({ picture }: LivePicture, viewer: Viewer): Generator<PictureRecord<'incident'>> {
  for (const record of picture.records.values())
    if (record.kind === 'incident' && canSee(viewer, record)) yield redact(viewer, record);
}

/** Other incidents near the place, at most so long before or after. */
export function findNearIncidents({
  live,
  viewer,
  incident,
  centre,
  metres,
  at,
  spanMs,
}: PlacedScope): Exclude<DossierAround<number>, { reason: string }>['incidents'] {
  const things = [];
  for (const { key, observedAt, retracted, body } of seenIncidents(live, viewer)) {
    if (key === incident.key || !body.position || Math.abs(body.occurredAt - at) > spanMs) continue;
    const distance = distanceMetres(centre, body.position);
    if (distance > metres) continue;
    const { title: name, type, verification: status, occurredAt } = body;
    const isRetracted = retracted === true;
    things.push({ key, name, type, status, distanceMetres: distance, observedAt, occurredAt, isRetracted });
  }
  return makeGroup(things);
}
