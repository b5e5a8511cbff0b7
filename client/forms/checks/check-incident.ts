import type { Position } from '#shared/geo/position.ts';
import { type PlacePrecision, placePrecisions, type TimePrecision, timePrecisions } from '#shared/schema/vocabulary.ts';
import { type IncidentType, incidentTypes } from '#shared/schema/watch/incident.ts';
import type { IncidentDraft } from '../../store/entry/entry-drafts.ts';
import type { Outgoing } from '../../store/entry/outgoing.ts';
import { checkPlace } from './check-place.ts';
import { parseEntryTime } from './entry-time.ts';
import type { Checked, Faults } from './fault.ts';

export const casualtyGroups = ['peacekeeper', 'un-civilian', 'civilian', 'armed', 'unknown'] as const;
export const casualtyOutcomes = ['killed', 'injured'] as const;
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export const credibilities = ['1', '2', '3', '4', '5', '6'] as const;

export type IncidentField = 'type' | 'place' | 'time' | 'title' | 'casualties' | 'grading' | 'account';
type Casualty = { group: string; outcome: string; count: number };
export type CheckedIncident = {
  type: IncidentType;
  position: Position;
  precision: PlacePrecision;
  at: number;
  timePrecision: TimePrecision;
  title: string;
  casualties: Casualty[];
  grading: { reliability: string; credibility: string } | undefined;
  account: string;
};

const longestTitle = 300;
const longestAccount = 20_000;
const mostCasualties = 1_000_000;

/** Coordinates that leave more than this open name a locality and not a spot. */
const spotMetres = 1_000;

/** What is taken while nobody says how well the place is known. */
export function defaultPrecision(widthMetres: number): PlacePrecision {
  if (widthMetres <= spotMetres) return 'exact';
  return widthMetres <= 12_000 ? 'locality' : widthMetres <= 50_000 ? 'district' : 'region';
}

export function findIncidentType(type: string): IncidentType | undefined {
  return incidentTypes.find((each) => each === type);
}

/** `proposedTitle` stands when no title was typed. */
export function checkIncident(
  draft: IncidentDraft,
  { now, proposedTitle }: { now: number; proposedTitle: string },
): Checked<IncidentField, CheckedIncident> {
  const faults: Faults<IncidentField> = {};
  const type = findIncidentType(draft.type);
  if (!type) faults.type = { id: 'entryFault.type-missing' };
  const place = checkPlace(draft.place);
  if (!place.ok) faults.place = place.fault;
  const time = parseEntryTime(draft.time, now);
  if (!time.ok) faults.time = { id: `entryTime.${time.problem}` };
  const title = draft.title.trim() || proposedTitle;
  if (title.length > longestTitle) faults.title = { id: 'entryFault.too-long', values: { limit: longestTitle } };
  if (draft.account.length > longestAccount)
    faults.account = { id: 'entryFault.too-long', values: { limit: longestAccount } };
  const casualties = readCasualties(draft.casualties);
  if (!casualties) faults.casualties = { id: 'entryFault.casualties' };
  if ((draft.reliability === '') !== (draft.credibility === '')) faults.grading = { id: 'entryFault.grading' };
  if (!type || !place.ok || !time.ok || !casualties || Object.keys(faults).length > 0) return { ok: false, faults };
  const { reliability, credibility } = draft;
  return {
    ok: true,
    value: {
      ...{ type, position: place.spot.position, at: time.at, title, casualties },
      precision: placePrecisions.find((each) => each === draft.precision) ?? defaultPrecision(place.spot.widthMetres),
      timePrecision: timePrecisions.find((each) => each === draft.timePrecision) ?? 'minute',
      grading: reliability ? { reliability, credibility } : undefined,
      account: draft.account.trim(),
    },
  };
}

/** An empty number was not reported; a zero was. */
function readCasualties(counts: Record<string, string>): Casualty[] | undefined {
  const read: Casualty[] = [];
  for (const group of casualtyGroups)
    for (const outcome of casualtyOutcomes) {
      const text = counts[`${group}.${outcome}`]?.trim() ?? '';
      if (text === '') continue;
      if (!/^\d{1,7}$/.test(text) || Number(text) > mostCasualties) return undefined;
      read.push({ group, outcome, count: Number(text) });
    }
  return read;
}

/** The report, and the retraction that takes it back. A correction names the message it overtakes. */
export function makeIncidentEntry(
  checked: CheckedIncident,
  { id, incidentId, corrects, place }: { id: string; incidentId: string; corrects: string; place: string | undefined },
): Pick<Outgoing, 'key' | 'send' | 'undo' | 'title'> {
  const { type, position, precision, at, timePrecision, title, casualties, grading, account } = checked;
  const occurredAt = new Date(at).toISOString();
  const report = {
    ...{ kind: 'incident', source: 'watch', messageId: id, observedAt: occurredAt },
    ...{ incidentId, type, precision, occurredAt, timePrecision, title, casualties },
    position: position.map((degrees) => Math.round(degrees * 1e6) / 1e6),
    ...(place ? { place } : {}),
    ...(grading ? { grading } : {}),
    ...(account ? { narrative: account } : {}),
  };
  const sent = corrects ? { ...report, amends: { messageId: corrects, as: 'correction' } } : report;
  const retraction = { ...report, messageId: `${id}:undo`, amends: { messageId: id, as: 'retraction' } };
  const path = '/api/v1/reports';
  return { title, key: `incident/${incidentId}`, send: { path, body: [sent] }, undo: [{ path, body: [retraction] }] };
}
