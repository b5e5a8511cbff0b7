import { describe, expect, it } from 'vitest';
import { foldCasevac } from '#shared/picture/fold-casevac.ts';
import type { CasevacBody } from '#shared/schema/medical/casevac.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { type CasevacDraft, emptyDrafts } from '../../store/entry/entry-drafts.ts';
import { checkCase, makeCaseEntry } from './check-case.ts';
import { draftOfCase } from './draft-of-case.ts';

const now = Date.UTC(2026, 10, 23, 14);
const draft = (part: Partial<CasevacDraft> = {}): CasevacDraft => ({ ...emptyDrafts.casevac, ...part });
const first = draft({ place: '16.27 -0.04', lines: { callSign: 'LION-3', casualties: '2', security: 'N' } });

function said(given: CasevacDraft, known?: CasevacBody) {
  const checked = checkCase(given, { now, known });
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.value.says;
}

/** The case after these reports went the way that reports go. */
function tell(says: readonly Record<string, unknown>[], known?: CasevacBody): CasevacBody {
  const entry = makeCaseEntry(says, { id: `m${Math.random()}`, caseId: 'c1', at: now, title: 'LION-3' });
  return (entry.send.body as object[]).reduce<CasevacBody | undefined>((body, report) => {
    const parsed = parseFact(report, { now, actor: 'a', defaultSource: 'watch' });
    if (!parsed.ok || parsed.value.kind !== 'casevac') throw new Error(JSON.stringify(parsed));
    return foldCasevac(body, { ...parsed.value, sequence: 1, recordedAt: now });
  }, known)!;
}

describe('a case that is entered', () => {
  it('opens with four lines, and what was left empty is not said', () => {
    expect(said(first)).toEqual([
      { action: 'open', position: [-0.04, 16.27], callSign: 'LION-3', casualties: 2, security: 'N' },
    ]);
    expect(tell(said(first))).toMatchObject({ status: 'open', casualties: 2, times: {} });
  });

  it('grows by what is new: nine lines, times of which one is unknown, and a patient', () => {
    const known = tell(said(first));
    const more = draftOfCase('c1', known);
    expect(checkCase(more, { now, known })).toMatchObject({ ok: false, faults: {} });
    more.lines = { ...more.lines, frequency: '128.450', casualties: '3' };
    more.precedence = { A: '1', C: '2' };
    more.equipment = { hoist: 'yes' };
    more.times = { injuryAt: '13:20', firstAidAt: 'unknown', tolerance: '10' };
    more.patient = { patientId: '1', injuries: 'Open fracture', needsSurgery: 'yes' };
    const says = said(more, known);
    expect(says.map(({ action }) => action)).toEqual(['update', 'times', 'patient']);
    expect(says[0]).toEqual({
      ...{ action: 'update', casualties: 3, frequency: '128.450', precedence: { A: 1, C: 2 }, equipment: ['hoist'] },
    });
    expect(tell(says, known)).toMatchObject({
      ...{ casualties: 3, callSign: 'LION-3' },
      times: { injuryAt: Date.UTC(2026, 10, 23, 13, 20), firstAidAt: 'unknown', injuryToleranceMinutes: 10 },
      patients: [{ patientId: '1', injuries: 'Open fracture', needsSurgery: 'yes' }],
    });
  });

  it('may be of a past day, as that of the convoy of 24 September 2017', () => {
    const times = { injuryAt: '2017-09-24 07:00', surgeryAt: '2017-09-24 09:50' };
    expect(tell(said({ ...first, times })).times).toEqual({
      injuryAt: Date.UTC(2017, 8, 24, 7),
      surgeryAt: Date.UTC(2017, 8, 24, 9, 50),
    });
  });

  it('with anything wrong is refused field by field and by name', () => {
    const wrong = draft({
      ...{ place: 'here', lines: { casualties: 'many' }, precedence: { A: '-1' } },
      ...{ times: { injuryAt: '25:00', firstAidAt: '23:00', tolerance: 'x' }, patient: { injuries: 'leg' } },
    });
    const checked = checkCase(wrong, { now, known: undefined });
    expect(checked.ok ? [] : Object.keys(checked.faults).sort()).toEqual([
      'lines-casualties',
      'patient-patientId',
      'place',
      'precedence',
      'times-firstAidAt',
      'times-injuryAt',
      'times-tolerance',
    ]);
    expect(checkCase(draft(), { now, known: undefined })).toMatchObject({
      ok: false,
      faults: { place: { id: 'entryFault.place-missing' } },
    });
  });

  it('is taken back report by report, the last first', () => {
    const { send, undo } = makeCaseEntry([{ action: 'open' }, { action: 'times', times: {} }], {
      ...{ id: 'm', caseId: 'c', at: now, title: '' },
    });
    expect((send.body as { messageId: string }[]).map(({ messageId }) => messageId)).toEqual(['m', 'm:1']);
    expect(undo[0]!.body).toMatchObject([
      { messageId: 'm:1:undo', amends: { messageId: 'm:1', as: 'retraction' } },
      { messageId: 'm:undo', amends: { messageId: 'm', as: 'retraction' } },
    ]);
  });
});
