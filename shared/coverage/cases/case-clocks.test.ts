import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CasevacBody } from '../../schema/medical/casevac.ts';
import { caseTimeNames } from '../../schema/medical/casevac-terms.ts';
import { clockNames, clocksOfCase, clocksOfPatient, pressingClock } from './case-clocks.ts';

const minuteMs = 60_000;
const at = (clock: string) => Date.parse(`2017-09-24T${clock}:00Z`);
const makeCase = (part: Partial<CasevacBody> = {}): CasevacBody => ({
  ...{ status: 'open', times: {}, tasks: [], clearances: [], patients: [], entries: [] },
  ...part,
});

describe('the clocks of a case', () => {
  it('of the convoy of 24 September 2017: surgery at 09:50 after an injury about 07:00 is missed by 50 minutes', () => {
    const times = { injuryAt: at('07:00'), injuryToleranceMinutes: 15, surgeryAt: at('09:50') };
    const clocks = clocksOfCase(makeCase({ times }), Date.UTC(2026, 10, 27));
    expect(clocks.surgery).toEqual({ state: 'missed', minutes: 50 });
    // Nobody wrote down when first aid and the medical team began.
    expect([clocks.firstAid, clocks.team]).toEqual([{ state: 'unknown' }, { state: 'unknown' }]);
  });

  it('are unknown for every time that is unknown, whatever else is known', () => {
    const time = fc.option(fc.constantFrom<number | 'unknown'>('unknown', at('07:05'), at('07:50')), {
      nil: undefined,
    });
    const times = fc.record(Object.fromEntries(caseTimeNames.map((name) => [name, time])));
    fc.assert(
      fc.property(times, fc.constantFrom(undefined, 'unknown' as const), (said, injuryAt) => {
        const known = Object.fromEntries(Object.entries({ ...said, injuryAt }).filter(([, value]) => value));
        const clocks = clocksOfCase(makeCase({ times: known }), at('08:00'));
        for (const name of clockNames) expect(clocks[name]).toEqual({ state: 'unknown' });
      }),
      { seed: 4, numRuns: 200 },
    );
    const asked = { injuryAt: at('07:00'), firstAidAt: 'unknown', teamAt: 'unknown', surgeryAt: 'unknown' } as const;
    const clocks = clocksOfCase(makeCase({ times: asked }), at('07:05'));
    for (const name of clockNames) expect(clocks[name]).toEqual({ state: 'unknown' });
  });

  it('run from the injury, say what is left, and are met or missed by how much', () => {
    const injuryAt = at('07:00');
    const clocks = (times: object, now = at('07:40')) => clocksOfCase(makeCase({ times: { injuryAt, ...times } }), now);
    expect(clocks({})).toEqual({
      firstAid: { state: 'running', minutes: -30 },
      team: { state: 'running', minutes: 20 },
      surgery: { state: 'running', minutes: 80 },
    });
    expect(clocks({ firstAidAt: at('07:04'), teamAt: at('08:10') }, at('08:10'))).toEqual({
      firstAid: { state: 'met', minutes: 6 },
      team: { state: 'missed', minutes: 10 },
      surgery: { state: 'running', minutes: 50 },
    });
    expect(clocks({ firstAidAt: injuryAt + 10 * minuteMs }).firstAid).toEqual({ state: 'met', minutes: 0 });
    expect(clocks({ firstAidAt: injuryAt + 10 * minuteMs + 1 }).firstAid.state).toBe('missed');
    // Before the injury: one of the two is wrong.
    expect(clocks({ firstAidAt: at('06:50') }).firstAid.state).toBe('unknown');
    expect(clocks({}, at('06:50')).team.state).toBe('unknown');
  });

  it('take what came later as the latest a thing can have been: met by it, but never missed by it', () => {
    const times = { injuryAt: at('07:00'), surgeryAt: at('07:50') };
    expect(clocksOfCase(makeCase({ times }), at('09:00'))).toEqual({
      firstAid: { state: 'unknown' },
      team: { state: 'met', minutes: 10 },
      surgery: { state: 'met', minutes: 70 },
    });
    const late = { injuryAt: at('07:00'), knifeAt: at('09:30') };
    expect(clocksOfCase(makeCase({ times: late }), at('10:00')).surgery).toEqual({ state: 'unknown' });
  });

  it('are unknown where the uncertainty of the injury reaches over the limit', () => {
    const times = { injuryAt: at('07:00'), injuryToleranceMinutes: 15, teamAt: at('07:55') };
    expect(clocksOfCase(makeCase({ times }), at('09:00')).team).toEqual({ state: 'unknown' });
    const sure = { ...times, injuryToleranceMinutes: 5 };
    expect(clocksOfCase(makeCase({ times: sure }), at('09:00')).team.state).toBe('met');
  });

  it('stop when the case is closed: what was not reported is unknown', () => {
    const closed = makeCase({ status: 'closed', times: { injuryAt: at('07:00') } });
    for (const name of clockNames) expect(clocksOfCase(closed, at('07:05'))[name].state).toBe('unknown');
  });

  it('of surgery does not apply when it is known that no patient needs it, and runs while that is unknown', () => {
    const times = { injuryAt: at('07:00') };
    const state = (part: Partial<CasevacBody>) => clocksOfCase(makeCase({ times, ...part }), at('07:05')).surgery.state;
    const patient = (patientId: string, needsSurgery: 'yes' | 'no' | 'unknown') => ({ patientId, needsSurgery });
    expect(state({})).toBe('running');
    expect(state({ needsSurgery: 'unknown' })).toBe('running');
    expect(state({ needsSurgery: 'no' })).toBe('not-applicable');
    expect(state({ needsSurgery: 'no', patients: [patient('1', 'yes')] })).toBe('running');
    expect(state({ casualties: 2, patients: [patient('1', 'no')] })).toBe('running');
    expect(state({ casualties: 2, patients: [patient('1', 'no'), patient('2', 'no')] })).toBe('not-applicable');
    expect(state({ casualties: 2, patients: [patient('1', 'no'), patient('2', 'unknown')] })).toBe('running');
  });

  it('of a patient follow that patient’s own times', () => {
    const times = { injuryAt: at('07:00'), surgeryAt: at('08:30') };
    const patient = { patientId: '2', injuryAt: at('07:10'), surgeryAt: at('09:40') };
    const body = makeCase({ times, patients: [patient] });
    expect(clocksOfPatient(body, patient, at('10:00')).surgery).toEqual({ state: 'missed', minutes: 30 });
    expect(clocksOfPatient(body, { patientId: '1' }, at('10:00')).surgery).toEqual({ state: 'met', minutes: 30 });
    expect(clocksOfPatient(body, { ...patient, injuryAt: 'unknown' }, at('10:00')).surgery.state).toBe('unknown');
    expect(clocksOfPatient(body, { patientId: '3', needsSurgery: 'no' }, at('10:00')).surgery.state).toBe(
      'not-applicable',
    );
  });
});

describe('the clock that presses most', () => {
  const met = { state: 'met', minutes: 3 } as const;
  const over = { state: 'running', minutes: -91 } as const;
  it.each([
    ['surgery', { firstAid: over, team: met, surgery: { state: 'running', minutes: 5 } }],
    ['team', { firstAid: over, team: { state: 'running', minutes: 4 }, surgery: { state: 'running', minutes: 64 } }],
    ['firstAid', { firstAid: over, team: { state: 'running', minutes: -41 }, surgery: met }],
    ['surgery', { firstAid: { state: 'unknown' }, team: met, surgery: { state: 'missed', minutes: 2 } }],
    ['team', { firstAid: met, team: { state: 'unknown' }, surgery: { state: 'not-applicable' } }],
    ['team', { firstAid: met, team: met, surgery: { state: 'not-applicable' } }],
  ] as const)('is %s', (name, clocks) => {
    expect(pressingClock(clocks)).toBe(name);
  });
});
