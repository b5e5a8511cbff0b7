import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Live } from '../live-context.ts';
import { findInterrupts } from './interrupts.ts';

const since = Date.UTC(2026, 10, 12, 6);
const hourMs = 3_600_000;
type Tier = { state: 'met' | 'missed' | 'unknown' };

function incident(id: string, after: number, { type = 'ATK.IED', version = 1, occurredBefore = 60_000 } = {}) {
  const [knownAt, key] = [since + after, `incident/${id}`];
  const body = { type, title: `Blast ${id}`, occurredAt: knownAt - occurredBefore };
  return { key, kind: 'incident', id, version, knownAt, observedAt: knownAt, body } as unknown as PictureRecord;
}

function casevac(id: string, after: number, { status = 'open', openedAfter = after, callSign = '' } = {}) {
  const entries = [{ at: since + openedAfter }];
  const body = { caseId: id, status, entries, ...(callSign ? { callSign } : {}) };
  return { key: `casevac/${id}`, kind: 'casevac', id, knownAt: since + after, body } as unknown as PictureRecord;
}

function cover(id: string, after: number, team: Tier, before?: { team: Tier; surgery: Tier }) {
  const body = { team, surgery: { state: 'met' }, ...(before ? { before } : {}) };
  return { key: `cover/${id}`, kind: 'cover', id, observedAt: since + after, body } as unknown as PictureRecord;
}

const patrol = { key: 'patrol/p1', kind: 'patrol', id: 'p1', body: { plan: { callSign: 'LION 1' } } };
const met = { team: { state: 'met' }, surgery: { state: 'met' } } as const;

type Part = { recording?: boolean; isFrozen?: boolean; pictureAt?: number | undefined; isCurrent?: boolean };

function find(records: readonly PictureRecord[], part: Part = {}, seen?: ReadonlySet<string>) {
  const { recording = true, isFrozen = false, isCurrent = true } = part;
  const store = {
    ...{ isCurrent, pictureAt: 'pictureAt' in part ? part.pictureAt : since },
    lastBeat: { recording, behindMs: 0 },
    recordsOf: (kind: string) => records.filter((record) => record.kind === kind),
    picture: { records: new Map([['patrol/p1', patrol]]) },
  };
  const clock = { profile: 'lan', isFrozen: () => isFrozen };
  return findInterrupts({ store, clock } as unknown as Live, since, seen);
}

const kindsOf = (found: readonly { kind: string }[]) => found.map(({ kind }) => kind);

describe('whoever looks at the past is interrupted', () => {
  it('by nothing while nothing happens', () => {
    expect(find([])).toEqual([]);
  });

  it('when the live picture is frozen or not recorded, the gravest first', () => {
    const found = find([incident('a', 1), casevac('c', 1), cover('p1', 1, { state: 'missed' }, met)], {
      ...{ isFrozen: true, recording: false },
    });
    expect(kindsOf(found)).toEqual(['frozen', 'not-recording', 'attack', 'casevac', 'cover']);
    expect(kindsOf(find([], { isCurrent: false }))).toEqual(['frozen']);
  });

  it('not by a frozen picture that never was there', () => {
    expect(find([], { isFrozen: true, pictureAt: undefined })).toEqual([]);
  });

  it('by an attack that became known meanwhile, and by no other incident', () => {
    expect(find([incident('a', 1)])).toMatchObject([
      { id: 'incident/a', kind: 'attack', key: 'incident/a', title: 'Blast a', more: 0 },
    ]);
    const others = [incident('b', 0), incident('c', 1, { type: 'CRM.ROB' }), incident('d', 1, { version: 2 })];
    expect(find(others)).toEqual([]);
  });

  it('not by an attack of more than six hours before it was reported: that is history', () => {
    const report = (occurredBefore: number) => find([incident('a', 1, { occurredBefore })]).length;
    expect([report(6 * hourMs), report(6 * hourMs + 1)]).toEqual([1, 0]);
  });

  it('by a case that was opened meanwhile, by its call sign or else its number', () => {
    expect(find([casevac('c1', 1, { callSign: 'DUSTOFF' })])).toMatchObject([{ kind: 'casevac', title: 'DUSTOFF' }]);
    expect(find([casevac('c1', 1)])[0]?.title).toBe('c1');
    expect(find([casevac('c1', 1, { status: 'closed' })])).toEqual([]);
    expect(find([casevac('c1', 0)])).toEqual([]);
    expect(find([casevac('c1', 1, { openedAfter: -6 * hourMs })])).toEqual([]);
  });

  it('by cover that a patrol lost, by the call sign of the patrol', () => {
    const lost = cover('p1', 5, { state: 'missed' }, met);
    expect(find([lost])).toMatchObject([
      { id: `cover/p1@${since + 5}`, kind: 'cover', key: 'patrol/p1', title: 'LION 1' },
    ]);
    expect(find([cover('p9', 5, { state: 'missed' }, met)])[0]?.title).toBe('p9');
  });

  it('not by cover that was missed before, that was never there, is unknown, or was lost earlier', () => {
    const missed = { state: 'missed' } as const;
    expect(find([cover('p1', 5, missed, { ...met, team: missed })])).toEqual([]);
    expect(find([cover('p1', 5, missed)])).toEqual([]);
    expect(find([cover('p1', 5, { state: 'unknown' }, met)])).toEqual([]);
    expect(find([cover('p1', 0, missed, met)])).toEqual([]);
  });

  it('once for a flood: by the newest, with how many more there are', () => {
    const flood = [incident('a', 1), incident('c', 9), incident('b', 5), casevac('c', 2)];
    expect(find(flood)).toMatchObject([
      { id: 'incident/c', more: 2 },
      { id: 'casevac/c', more: 0 },
    ]);
  });

  it('not again by what was seen, but by the next that was not', () => {
    const flood = [incident('a', 1), incident('c', 9), incident('b', 5)];
    expect(find(flood, {}, new Set(['incident/c']))).toMatchObject([{ id: 'incident/b', more: 1 }]);
    expect(find(flood, { isFrozen: true }, new Set(['frozen', 'incident/a', 'incident/b', 'incident/c']))).toEqual([]);
  });

  it('again when the cover is lost once more', () => {
    const seen = new Set([`cover/p1@${since + 5}`]);
    expect(find([cover('p1', 5, { state: 'missed' }, met)], {}, seen)).toEqual([]);
    expect(find([cover('p1', 90, { state: 'missed' }, met)], {}, seen)).toHaveLength(1);
  });
});
