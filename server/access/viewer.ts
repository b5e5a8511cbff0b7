import type { PictureRecord } from '#shared/picture/record.ts';
import { type Classification, classifications, type Marking } from '#shared/schema/marking.ts';

/** Someone who looks: the rights that decide what leaves the server. Equal rights make one audience. */
export type Viewer = { actor: string; clearance: Classification; groups: readonly string[] };

/** Until identity exists there is one local actor, and the server listens on loopback only. */
export const localViewer: Viewer = { actor: 'local', clearance: 'strictly-confidential', groups: ['*'] };

/** The rights that need no sign-in. */
export const anyone: Viewer = { actor: 'anyone', clearance: 'unclassified', groups: [] };

/** The one rule of visibility: classification × releasability × originator. Guards every exit. */
export function canSee(viewer: Viewer, record: { marking: Marking }): boolean {
  const { classification, releasableTo, originator } = record.marking;
  if (classifications.indexOf(classification) > classifications.indexOf(viewer.clearance)) return false;
  if (releasableTo.length === 0 || viewer.groups.includes('*')) return true;
  return viewer.groups.includes(originator) || releasableTo.some((group) => viewer.groups.includes(group));
}

/** Fields that need at least this clearance, by kind; a viewer below receives the record without them. */
export const guardedFields: Partial<
  Record<PictureRecord['kind'], { clearance: Classification; fields: readonly string[] }>
> = {
  incident: { clearance: 'confidential', fields: ['narrative', 'actors', 'extra'] },
  facility: { clearance: 'confidential', fields: ['bloodUnits', 'extra'] },
  site: { clearance: 'confidential', fields: ['extra'] },
  // A count of one: figures by gender are given only where nobody can be told apart.
  casualty: { clearance: 'confidential', fields: ['gender'] },
  // What a medic says of one person, in a report and in the record that holds them all.
  casevac: {
    clearance: 'confidential',
    fields: ['age', 'mechanism', 'injuries', 'signs', 'treatment', 'patients', 'entries'],
  },
};

/**
 * The record as this viewer may see it; the same object when nothing is withheld. Of overtaken messages only the number
 * remains, because some of them may have been for others.
 */
export function redact<T extends { kind: string; actor: string; body: object; superseded?: string[] }>(
  viewer: Viewer,
  record: T,
): T {
  const guard = guardedFields[record.kind as PictureRecord['kind']];
  const rank = classifications.indexOf(viewer.clearance);
  const hidesReporter = rank < classifications.indexOf('confidential');
  const hidesFields =
    guard !== undefined &&
    rank < classifications.indexOf(guard.clearance) &&
    guard.fields.some((field) => field in record.body);
  const hidesMessages = record.superseded !== undefined && !seesEverything(viewer);
  if (!hidesReporter && !hidesFields && !hidesMessages) return record;
  const body = hidesFields
    ? Object.fromEntries(Object.entries(record.body).filter(([field]) => !guard.fields.includes(field)))
    : record.body;
  return {
    ...record,
    actor: hidesReporter ? '' : record.actor,
    ...(hidesMessages ? { superseded: record.superseded!.map(() => '') } : {}),
    body,
  };
}

function seesEverything({ clearance, groups }: Viewer): boolean {
  return clearance === classifications.at(-1) && groups.includes('*');
}

/** Viewers with the same key share frames and facts. */
export function rightsKey({ clearance, groups }: Viewer): string {
  return `${clearance}:${JSON.stringify([...groups].sort())}`;
}
