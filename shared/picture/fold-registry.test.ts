import { describe, expect, it } from 'vitest';
import { classifications, type Marking, unmarked } from '../schema/marking.ts';
import type { Amends, FactEvent } from '../schema/report.ts';
import { foldRecord } from './fold-registry.ts';
import type { PictureRecord } from './record.ts';

type Told = { id: string; at?: number; says?: string; source?: string; amends?: Amends; marking?: Marking };

const correction = (messageId: string, source?: string): Amends => ({
  messageId,
  as: 'correction',
  ...(source ? { source } : {}),
});
const retraction = (messageId: string, source?: string): Amends => ({
  messageId,
  as: 'retraction',
  ...(source ? { source } : {}),
});
const secret: Marking = { ...unmarked, classification: 'confidential' };

function fold(kind: 'site' | 'incident', reports: readonly Told[]): PictureRecord | undefined {
  let record: PictureRecord | undefined;
  reports.forEach(({ id, at = 100, says = id, source = 'desk', amends, marking = unmarked }, index) => {
    const event = {
      kind,
      source,
      messageId: id,
      observedAt: at,
      actor: 'a',
      marking,
      ...(amends ? { amends } : {}),
      entity: 'e',
      body: { says },
      sequence: index + 1,
      recordedAt: 1_000 + index,
    } as unknown as FactEvent<'site'>;
    record = foldRecord(`${kind}/e`, record, event) ?? record;
  });
  return record;
}

const said = (record: PictureRecord | undefined) => (record?.body as unknown as { says: string } | undefined)?.says;
const site = (...reports: Told[]) => fold('site', reports);
const incident = (...reports: Told[]) => fold('incident', reports);

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe('a state', () => {
  it('is the newest observation, in whatever order they come', () => {
    const reports = [1, 2, 3, 4].map((at): Told => ({ id: `m${at}`, at: at * 10 }));
    for (const order of orders(reports)) expect(said(site(...order))).toBe('m4');
  });

  it('is not held by a clock that is ahead: it counts from when it became known', () => {
    const ahead: Told = { id: 'ahead', at: 300_000 };
    const record = site(ahead, { id: 'later', at: 1_001 });
    expect([said(record), record!.observedAt]).toEqual(['later', 1_001]);
    expect(site(ahead)!.observedAt).toBe(1_000);
  });

  it('is the report that came last among those of one time', () => {
    expect(said(site({ id: 'a' }, { id: 'b' }))).toBe('b');
  });

  it('is as corrected, also to an earlier time, and whether original or correction comes first', () => {
    const original: Told = { id: 'a', at: 50 };
    const earlier: Told = { id: 'b', at: 40, amends: correction('a') };
    for (const order of orders([original, earlier])) expect(said(site(...order))).toBe('b');
    const others: Told[] = [{ id: 'x', at: 10 }, original, earlier];
    for (const order of orders(others)) expect(said(site(...order)), order.map(({ id }) => id).join()).toBe('b');
  });

  it('does not come back by a late original that was corrected while something newer stood', () => {
    const record = site(
      { id: 'new', at: 90 },
      { id: 'fix', at: 20, amends: correction('old') },
      { id: 'gone', at: 91, amends: retraction('new') },
      { id: 'old', at: 20 },
    );
    expect(said(record)).toBe('new');
    expect(record).toMatchObject({ retracted: true });
  });
});

describe('an account', () => {
  it('is the newest report, whatever time it tells of', () => {
    expect(said(incident({ id: 'a', at: 90 }, { id: 'b', at: 10 }))).toBe('b');
  });

  it('stays as corrected through a chain of corrections that come from the last to the first', () => {
    const chain: Told[] = [{ id: 'a' }, { id: 'b', amends: correction('a') }, { id: 'c', amends: correction('b') }];
    expect(said(incident(...chain))).toBe('c');
    expect(said(incident(...chain.toReversed()))).toBe('c');
  });

  it('is not brought back by a copy of what was overtaken', () => {
    const record = incident({ id: 'a' }, { id: 'b', amends: correction('a') }, { id: 'a' });
    expect(said(record)).toBe('b');
    expect(record).toMatchObject({ version: 2, superseded: ['desk/a'] });
  });
});

describe('a retraction', () => {
  it('marks the record and leaves its text, whether it comes after the original or before', () => {
    const [told, withdrawn]: [Told, Told] = [
      { id: 'a', says: 'attack' },
      { id: 'r', says: 'nothing', amends: retraction('a') },
    ];
    expect(incident(told, withdrawn)).toMatchObject({ retracted: true, body: { says: 'attack' }, messageId: 'r' });
    expect(incident(withdrawn, told)).toMatchObject({ retracted: true, messageId: 'r' });
    expect(said(incident(withdrawn, told))).not.toBe('attack');
  });

  it('of a report that no longer stands changes nothing but what may come back', () => {
    const record = site(
      { id: 'a', at: 10 },
      { id: 'b', at: 20 },
      { id: 'r', at: 30, amends: retraction('a') },
      { id: 'a', at: 10 },
    );
    expect(record).toMatchObject({ messageId: 'b', body: { says: 'b' }, superseded: ['desk/a'], version: 2 });
    expect(record).not.toHaveProperty('retracted');
  });

  it('is lifted by a new report', () => {
    const record = site({ id: 'a', at: 50 }, { id: 'r', at: 60, amends: retraction('a') }, { id: 'b', at: 40 });
    expect(record).toMatchObject({ messageId: 'b' });
    expect(record).not.toHaveProperty('retracted');
  });
});

describe('message ids', () => {
  it('are told apart by their source', () => {
    const record = incident(
      { id: '1', source: 'north', says: 'north' },
      { id: '2', source: 'south', says: 'south', amends: retraction('1') },
    );
    expect(record).toMatchObject({ body: { says: 'north' } });
    expect(record).not.toHaveProperty('retracted');
    expect(
      incident({ id: '1', source: 'north' }, { id: '2', source: 'south', amends: retraction('1', 'north') }),
    ).toMatchObject({ retracted: true });
    expect(
      said(
        incident({ id: '2', source: 'south', amends: correction('1') }, { id: '1', source: 'north', says: 'north' }),
      ),
    ).toBe('north');
  });
});

describe('the marking of a record', () => {
  it('is that of the report it rests on', () => {
    expect(site({ id: 'a', marking: secret }, { id: 'b', at: 200 })!.marking).toEqual(unmarked);
  });

  it('stays at least that of the retracted report, whose text it still shows', () => {
    const record = incident({ id: 'a', says: 'secret', marking: secret }, { id: 'r', amends: retraction('a') });
    expect(said(record)).toBe('secret');
    expect(record!.marking.classification).toBe('confidential');
  });

  it('of a patrol is that of all its reports together', () => {
    const patrol = (marking: Marking, id: string): FactEvent<'patrol'> => ({
      kind: 'patrol',
      source: 'desk',
      messageId: id,
      observedAt: 1,
      actor: 'a',
      marking,
      entity: 'p',
      body: { action: 'check-in', patrolId: 'p' },
      sequence: 1,
      recordedAt: 1,
    });
    for (const order of orders([unmarked, secret, { ...unmarked, releasableTo: ['alpha'], originator: 'alpha' }])) {
      let record: PictureRecord | undefined;
      order.forEach((marking, index) => {
        record = foldRecord('patrol/p', record, patrol(marking, `m${index}`));
      });
      expect(record!.marking).toEqual({
        classification: classifications[1],
        releasableTo: ['alpha'],
        originator: 'alpha',
      });
    }
  });
});
