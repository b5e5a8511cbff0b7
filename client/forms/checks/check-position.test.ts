import { describe, expect, it } from 'vitest';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { positionWireSchema } from '#shared/schema/report.ts';
import { emptyDrafts } from '../../store/entry/entry-drafts.ts';
import { checkPosition, makePositionEntry, observedAtOf } from './check-position.ts';

const now = Date.UTC(2026, 10, 12, 14, 2, 37);
const subject = { callSign: 'GAO-07', key: 'patrol/p7', patrolId: 'p7', source: 'voice', trackId: 'p7', unit: 'u1' };
const draft = { ...emptyDrafts.position, callSign: 'GAO-07', place: '30QZD 16385 01092' };
const faultsOf = (part: object) => {
  const checked = checkPosition({ ...draft, ...part }, { subject, now });
  return checked.ok ? {} : checked.faults;
};

describe('a position by voice', () => {
  it('names each field that is wrong', () => {
    expect(faultsOf({})).toEqual({});
    expect(checkPosition({ ...draft, callSign: '' }, { subject: undefined, now })).toMatchObject({
      ...{ ok: false, faults: { callSign: { id: 'entryFault.call-sign-missing' } } },
    });
    expect(Object.keys(faultsOf({ place: '', time: '25:00', accuracy: 'far' }))).toEqual(['place', 'time', 'accuracy']);
    expect(faultsOf({ place: '30QZD 1638 010' }).place?.id).toBe('spotProblem.mgrs-digits');
    expect(faultsOf({ place: 'behind the hill' }).place?.id).toBe('entryFault.place-unreadable');
    expect(faultsOf({ time: '14:30' }).time?.id).toBe('entryTime.future');
    expect(faultsOf({ accuracy: '-3' }).accuracy?.id).toBe('entryFault.accuracy');
  });

  it.each([
    [{}, 500],
    [{ determination: 'gps' }, 50],
    [{ determination: 'gps', place: '30QZD 1 0' }, 5_000],
    [{ accuracy: '120' }, 120],
  ])('is as exact as %o says: %d m', (part, metres) => {
    const checked = checkPosition({ ...draft, ...part }, { subject, now });
    expect(checked.ok && checked.value.accuracyMetres).toBe(metres);
  });

  it('is a millisecond later than another of the same minute, and otherwise as typed', () => {
    const at = Date.UTC(2026, 10, 12, 13, 5);
    expect(observedAtOf({ at, isTyped: true }, at + 4)).toBe(at + 5);
    expect(observedAtOf({ at, isTyped: true }, at + 60_000)).toBe(at);
    expect(observedAtOf({ at, isTyped: true }, undefined)).toBe(at);
    expect(observedAtOf({ at: now, isTyped: false }, now - 1)).toBe(now);
  });

  it('becomes reports that the server takes, with keys that follow from one id', () => {
    const checked = checkPosition({ ...draft, remark: 'at the ford' }, { subject, now });
    if (!checked.ok) throw new Error('not taken');
    const entry = makePositionEntry(checked.value, {
      ...{ id: 'watch-1', observedAt: now, sourceName: 'Voice', saidBy: 'reported by Sgt A' },
    });
    const [fix, ...facts] = entry.send.body as object[];
    expect(positionWireSchema.parse(fix)).toMatchObject({ source: 'voice', trackId: 'p7', trackType: 'voice' });
    const context = { now, actor: 'local', defaultSource: 'http' };
    const undo = entry.undo.flatMap(({ path, body }) => (path.endsWith('/reports') ? (body as object[]) : []));
    expect([...facts, ...undo].map((fact) => parseFact(fact, context))).toMatchObject([
      { ok: true, value: { messageId: 'watch-1:net', body: { remark: 'GAO-07 · reported by Sgt A: at the ford' } } },
      { ok: true, value: { messageId: 'watch-1:check-in', entity: 'p7', body: { action: 'check-in' } } },
      { ok: true, value: { amends: { messageId: 'watch-1:check-in', as: 'retraction' } } },
    ]);
  });

  it('is no check-in when it is not to count as one, or comes from no patrol', () => {
    const bodies = [{ checkIn: 'no' as const }, {}].map((part, row) => {
      const who = row === 0 ? subject : { callSign: 'X', source: 'voice', trackId: 'X' };
      const checked = checkPosition({ ...draft, ...part }, { subject: who, now });
      return checked.ok && checked.value.checksIn;
    });
    expect(bodies).toEqual([false, false]);
  });
});
