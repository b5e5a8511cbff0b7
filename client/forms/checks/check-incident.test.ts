import { describe, expect, it } from 'vitest';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { emptyDrafts } from '../../store/entry/entry-drafts.ts';
import { checkIncident, defaultPrecision, makeIncidentEntry } from './check-incident.ts';

const now = Date.UTC(2026, 10, 12, 14, 2, 37);
const context = { now, proposedTitle: 'Attack, ambush, 12 km NE of Gao' };
const draft = { ...emptyDrafts.incident, type: 'ATK.AMB', place: '16.4 0.2' };
const check = (part: object = {}) => checkIncident({ ...draft, ...part }, context);
const faultsOf = (part: object) => {
  const checked = check(part);
  return checked.ok ? [] : Object.keys(checked.faults);
};

describe('a quick incident', () => {
  it('names each field that is wrong', () => {
    expect(faultsOf({ type: '', place: 'x', time: 'x' })).toEqual(['type', 'place', 'time']);
    expect(faultsOf({ casualties: { 'civilian.killed': 'two' } })).toEqual(['casualties']);
    expect(faultsOf({ reliability: 'B' })).toEqual(['grading']);
    expect(faultsOf({ title: 'x'.repeat(301) })).toEqual(['title']);
    expect(faultsOf({ casualties: { 'civilian.killed': ' 2 ', 'armed.injured': '' } })).toEqual([]);
  });

  it('takes the proposed title while none is typed, and the precision of its coordinates while none is chosen', () => {
    expect(check()).toMatchObject({ value: { title: context.proposedTitle, precision: 'locality' } });
    expect(check({ title: 'Convoy hit', precision: 'district', place: '16.40000 0.20000' })).toMatchObject({
      value: { title: 'Convoy hit', precision: 'district' },
    });
    expect([1, 1_000, 10_000, 40_000, 100_000].map(defaultPrecision)).toEqual([
      ...['exact', 'exact', 'locality', 'district', 'region'],
    ]);
  });

  it('becomes a report that the server takes, a correction of it, and what takes it back', () => {
    const checked = check({ casualties: { 'civilian.killed': '2' }, reliability: 'B', credibility: '2' });
    if (!checked.ok) throw new Error('not taken');
    const made = makeIncidentEntry(checked.value, { id: 'm1', incidentId: 'm1', corrects: '', place: 'Gao' });
    const mended = makeIncidentEntry(checked.value, { id: 'm2', incidentId: 'm1', corrects: 'm1', place: undefined });
    const sent = [made.send, ...made.undo, mended.send].flatMap(({ body }) => body as object[]);
    const taken = sent.map((report) => parseFact(report, { now, actor: 'local', defaultSource: 'http' }));
    expect(taken).toMatchObject([
      { ok: true, value: { entity: 'm1', messageId: 'm1', body: { grading: { reliability: 'B' }, place: 'Gao' } } },
      { ok: true, value: { entity: 'm1', amends: { messageId: 'm1', as: 'retraction' } } },
      { ok: true, value: { entity: 'm1', messageId: 'm2', amends: { messageId: 'm1', as: 'correction' } } },
    ]);
    expect(mended.key).toBe('incident/m1');
  });
});
