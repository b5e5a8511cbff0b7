import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unmarked } from '../schema/marking.ts';
import { type CasevacBody, type CasevacReport, casevacReportSchema } from '../schema/medical/casevac.ts';
import { caseTimeNames, casevacEntryLimit, lineNames } from '../schema/medical/casevac-terms.ts';
import { parseFact } from '../schema/parse-fact.ts';
import type { Amends, FactEvent } from '../schema/report.ts';
import { foldCasevac } from './fold-casevac.ts';
import { foldRecord } from './fold-registry.ts';
import type { PictureRecord } from './record.ts';

type Says = { action: CasevacReport['action']; [field: string]: unknown };
type Told = { at: number; id: string; says: Says; amends?: Amends };

function event({ at, id, says, amends }: Told, sequence: number): FactEvent<'casevac'> {
  return {
    kind: 'casevac',
    source: 'desk',
    messageId: id,
    observedAt: at,
    actor: 'a',
    marking: unmarked,
    ...(amends ? { amends } : {}),
    entity: 'c',
    body: { caseId: 'c', ...says } as CasevacReport,
    sequence,
    recordedAt: 1_000 + sequence,
  };
}

/** The case after these reports in this order, as the picture folds them. */
function told(...reports: Told[]): CasevacBody {
  let record: PictureRecord | undefined;
  reports.forEach((report, index) => {
    record = foldRecord('casevac/c', record, event(report, index + 1)) ?? record;
  });
  return (record as PictureRecord<'casevac'>).body;
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

const open: Told = {
  ...{ at: 10, id: 'open' },
  says: { action: 'open', position: [0.1, 16.2], callSign: 'LION-3', casualties: 2, severity: 'critical' },
};
const life: Told[] = [
  open,
  { at: 20, id: 'nine', says: { action: 'update', precedence: { A: 1, C: 1 }, casualties: 3, security: 'P' } },
  { at: 30, id: 'times', says: { action: 'times', times: { injuryAt: 5, firstAidAt: 'unknown' } } },
  { at: 40, id: 'go', says: { action: 'assign', assetId: 'heli-1', facilityId: 'gao' } },
  { at: 50, id: 'turn', says: { action: 'retask', assetId: 'heli-2', facilityId: 'gao', reason: 'technical fault' } },
  { at: 60, id: 'mist', says: { action: 'patient', patientId: '1', injuries: 'leg' } },
  { at: 70, id: 'no', says: { action: 'clearance', state: 'refused', by: 'tower', reason: 'airspace closed' } },
];

describe('a case', () => {
  it('ends an order that was given by a clock that is ahead', () => {
    const ahead = (told: Told, recordedAt: number) => ({ ...event(told, 1), recordedAt });
    const go: Told = { at: 900, id: 'go', says: { action: 'assign', assetId: 'heli-1' } };
    const off: Told = { at: 500, id: 'off', says: { action: 'cancel', reason: 'dust storm' } };
    const opened = foldCasevac(undefined, ahead(open, 10));
    const body = foldCasevac(foldCasevac(opened, ahead(go, 400)), ahead(off, 500));
    expect(body.tasks).toEqual([{ assetId: 'heli-1', at: 400, state: 'cancelled', reason: 'dust storm' }]);
  });

  it('is in the order of one clock that is ahead, also of what was recorded at once', () => {
    const said: Told[] = [
      { at: 900, id: 'z', says: { action: 'assign', assetId: 'heli-1' } },
      { at: 930, id: 'a', says: { action: 'cancel', reason: 'dust storm' } },
    ];
    for (const order of orders(said)) {
      const folded = order.reduce<CasevacBody | undefined>(
        (body, told) => foldCasevac(body, { ...event(told, 1), recordedAt: 400 }),
        undefined,
      );
      expect(folded!.tasks).toMatchObject([{ assetId: 'heli-1', at: 400, state: 'cancelled' }]);
    }
  });

  it('grows from the call to nine lines and patients, is assigned, re-tasked, cancelled and closed', () => {
    expect(told(open)).toMatchObject({ status: 'open', casualties: 2, callSign: 'LION-3', tasks: [] });
    const body = told(...life);
    expect(body).toMatchObject({
      ...{ status: 'assigned', casualties: 3, security: 'P', callSign: 'LION-3', severity: 'critical' },
      times: { injuryAt: 5, firstAidAt: 'unknown' },
      tasks: [
        { assetId: 'heli-1', state: 'relieved', reason: 'technical fault' },
        { assetId: 'heli-2', facilityId: 'gao', state: 'assigned', at: 50 },
      ],
      clearances: [{ state: 'refused', by: 'tower', at: 70, reason: 'airspace closed' }],
      patients: [{ patientId: '1', injuries: 'leg' }],
    });
    const cancel: Told = { at: 80, id: 'off', says: { action: 'cancel', reason: 'weather' } };
    expect(told(...life, cancel)).toMatchObject({ status: 'open', tasks: [{}, { state: 'cancelled' }] });
    const close: Told = { at: 90, id: 'end', says: { action: 'close', outcome: 'admitted' } };
    expect(told(...life, close)).toMatchObject({ status: 'closed', outcome: 'admitted' });
  });

  it('ends as the same case, field by field, in each of the 5,040 orders of its reports', () => {
    const bodies = new Set(orders(life).map((order) => JSON.stringify(told(...order))));
    expect(bodies.size).toBe(1);
  });

  it('ends as the same case in any order of any reports, however many', () => {
    const says = fc.constantFrom<Says>(
      { action: 'update', casualties: 1 },
      { action: 'update', casualties: 2, frequency: '128.0' },
      { action: 'assign', assetId: 'x' },
      { action: 'assign', assetId: 'y', facilityId: 'f' },
      { action: 'retask', assetId: 'z', insteadOf: 'x', reason: 'nearer' },
      { action: 'cancel', assetId: 'y', reason: 'weather' },
      { action: 'times', times: { injuryAt: 4 } },
      { action: 'patient', patientId: '2', signs: 'pale' },
      { action: 'close', outcome: 'died' },
      { action: 'open', position: [1, 2] },
    );
    const reports = fc
      .array(fc.record({ at: fc.nat(60), says }), { minLength: 1, maxLength: 40 })
      .map((each) => each.map((one, index): Told => ({ ...one, id: `m${index}` })));
    const shuffled = reports.chain((each) =>
      fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(JSON.stringify(told(...other))).toBe(JSON.stringify(told(...one)));
      }),
      { seed: 17, numRuns: 200 },
    );
  });

  it('loses what is retracted and changes what is corrected, also when the amendment comes first', () => {
    const wrong: Told = { at: 20, id: 'n', says: { action: 'update', casualties: 9, frequency: '30.1' } };
    const gone: Told = { ...wrong, id: 'r', amends: { messageId: 'n', as: 'retraction' } };
    for (const order of orders([open, wrong, gone])) {
      expect(told(...order).casualties).toBe(2);
      expect(told(...order).frequency).toBeUndefined();
    }
    const right: Told = {
      ...{ at: 20, id: 'k', amends: { messageId: 'n', as: 'correction' } },
      says: { action: 'update', casualties: 4 },
    };
    for (const order of orders([open, wrong, right]))
      expect(told(...order)).toMatchObject({ casualties: 4, entries: [{}, { messageId: 'desk/k' }] });
    for (const order of orders([open, wrong, right])) expect(told(...order).frequency).toBeUndefined();
  });

  it('whose opening is retracted is nowhere and not open', () => {
    const gone: Told = { ...open, id: 'r', amends: { messageId: 'open', as: 'retraction' } };
    for (const order of orders([open, gone])) expect(told(...order)).toMatchObject({ status: 'unopened', entries: [] });
  });

  it('keeps its place however many reports follow', () => {
    const many = Array.from(
      { length: casevacEntryLimit + 50 },
      (_, index): Told => ({ at: 100 + index, id: `m${index}`, says: { action: 'update', casualties: index } }),
    );
    const body = told(open, ...many);
    expect(body.entries).toHaveLength(casevacEntryLimit);
    expect(body).toMatchObject({ position: [0.1, 16.2], casualties: many.length - 1 });
    expect(JSON.stringify(told(...many, open))).toBe(JSON.stringify(body));
  });

  it('forgets no decision and no word that nothing said again, however many reports follow', () => {
    const says: Told['says'][] = [
      { action: 'update', callSign: 'LION' },
      { action: 'assign', assetId: 'h1' },
      { action: 'patient', patientId: '1', injuries: 'leg' },
      { action: 'clearance', state: 'refused', by: 'tower' },
    ];
    const early = says.map((each, index): Told => ({ at: 10 + index, id: `e${index}`, says: each }));
    const many = Array.from(
      { length: casevacEntryLimit + 50 },
      (_, index): Told => ({ at: 100 + index, id: `m${index}`, says: { action: 'times', times: { injuryAt: index } } }),
    );
    const end: Told = { at: 50, id: 'end', says: { action: 'close', outcome: 'admitted' } };
    expect(told(open, ...early, ...many)).toMatchObject({
      ...{ status: 'assigned', callSign: 'LION', tasks: [{ assetId: 'h1', state: 'assigned' }] },
      ...{ patients: [{ injuries: 'leg' }], clearances: [{ state: 'refused' }] },
    });
    expect(told(open, ...early, end, ...many)).toMatchObject({ status: 'closed', outcome: 'admitted' });
    expect(told(open, ...early, end, ...many).entries).toHaveLength(casevacEntryLimit);
  });

  it('does not change what it was given', () => {
    const before = told(...life);
    const copy = structuredClone(before);
    foldCasevac(before, event({ at: 0, id: 'b', says: { action: 'update', casualties: 7 } }, 99));
    expect(before).toEqual(copy);
  });
});

describe('a report of a case', () => {
  const context = { now: 1e12, actor: 'a', defaultSource: 'desk' };
  const wire = (says: object) =>
    parseFact({ kind: 'casevac', messageId: 'm', observedAt: '2001-01-01T00:00:00Z', caseId: 'c', ...says }, context);

  it('is refused by name when it opens nowhere, refuses clearance by nobody, assigns nothing or cancels without reason', () => {
    for (const says of [
      { action: 'open' },
      { action: 'open', position: [200, 0] },
      { action: 'open', position: [0, 0] },
      { action: 'update', position: [0, 0] },
      { action: 'clearance', state: 'refused' },
      { action: 'assign' },
      { action: 'cancel' },
      { action: 'patient' },
      { action: 'times', times: { injuryAt: 'about seven' } },
      { action: 'update', casualties: -1 },
    ])
      expect(wire(says)).toMatchObject({ ok: false, problem: { name: 'invalid-report' } });
    expect(wire({ action: 'clearance', state: 'refused', by: 'tower' })).toMatchObject({ ok: true });
    expect(wire({ action: 'times', times: { injuryAt: '2000-12-31T07:00Z', firstAidAt: 'unknown' } })).toMatchObject({
      ok: true,
    });
  });

  it('has the fields that those who only read cases go by', () => {
    const [open, update, times] = casevacReportSchema.options;
    expect(Object.keys(update.shape).sort()).toEqual(['action', 'caseId', ...lineNames].sort());
    expect(Object.keys(open.shape).sort()).toEqual(Object.keys(update.shape).sort());
    expect(Object.keys(times.shape.times.shape)).toEqual([...caseTimeNames, 'injuryToleranceMinutes']);
    expect(casevacReportSchema.options).toHaveLength(9);
  });
});
