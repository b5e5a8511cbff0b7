import type { PictureRecord } from '#shared/picture/record.ts';
import { type IncidentType, incidentTypes } from '#shared/schema/watch/incident.ts';

/** What counts for the order: history says little about what the watch will hear tonight. */
const countedMs = 365 * 86_400_000;

/** All types of incident, the most frequent of the last year first. */
export function orderTypes(incidents: readonly PictureRecord<'incident'>[], now: number): IncidentType[] {
  const counts = new Map<IncidentType, number>();
  for (const { body } of incidents)
    if (now - body.occurredAt < countedMs) counts.set(body.type, (counts.get(body.type) ?? 0) + 1);
  return [...incidentTypes].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
}
