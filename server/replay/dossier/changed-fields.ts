import { distanceMetres } from '#shared/geo/great-circle.ts';
import { type ChangedField, casualtyOutcomes } from '#shared/protocol/dossier.ts';
import type { IncidentReport } from '#shared/schema/watch/incident.ts';
import { countCasualties } from './read-accounts.ts';

const textFields = ['title', 'type', 'precision', 'verification'] as const;

/** What a report of an incident says otherwise than the one before it. */
export function findChanges(before: IncidentReport, after: IncidentReport): ChangedField<number>[] {
  const changes: ChangedField<number>[] = [];
  for (const field of textFields)
    if (before[field] !== after[field]) changes.push({ field, before: before[field], after: after[field] });
  if (before.occurredAt !== after.occurredAt)
    changes.push({ field: 'occurredAt', beforeAt: before.occurredAt, afterAt: after.occurredAt });
  const [from, to] = [before.position, after.position];
  if (from?.[0] !== to?.[0] || from?.[1] !== to?.[1])
    changes.push({
      field: 'position',
      ...(from ? { before: from } : {}),
      ...(to ? { after: to } : {}),
      ...(from && to ? { movedMetres: distanceMetres(from, to) } : {}),
    });
  const [counted, recounted] = [countCasualties(before.casualties), countCasualties(after.casualties)];
  for (const field of casualtyOutcomes) {
    const [one = 0, other = 0] = [counted[field], recounted[field]];
    if (one !== other) changes.push({ field, before: one, after: other });
  }
  return changes;
}
