import type {
  CaseTimes,
  CasevacBody,
  CasevacClearance,
  CasevacEntry,
  CasevacLines,
  CasevacPatient,
  CasevacTask,
} from '../schema/medical/casevac.ts';
import { casevacEntryLimit, lineNames } from '../schema/medical/casevac-terms.ts';
import type { FactEvent } from '../schema/report.ts';
import { believedTime } from './believed-time.ts';
import { messageKey } from './record.ts';

/**
 * One report into the life of a case. The reports are kept by time and everything else is derived from them, so that
 * every order of arrival ends in the same case, and one that is taken back leaves no trace in it.
 */
export function foldCasevac(previous: CasevacBody | undefined, event: FactEvent<'casevac'>): CasevacBody {
  const { amends } = event;
  const amended = amends && messageKey(amends.source ?? event.source, amends.messageId);
  const before = (previous?.entries ?? []).filter(({ messageId }) => messageId !== amended);
  if (amends?.as === 'retraction') return deriveCase(before);
  const { caseId: _caseId, ...says } = event.body;
  // A clock that is ahead must not let what it ordered outlive its cancelling.
  const at = believedTime(event);
  const saidAt = at < event.observedAt ? { saidAt: event.observedAt } : {};
  const entry: CasevacEntry = { at, ...saidAt, messageId: messageKey(event.source, event.messageId), says };
  return deriveCase(limited([...before, entry].sort(byTimeThenMessage)));
}

/** By code unit and not by language, so that every machine sorts alike. */
function byTimeThenMessage(a: CasevacEntry, b: CasevacEntry): number {
  return (
    a.at - b.at ||
    rank(a) - rank(b) ||
    saidAtOf(a) - saidAtOf(b) ||
    (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0)
  );
}

/** Orders what one clock that is ahead said before it was known. */
function saidAtOf({ at, saidAt = at }: CasevacEntry): number {
  return saidAt;
}

/** Said at one time: what opens comes before what follows, and what ends comes last. */
function rank({ says: { action } }: CasevacEntry): number {
  return action === 'open' ? 0 : action === 'close' ? 2 : 1;
}

/**
 * Beyond the limit those leave whose every word was said again later, the oldest first: the case stays what it is. What
 * was decided never leaves.
 */
function limited(entries: CasevacEntry[]): CasevacEntry[] {
  if (entries.length <= casevacEntryLimit) return entries;
  const said = new Set<string>();
  const isOverruled = entries.map(() => false);
  for (let at = entries.length - 1; at >= 0; at--) {
    const words = wordsOf(entries[at]!.says);
    isOverruled[at] = words?.every((word) => said.has(word)) ?? false;
    for (const word of words ?? []) said.add(word);
  }
  let over = entries.length - casevacEntryLimit;
  return entries.filter((_, at) => !(isOverruled[at] && over-- > 0));
}

/** What a later report can say again; undefined for a decision. */
function wordsOf(says: CasevacEntry['says']): string[] | undefined {
  switch (says.action) {
    case 'open':
    case 'update':
      return lineNames.flatMap((name) => (says[name] === undefined ? [] : [name]));
    case 'times':
      return Object.keys(says.times).map((name) => `times ${name}`);
    case 'patient':
      return Object.keys(says).map((name) => `patient ${says.patientId} ${name}`);
    default:
      return undefined;
  }
}

function deriveCase(entries: CasevacEntry[]): CasevacBody {
  const lines: Record<string, unknown> = {};
  const times: Record<string, unknown> = {};
  const patients = new Map<string, Record<string, unknown>>();
  const clearances: CasevacClearance[] = [];
  let tasks: CasevacTask[] = [];
  let outcome: CasevacBody['outcome'];
  for (const { at, says } of entries) {
    if (says.action === 'open' || says.action === 'update') {
      for (const name of lineNames) if (says[name] !== undefined) lines[name] = says[name];
    } else if (says.action === 'times') Object.assign(times, says.times);
    else if (says.action === 'patient') {
      const { action: _action, ...said } = says;
      patients.set(said.patientId, { ...patients.get(said.patientId), ...said });
    } else if (says.action === 'clearance') {
      const { state, by, reason } = says;
      clearances.push({ state, at, ...(by ? { by } : {}), ...(reason ? { reason } : {}) });
    } else if (says.action === 'close') outcome = says.outcome;
    else tasks = changeTasks(tasks, at, says);
  }
  const isAssigned = tasks.some(({ state }) => state === 'assigned');
  const status = outcome ? 'closed' : !lines['position'] ? 'unopened' : isAssigned ? 'assigned' : 'open';
  return {
    status,
    ...(outcome ? { outcome } : {}),
    ...(inOrder(lines) as CasevacLines),
    times: inOrder(times) as CaseTimes,
    tasks,
    clearances,
    patients: [...patients.values()].map((patient) => inOrder(patient) as CasevacPatient).sort(byId),
    entries,
  };
}

type Tasking = Extract<CasevacEntry['says'], { action: 'assign' | 'retask' | 'cancel' }>;

function changeTasks(tasks: readonly CasevacTask[], at: number, says: Tasking): CasevacTask[] {
  const ended = says.action === 'cancel' ? says.assetId : says.action === 'retask' ? says.insteadOf : undefined;
  const kept = tasks.map((task): CasevacTask => {
    // The same asset assigned again has another errand now, not two.
    const isSame = says.action === 'assign' && task.assetId === says.assetId;
    const isEnded = says.action === 'assign' ? isSame : ended === undefined || task.assetId === ended;
    if (task.state !== 'assigned' || !isEnded) return task;
    const reason = says.action === 'assign' ? {} : { reason: says.reason };
    return { ...task, state: says.action === 'cancel' ? 'cancelled' : 'relieved', ...reason };
  });
  if (says.action === 'cancel') return kept;
  const { assetId, facilityId } = says;
  return [...kept, { ...(assetId ? { assetId } : {}), ...(facilityId ? { facilityId } : {}), at, state: 'assigned' }];
}

/** The fields in one order, whichever came first. */
function inOrder(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((name) => [name, fields[name]]),
  );
}

function byId(a: CasevacPatient, b: CasevacPatient): number {
  return a.patientId < b.patientId ? -1 : 1;
}
