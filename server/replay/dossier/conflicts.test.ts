import { describe, expect, it } from 'vitest';
import { unmarked } from '#shared/schema/marking.ts';
import { incidentReportSchema } from '#shared/schema/watch/incident.ts';
import { findChanges } from './changed-fields.ts';
import { findConflicts } from './conflicts.ts';
import { tellKnowledge } from './knowledge.ts';
import type { IncidentEvent } from './read-accounts.ts';

const at = Date.UTC(2026, 10, 20, 6);
let sequence = 0;

function makeReport(source: string, body: object = {}, more: Partial<IncidentEvent> = {}): IncidentEvent {
  sequence++;
  const said = { type: 'ATK.DF', title: 'Shots', occurredAt: new Date(at).toISOString(), position: [1, 16], ...body };
  return {
    ...{ kind: 'incident', source, messageId: `m${sequence}`, observedAt: at, actor: 'desk', marking: unmarked },
    ...{ entity: 'I1', sequence, recordedAt: at + sequence * 60_000, body: incidentReportSchema.parse(said) },
    ...more,
  } as IncidentEvent;
}
const killed = (count: number) => ({ casualties: [{ outcome: 'killed', group: 'civilian', count }] });
const name = (source: string) => source;
const same = (...reports: IncidentEvent[]) => [{ relation: 'same' as const, reports }];

describe('accounts of one incident', () => {
  it('agree where they differ in words only, or where one of them counted nobody', () => {
    const reports = [makeReport('a', killed(2)), makeReport('b', { title: 'Gunfire', casualties: [] })];
    expect(findConflicts(same(...reports), name).others).toEqual([]);
  });

  it('disagree in casualties, type, or a place farther away than either knows it', () => {
    const reports = [
      makeReport('b', { ...killed(3), type: 'ATK.IED', position: [1.1, 16] }),
      makeReport('c', { position: [1.03, 16], precision: 'locality' }),
      makeReport('a', killed(2)),
    ];
    const { standing, others } = findConflicts(same(...reports), name);
    expect(standing).toMatchObject({ source: 'a' });
    expect(others.map(({ source, on }) => [source, on])).toEqual([['b', ['type', 'casualties', 'place']]]);
  });

  it('are the last word of each source: what it corrected itself stands no more', () => {
    const first = makeReport('b', killed(3));
    const corrected = makeReport('b', killed(2), { amends: { messageId: first.messageId, as: 'correction' } });
    const own = makeReport('a', killed(2));
    expect(findConflicts(same(first, own), name).others).toHaveLength(1);
    expect(findConflicts(same(first, corrected, own), name).others).toHaveLength(0);
  });

  it('of a part contradict the whole when the part counts more than the whole', () => {
    const whole = [makeReport('a', killed(4))];
    const part = (count: number) => [makeReport('a', killed(count), { entity: 'I2' })];
    const others = (count: number) =>
      findConflicts([...same(...whole), { relation: 'part', reports: part(count) }], name).others;
    expect([others(4).length, others(5).length]).toEqual([0, 1]);
  });
});

describe('what a report changed', () => {
  it('is told against the report that it corrects, not the one that came between', () => {
    const first = makeReport('a', killed(1));
    const between = makeReport('b', killed(9));
    const corrected = makeReport('a', killed(2), { amends: { messageId: first.messageId, as: 'correction' } });
    const told = tellKnowledge({
      reports: [first, between, corrected],
      isPart: false,
      occurredAt: at,
      sourceNames: name,
    });
    expect(told.map((each) => each.as)).toEqual(['first', 'further', 'correction']);
    expect(told[2]!.changes).toEqual([{ field: 'killed', before: 1, after: 2 }]);
    expect(told.map(({ isOvertaken }) => isOvertaken)).toEqual([true, false, false]);
  });

  it('tells how far a place moved, also from nowhere', () => {
    const [nowhere, here, there] = [{ position: undefined }, {}, { position: [1, 16.1] }].map(
      (body) => makeReport('a', body).body,
    ) as [IncidentEvent['body'], IncidentEvent['body'], IncidentEvent['body']];
    expect(findChanges(here, there)).toEqual([
      { field: 'position', before: [1, 16], after: [1, 16.1], movedMetres: expect.closeTo(11_119.5, 1) },
    ]);
    expect(findChanges(nowhere, here)).toEqual([{ field: 'position', after: [1, 16] }]);
    expect(findChanges(here, here)).toEqual([]);
  });
});
