import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unmarked } from '../schema/marking.ts';
import type { Amends, FactEvent } from '../schema/report.ts';
import { type PatrolBody, type PatrolReport, patrolMarkLimit } from '../schema/watch/patrol.ts';
import { foldPatrol, isBelated } from './fold-patrol.ts';
import { foldRecord } from './fold-registry.ts';
import type { PictureRecord } from './record.ts';

type Action = { action: PatrolReport['action']; [field: string]: unknown };
type Told = { at: number; id: string; says: Action; amends?: Amends };

const plan = (callSign: string, unit?: string): Action => ({
  action: 'plan',
  plan: {
    callSign,
    mode: 'vehicle',
    tracks: [],
    route: [{ position: [1, 15] }],
    startAt: 0,
    checkInMinutes: 60,
    ...(unit ? { unit } : {}),
  },
});
const handOver = (toUnit: string): Action => ({ action: 'hand-over', toUnit });
const close = (outcome: string): Action => ({ action: 'close', outcome });

function event({ at, id, says, amends }: Told, sequence: number): FactEvent<'patrol'> {
  return {
    kind: 'patrol',
    source: 'desk',
    messageId: id,
    observedAt: at,
    actor: 'a',
    marking: unmarked,
    ...(amends ? { amends } : {}),
    entity: 'p',
    body: { patrolId: 'p', ...says } as PatrolReport,
    sequence,
    recordedAt: 1_000_000 + sequence,
  };
}

/** The patrol after these reports in this order, as the picture folds them. */
function told(...reports: Told[]): PatrolBody | undefined {
  let record: PictureRecord | undefined;
  reports.forEach((report, index) => {
    record = foldRecord('patrol/p', record, event(report, index + 1)) ?? record;
  });
  return (record as PictureRecord<'patrol'> | undefined)?.body;
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe('a patrol', () => {
  it('is planned, under way, completed or aborted, and removed only by a person', () => {
    const life: Told[] = [
      { at: 1, id: 'a', says: plan('P1') },
      { at: 2, id: 'b', says: { action: 'start' } },
      { at: 3, id: 'c', says: close('aborted') },
      { at: 4, id: 'd', says: close('completed') },
      { at: 5, id: 'e', says: { action: 'remove', reason: 'entered twice' } },
    ];
    const statuses = life.map((_, index) => told(...life.slice(0, index + 1))!.status);
    expect(statuses).toEqual(['planned', 'under-way', 'aborted', 'completed', 'removed']);
    expect(told({ at: 1, id: 'x', says: { action: 'check-in' } })!.status).toBe('under-way');
  });

  it('ends as the same patrol, field by field, in each of the 5,040 orders of its reports', () => {
    const life: Told[] = [
      { at: 10, id: 'a', says: plan('FIRST', 'unit-1') },
      { at: 20, id: 'b', says: plan('SECOND', 'unit-2') },
      { at: 30, id: 'c', says: { action: 'start' } },
      { at: 40, id: 'd', says: handOver('unit-3') },
      { at: 50, id: 'e', says: handOver('unit-4') },
      { at: 60, id: 'f', says: { action: 'check-in', remark: 'well' } },
      { at: 70, id: 'g', says: close('completed') },
    ];
    const bodies = orders(life).map((order) => JSON.stringify(told(...order)));
    expect(bodies).toHaveLength(5_040);
    expect([...new Set(bodies)]).toHaveLength(1);
    expect(JSON.parse(bodies[0]!)).toMatchObject({ status: 'completed', unit: 'unit-4', plan: { callSign: 'SECOND' } });
  });

  it('ends as the same patrol in any order of any reports at any times, however many', () => {
    const says = fc.constantFrom<Action>(
      { action: 'start' },
      { action: 'check-in' },
      handOver('u1'),
      handOver('u2'),
      close('completed'),
      { action: 'remove', reason: 'twice' },
    );
    const report = fc.record({ at: fc.nat(500), says });
    const reports = fc
      .array(report, { maxLength: 120 })
      .map((each) => each.map((told, index): Told => ({ ...told, id: `m${index}` })));
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

  it('takes the plan whose time is latest, and its unit with it', () => {
    const [early, late]: [Told, Told] = [
      { at: 10, id: 'a', says: plan('EARLY', 'unit-1') },
      { at: 20, id: 'b', says: plan('LATE', 'unit-2') },
    ];
    for (const order of orders([early, late]))
      expect(told(...order)).toMatchObject({ unit: 'unit-2', plan: { callSign: 'LATE' } });
    const started: Told = { at: 15, id: 'c', says: { action: 'start' } };
    for (const order of orders([early, late, started])) expect(told(...order)!.unit).toBe('unit-2');
  });

  it('keeps start, hand-over and close however many check-ins follow', () => {
    const checkIns = Array.from(
      { length: 200 },
      (_, index): Told => ({ at: 100 + index, id: `c${index}`, says: { action: 'check-in' } }),
    );
    const body = told(
      { at: 1, id: 'p', says: plan('P', 'unit-1') },
      { at: 2, id: 's', says: { action: 'start' } },
      { at: 3, id: 'h', says: handOver('unit-2') },
      ...checkIns,
    )!;
    expect(body.marks).toHaveLength(patrolMarkLimit);
    expect(body.unit).toBe('unit-2');
    expect(body.marks.slice(0, 2).map(({ action }) => action)).toEqual(['start', 'hand-over']);
    expect(body.marks.at(-1)!.at).toBe(299);
    expect(told(...checkIns, { at: 4, id: 'r', says: { action: 'remove', reason: 'twice' } })!.status).toBe('removed');
  });

  it('loses what is retracted and changes what is corrected, also when the amendment comes first', () => {
    const started: Told = { at: 10, id: 'a', says: { action: 'start' } };
    const closed: Told = { at: 20, id: 'b', says: close('completed') };
    const retracted: Told = { at: 20, id: 'r', says: close('completed'), amends: { messageId: 'b', as: 'retraction' } };
    for (const order of orders([started, closed, retracted])) {
      expect(told(...order)).toMatchObject({ status: 'under-way', marks: [{ messageId: 'desk/a' }] });
    }
    const corrected: Told = { at: 21, id: 'k', says: close('aborted'), amends: { messageId: 'b', as: 'correction' } };
    for (const order of orders([started, closed, corrected])) {
      const body = told(...order)!;
      expect(body.status).toBe('aborted');
      expect(body.marks.map(({ messageId }) => messageId)).toEqual(['desk/a', 'desk/k']);
    }
  });

  it('loses its plan when that is retracted, and only by its own source', () => {
    const planned: Told = { at: 5, id: 'p', says: plan('P1') };
    const other: Told = {
      at: 6,
      id: 'x',
      says: { action: 'check-in' },
      amends: { messageId: 'p', source: 'other', as: 'retraction' },
    };
    const own: Told = { at: 6, id: 'y', says: { action: 'check-in' }, amends: { messageId: 'p', as: 'retraction' } };
    expect(told(planned, other)?.plan).toBeDefined();
    expect(told(planned, own)).toMatchObject({ status: 'unplanned', marks: [] });
    expect(told(planned, own)?.plan).toBeUndefined();
  });

  it('does not come back as a ghost when a mark of a closed and retired one arrives a day late', () => {
    const late = event({ at: 0, id: 'late', says: { action: 'check-in' } }, 1);
    expect(isBelated({ ...late, recordedAt: late.observedAt + 25 * 3_600_000 })).toBe(true);
    expect(isBelated({ ...late, recordedAt: late.observedAt + 3_600_000 })).toBe(false);
  });

  it('does not change what it was given', () => {
    const before = told({ at: 1, id: 'a', says: { action: 'start' } })!;
    const copy = structuredClone(before);
    foldPatrol(before, event({ at: 0, id: 'b', says: { action: 'check-in' } }, 2));
    expect(before).toEqual(copy);
  });
});
