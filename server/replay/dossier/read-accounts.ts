import type { PictureRecord } from '#shared/picture/record.ts';
import { messageKey } from '#shared/picture/record.ts';
import type { Account, CasualtyCounts } from '#shared/protocol/dossier.ts';
import { knownTime } from '#shared/replay/moment.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import type { IncidentReport } from '#shared/schema/watch/incident.ts';
import { canSee, redact, type Viewer } from '../../access/viewer.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { LivePicture } from '../../picture/live-picture.ts';

export type IncidentEvent = FactEvent<'incident'>;

/** Reports of one incident that this viewer may see, in the order in which they became known. */
export async function readReports(
  { read }: Pick<EventLog, 'read'>,
  viewer: Viewer,
  incidentId: string,
): Promise<IncidentEvent[]> {
  const history = (await read.history('incident', incidentId)) as IncidentEvent[];
  return history
    .filter((event) => canSee(viewer, event))
    .map((event) => redact(viewer, event))
    .sort((a, b) => knownTime(a) - knownTime(b) || a.sequence - b.sequence);
}

/** The name of the message that a report corrects or takes back. */
export function amendedBy({ amends, source }: IncidentEvent): string | undefined {
  return amends && messageKey(amends.source ?? source, amends.messageId);
}

export function nameOfMessage({ source, messageId }: IncidentEvent): string {
  return messageKey(source, messageId);
}

/** People by what became of them, over all groups. */
export function countCasualties(casualties: IncidentReport['casualties']): CasualtyCounts {
  const counts: CasualtyCounts = {};
  for (const { outcome, count } of casualties) counts[outcome] = (counts[outcome] ?? 0) + count;
  return counts;
}

export function makeAccount(event: IncidentEvent, sourceNames: (source: string) => string): Account<number> {
  const { title, type, casualties, position, precision, grading, verification } = event.body;
  return {
    ...{ key: `incident/${event.entity}`, messageId: event.messageId, source: event.source },
    ...{ sourceName: sourceNames(event.source), knownAt: knownTime(event) },
    ...{ title, type, casualties: countCasualties(casualties), precision, verification },
    ...(position ? { position } : {}),
    ...(grading ? { grading } : {}),
  };
}

/** What a source is called, where the viewer may see that it is one. */
export function sourceNamesOf({ picture }: LivePicture, viewer: Viewer): (source: string) => string {
  return (source) => {
    const record = picture.records.get(`source/${source}`) as PictureRecord<'source'> | undefined;
    return record && canSee(viewer, record) ? record.body.name : source;
  };
}
