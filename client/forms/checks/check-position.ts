import type { Position } from '#shared/geo/position.ts';
import { voiceSource } from '#shared/picture/voice-track.ts';
import { trackPath } from '#shared/protocol/http.ts';
import type { PositionDraft } from '../../store/entry/entry-drafts.ts';
import type { Outgoing } from '../../store/entry/outgoing.ts';
import { checkPlace } from './check-place.ts';
import { parseEntryTime } from './entry-time.ts';
import type { Checked, Faults } from './fault.ts';
import type { Subject } from './find-subject.ts';

export type PositionField = 'callSign' | 'place' | 'time' | 'accuracy' | 'reporter' | 'remark';
export type CheckedPosition = {
  subject: Subject;
  position: Position;
  at: number;
  isTyped: boolean;
  accuracyMetres: number;
  reporter: string;
  remark: string;
  checksIn: boolean;
};

/** How far off a place may be by the way it was found. A planning guideline; the form shows and takes another. */
const accuracyBy: Record<string, number> = { gps: 50, map: 500, estimate: 2_000 };
const mostMetres = 65_000;
const longestRemark = 2_000;

/** What is taken when no accuracy is typed: never better than the digits that were read out. */
export function defaultAccuracy({ determination }: Pick<PositionDraft, 'determination'>, widthMetres: number): number {
  return Math.min(mostMetres, Math.max(accuracyBy[determination] ?? 500, Math.ceil(widthMetres / 2)));
}

export function checkPosition(
  draft: PositionDraft,
  { subject, now }: { subject: Subject | undefined; now: number },
): Checked<PositionField, CheckedPosition> {
  const faults: Faults<PositionField> = {};
  if (!subject) faults.callSign = { id: 'entryFault.call-sign-missing' };
  else if (draft.callSign.trim().length > 120) faults.callSign = { id: 'entryFault.too-long', values: { limit: 120 } };
  const place = checkPlace(draft.place);
  if (!place.ok) faults.place = place.fault;
  const time = parseEntryTime(draft.time, now);
  if (!time.ok) faults.time = { id: `entryTime.${time.problem}` };
  const typed = draft.accuracy.trim();
  const metres = Number(typed.replace(',', '.'));
  if (typed && !(metres >= 0 && metres <= mostMetres))
    faults.accuracy = { id: 'entryFault.accuracy', values: { limit: mostMetres } };
  for (const field of ['reporter', 'remark'] as const)
    if (draft[field].length > longestRemark)
      faults[field] = { id: 'entryFault.too-long', values: { limit: longestRemark } };
  if (!subject || !place.ok || !time.ok || Object.keys(faults).length > 0) return { ok: false, faults };
  return {
    ok: true,
    value: {
      ...{ subject, position: place.spot.position, at: time.at, isTyped: time.isTyped },
      accuracyMetres: typed ? metres : defaultAccuracy(draft, place.spot.widthMetres),
      ...{ reporter: draft.reporter.trim(), remark: draft.remark.trim() },
      checksIn: subject.patrolId !== undefined && draft.checkIn === 'yes',
    },
  };
}

/** Two positions of one minute are told apart by a millisecond: the later entry is the one that counts. */
export function observedAtOf(
  { at, isTyped }: Pick<CheckedPosition, 'at' | 'isTyped'>,
  lastAt: number | undefined,
): number {
  return isTyped && lastAt !== undefined && lastAt >= at && lastAt < at + 60_000 ? lastAt + 1 : at;
}

/**
 * The reports of one call: the position, the word about the voice net that carries remark and reporter, and for a patrol
 * the check-in. All have keys that follow from `id`, so that sending again is safe.
 */
export function makePositionEntry(
  checked: CheckedPosition,
  { id, observedAt, sourceName, saidBy }: { id: string; observedAt: number; sourceName: string; saidBy: string },
): Pick<Outgoing, 'key' | 'send' | 'undo' | 'title'> {
  const { subject, position, accuracyMetres, remark } = checked;
  const { callSign, source, trackId, unit, affiliation, patrolId } = subject;
  const at = new Date(observedAt).toISOString();
  const words = [saidBy, remark].filter(Boolean).join(': ');
  const fix = {
    ...{ kind: 'position', messageId: id, source, trackId, observedAt: at },
    position: position.map((degrees) => Math.round(degrees * 1e6) / 1e6),
    ...{ accuracyMetres, callSign, trackType: 'voice' },
    ...(unit ? { unit } : {}),
    ...(affiliation ? { affiliation } : {}),
  };
  const net = {
    ...{ kind: 'source', messageId: `${id}:net`, source: voiceSource, observedAt: at },
    ...{ sourceId: voiceSource, name: sourceName, status: 'connected', lastHeardAt: at },
    remark: [callSign, words].filter(Boolean).join(' · '),
  };
  const checkIn = {
    ...{ kind: 'patrol', messageId: `${id}:check-in`, source: voiceSource, observedAt: at },
    ...{ action: 'check-in', patrolId, position: fix.position },
    ...(words ? { remark: words } : {}),
  };
  const retraction = {
    ...checkIn,
    messageId: `${id}:undo`,
    amends: { messageId: checkIn.messageId, as: 'retraction' },
  };
  return {
    title: callSign,
    key: `track/${source}/${trackId}`,
    send: { path: '/api/v1/reports', body: checked.checksIn ? [fix, net, checkIn] : [fix, net] },
    undo: [
      {
        path: `${trackPath(`${source}/${trackId}`)}/take-back`,
        body: { observedAt: at },
      },
      ...(checked.checksIn ? [{ path: '/api/v1/reports', body: [retraction] }] : []),
    ],
  };
}
