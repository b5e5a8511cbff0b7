import type { CasevacBody } from '#shared/schema/medical/casevac.ts';
import { caseTimeNames, equipments } from '#shared/schema/medical/casevac-terms.ts';
import type { CasevacDraft } from '../../store/entry/entry-drafts.ts';
import type { Outgoing } from '../../store/entry/outgoing.ts';
import { checkPlace } from '../checks/check-place.ts';
import { parseEntryTime } from '../checks/entry-time.ts';
import type { Checked, Fault, Faults } from '../checks/fault.ts';
import {
  choiceLines,
  countLines,
  numberLines,
  patientChoices,
  patientTexts,
  textLines,
  unknownTime,
} from './case-fields.ts';

type Says = Record<string, unknown>;
/** Reports of one case without their envelope, in the order in which they are sent. */
export type CheckedCase = { says: Says[] };

const mostPeople = 1_000;

/**
 * What a draft says that the case does not say yet: the lines, the times, and one patient. What is left empty is not
 * said; `known` is the case as it is, if there is one.
 */
export function checkCase(
  draft: CasevacDraft,
  { now, known }: { now: number; known: CasevacBody | undefined },
): Checked<string, CheckedCase> {
  const faults: Faults<string> = {};
  const lines = dropKnown(readLines(draft, faults, known === undefined), known);
  const times = dropKnown(readTimes(draft, now, faults), known?.times);
  const patient = readPatient(draft, now, faults);
  const said = known?.patients.find(({ patientId }) => patientId === patient['patientId']);
  const news = dropKnown(patient, said);
  const says: Says[] = [];
  if (known === undefined) says.push({ action: 'open', ...lines });
  else if (Object.keys(lines).length > 0) says.push({ action: 'update', ...lines });
  if (Object.keys(times).length > 0) says.push({ action: 'times', times });
  if (Object.keys(news).length > 0) says.push({ action: 'patient', ...news, patientId: patient['patientId'] });
  if (Object.keys(faults).length === 0 && says.length === 0) faults['lines-callSign'] = { id: 'caseFault.nothing' };
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, value: { says } };
}

function readLines(draft: CasevacDraft, faults: Faults<string>, isNew: boolean): Says {
  const lines: Says = {};
  if (draft.place.trim() !== '' || isNew) {
    const place = checkPlace(draft.place);
    if (place.ok) lines['position'] = place.spot.position.map((degrees) => Math.round(degrees * 1e6) / 1e6);
    else faults['place'] = place.fault;
  }
  for (const name of textLines) if (draft.lines[name]?.trim()) lines[name] = draft.lines[name].trim();
  for (const name of numberLines) {
    const count = readCount(draft.lines[name]);
    if (count === 'wrong') faults[`lines-${name}`] = countFault;
    else if (count !== undefined) lines[name] = count;
  }
  for (const name of Object.keys(choiceLines)) if (draft.lines[name]) lines[name] = draft.lines[name];
  for (const [name, keys] of Object.entries(countLines)) {
    const typed = draft[name as keyof typeof countLines];
    const counts = keys.flatMap((key) => {
      const count = readCount(typed[key]);
      if (count === 'wrong') faults[name] = countFault;
      return typeof count === 'number' ? [[key, count] as const] : [];
    });
    if (counts.length > 0) lines[name] = Object.fromEntries(counts);
  }
  const equipment = equipments.filter((each) => draft.equipment[each] === 'yes');
  if (equipment.length > 0) lines['equipment'] = equipment;
  return lines;
}

const countFault: Fault = { id: 'caseFault.count', values: { limit: mostPeople } };

function readCount(text = ''): number | undefined | 'wrong' {
  if (text.trim() === '') return undefined;
  return /^\d{1,4}$/.test(text.trim()) && Number(text) <= mostPeople ? Number(text) : 'wrong';
}

function readTimes(draft: CasevacDraft, now: number, faults: Faults<string>): Says {
  const times: Says = {};
  for (const name of caseTimeNames) {
    const time = readTime(draft.times[name], now);
    if (typeof time === 'object') faults[`times-${name}`] = time;
    else if (time !== undefined) times[name] = time;
  }
  const tolerance = draft.times['tolerance']?.trim() ?? '';
  if (tolerance !== '' && !(/^\d{1,4}$/.test(tolerance) && Number(tolerance) <= 1_440))
    faults['times-tolerance'] = { id: 'caseFault.count', values: { limit: 1_440 } };
  else if (tolerance !== '') times['injuryToleranceMinutes'] = Number(tolerance);
  return times;
}

/** Epoch milliseconds, `unknown`, nothing, or what is wrong. */
function readTime(text: string | undefined, now: number): number | string | undefined | Fault {
  if (!text?.trim()) return undefined;
  if (text === unknownTime) return unknownTime;
  const time = parseEntryTime(text, now);
  return time.ok ? time.at : { id: `entryTime.${time.problem}` };
}

function readPatient({ patient: typed }: CasevacDraft, now: number, faults: Faults<string>): Says {
  const patient: Says = {};
  for (const name of patientTexts) if (typed[name]?.trim()) patient[name] = typed[name].trim();
  for (const name of Object.keys(patientChoices)) if (typed[name]) patient[name] = typed[name];
  for (const name of ['injuryAt', 'surgeryAt']) {
    const time = readTime(typed[name], now);
    if (typeof time === 'object') faults[`patient-${name}`] = time;
    else if (time !== undefined) patient[name] = time;
  }
  const patientId = typed['patientId']?.trim();
  if (Object.keys(patient).length === 0 && !patientId) return {};
  if (!patientId) faults['patient-patientId'] = { id: 'caseFault.patient' };
  return { ...patient, patientId };
}

/** Without what the case says already, so that a report tells only its own news. */
function dropKnown(said: Says, known: object | undefined): Says {
  const before = (known ?? {}) as Says;
  const written = (name: string, value: unknown) =>
    // A form writes times to the minute: what it repeats is no news.
    JSON.stringify(name.endsWith('At') && typeof value === 'number' ? Math.floor(value / 60_000) : value);
  const isNew = ([name, value]: [string, unknown]) => written(name, value) !== written(name, before[name]);
  return Object.fromEntries(Object.entries(said).filter(isNew));
}

/** The reports of one case, and the retractions that take them back. `at` is now, on the clock of the server. */
export function makeCaseEntry(
  says: readonly Says[],
  { id, caseId, at, title }: { id: string; caseId: string; at: number; title: string },
): Pick<Outgoing, 'key' | 'send' | 'undo' | 'title'> {
  const envelope = { kind: 'casevac', source: 'watch', observedAt: new Date(at).toISOString(), caseId };
  const reports = says.map((said, index) => ({
    ...{ ...envelope, messageId: index === 0 ? id : `${id}:${index}` },
    ...withIsoTimes(said),
  }));
  const retractions = reports.map((report) => ({
    ...report,
    messageId: `${report.messageId}:undo`,
    amends: { messageId: report.messageId, as: 'retraction' },
  }));
  const path = '/api/v1/reports';
  return {
    ...{ title, key: `casevac/${caseId}`, send: { path, body: reports } },
    undo: [{ path, body: retractions.toReversed() }],
  };
}

/** ISO text exists only at the edges: this is one. */
function withIsoTimes(said: Says): Says {
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => {
      if (name === 'times') return [name, withIsoTimes(value as Says)];
      return [name, name.endsWith('At') && typeof value === 'number' ? new Date(value).toISOString() : value];
    }),
  );
}
