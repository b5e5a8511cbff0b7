import { tierMinutes } from '../../parameters/medical.ts';
import type { CaseTime, CaseTimes, CasevacBody, CasevacPatient } from '../../schema/medical/casevac.ts';

export const clockNames = ['firstAid', 'team', 'surgery'] as const;
export type ClockName = (typeof clockNames)[number];
export const clockStates = ['met', 'missed', 'running', 'unknown', 'not-applicable'] as const;

/**
 * One clock of 10-1-2 from the injury. `minutes`: by how many it was missed or met, or how many are left while it runs;
 * negative when it runs over its limit and nobody has reported.
 */
export type CaseClock = { readonly state: (typeof clockStates)[number]; readonly minutes?: number };
export type CaseClocks = Readonly<Record<ClockName, CaseClock>>;
type Case = Pick<CasevacBody, 'status' | 'times' | 'patients' | 'needsSurgery' | 'casualties'>;

const minuteMs = 60_000;
const unknown: CaseClock = { state: 'unknown' };

/** What each clock waits for, and what cannot have come before it: then the clock was met by that time at the latest. */
const milestones = {
  firstAid: { reached: 'firstAidAt', later: ['loadedAt', 'teamAt', 'surgeryAt', 'knifeAt', 'outcomeAt'], bounds: [] },
  team: { reached: 'teamAt', later: ['surgeryAt', 'knifeAt', 'outcomeAt'], bounds: ['surgeryAt', 'knifeAt'] },
  surgery: { reached: 'surgeryAt', later: ['knifeAt', 'outcomeAt'], bounds: ['knifeAt'] },
} as const;

/**
 * The clocks of a case at `now` (epoch milliseconds). Without a known time of injury all are unknown; a time that nobody
 * reported is unknown once something later is known or the case is closed; unknown is never met. With a tolerance of
 * the injury a clock is met or missed only if it is so at both its ends.
 */
export function clocksOfCase(body: Case, now: number): CaseClocks {
  return clocksOf(body.times, { now, isOver: body.status === 'closed', needsSurgery: needsSurgery(body) });
}

/**
 * The clock that presses most, where there is room for one: of those that run within their limit the one with least
 * left, else one that runs over it, one that was missed, one that is not known, and then the last that was met.
 */
export function pressingClock(clocks: CaseClocks): ClockName {
  const minutes = (name: ClockName) => clocks[name].minutes ?? 0;
  const inState = (state: CaseClock['state']) => clockNames.filter((name) => clocks[name].state === state);
  const running = inState('running').sort((a, b) => minutes(a) - minutes(b));
  const inTime = running.find((name) => minutes(name) >= 0);
  return inTime ?? running[0] ?? inState('missed')[0] ?? inState('unknown')[0] ?? inState('met').at(-1) ?? 'surgery';
}

/** The clocks of one patient: the times of the case, but for those that are said of this patient. */
export function clocksOfPatient(body: Case, patient: CasevacPatient, now: number): CaseClocks {
  const { injuryAt, surgeryAt } = patient;
  const own = { ...(injuryAt === undefined ? {} : { injuryAt }), ...(surgeryAt === undefined ? {} : { surgeryAt }) };
  const needs = patient.needsSurgery === undefined ? needsSurgery(body) : patient.needsSurgery !== 'no';
  return clocksOf({ ...body.times, ...own }, { now, isOver: body.status === 'closed', needsSurgery: needs });
}

/** False only where it is known of every patient that none needs surgery. */
function needsSurgery({ needsSurgery: said, patients, casualties }: Omit<Case, 'times' | 'status'>): boolean {
  if (patients.some((patient) => patient.needsSurgery === 'yes')) return true;
  if (said !== undefined && said !== 'unknown') return said === 'yes';
  const areAllKnown = patients.length > 0 && casualties !== undefined && patients.length >= casualties;
  return !(areAllKnown && patients.every((patient) => patient.needsSurgery === 'no'));
}

type Circumstances = { now: number; isOver: boolean; needsSurgery: boolean };

function clocksOf(times: CaseTimes, circumstances: Circumstances): CaseClocks {
  return {
    firstAid: clockOf('firstAid', times, circumstances),
    team: clockOf('team', times, circumstances),
    surgery: circumstances.needsSurgery ? clockOf('surgery', times, circumstances) : { state: 'not-applicable' },
  };
}

function clockOf(name: ClockName, times: CaseTimes, { now, isOver }: Circumstances): CaseClock {
  const { injuryAt, injuryToleranceMinutes: tolerance = 0 } = times;
  if (!isTime(injuryAt)) return unknown;
  const limit = tierMinutes[name];
  const { reached, later, bounds } = milestones[name];
  const at = times[reached];
  const since = (time: number) => (time - injuryAt) / minuteMs;
  if (isTime(at)) return judge(since(at), limit, tolerance);
  for (const bound of bounds) {
    const time = times[bound];
    if (!isTime(time)) continue;
    const judged = judge(since(time), limit, tolerance);
    if (judged.state === 'met') return judged;
  }
  if (at === 'unknown' || isOver || later.some((each) => isTime(times[each]))) return unknown;
  const elapsed = since(now);
  return elapsed < 0 ? unknown : { state: 'running', minutes: Math.floor(limit - elapsed) };
}

function judge(elapsed: number, limit: number, tolerance: number): CaseClock {
  if (elapsed + tolerance < 0) return unknown;
  if (elapsed + tolerance <= limit) return { state: 'met', minutes: Math.floor(limit - elapsed) };
  return elapsed - tolerance > limit ? { state: 'missed', minutes: Math.ceil(elapsed - limit) } : unknown;
}

function isTime(time: CaseTime | undefined): time is number {
  return typeof time === 'number';
}
