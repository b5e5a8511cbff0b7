import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Live } from '../live-context.ts';
import { watchInterrupts } from './interrupts.ts';

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
const missed = { state: 'missed' } as const;

/** A live picture by hand, watched from the moment `since` on; `held` is what was in it then. */
function watch(held: readonly PictureRecord[] = [], begins: 'whole' | 'empty' = 'whole') {
  const stands: { now?: number; pictureAt?: number } = begins === 'empty' ? {} : { now: since, pictureAt: since };
  const world = {
    ...{ records: held, recording: true, isFrozen: false, isCurrent: true },
    now: stands.now as number | undefined,
    pictureAt: stands.pictureAt as number | undefined,
  };
  const store = {
    get isCurrent() {
      return world.isCurrent;
    },
    get pictureAt() {
      return world.pictureAt;
    },
    get lastBeat() {
      return { recording: world.recording, behindMs: 0 };
    },
    recordsOf: (kind: string) => world.records.filter((record) => record.kind === kind),
    picture: { records: new Map([['patrol/p1', patrol]]) },
  };
  const clock = { profile: 'lan', isFrozen: () => world.isFrozen, serverNow: () => world.now };
  const listeners = new Set<() => void>();
  const pulse = {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const watched = watchInterrupts({ store, clock, pulse } as unknown as Live);
  const shown = () => watched.shown.getState().interrupts;
  return {
    ...{ world, shown, dismiss: watched.dismiss, close: watched.close },
    kinds: () => shown().map(({ kind }) => kind),
    /** The next pulse, by which the picture is another. */
    next: (part: Partial<typeof world> | readonly PictureRecord[]) => {
      Object.assign(world, Array.isArray(part) ? { records: part } : part);
      for (const listener of listeners) listener();
      return shown();
    },
  };
}

/** What comes up when these are there from one pulse to the next. */
const found = (...records: PictureRecord[]) => watch().next(records);

describe('whoever looks at the past is interrupted', () => {
  it('by nothing while nothing happens, and by nothing that was there before', () => {
    expect(found()).toEqual([]);
    const held = [incident('a', -1), casevac('c', 0), cover('p1', -5, missed, met)];
    expect(watch(held).next(held)).toEqual([]);
  });

  it('when the live picture is frozen or not recorded, the gravest first', () => {
    const { next, kinds } = watch();
    next({
      records: [incident('a', 1), casevac('c', 1), cover('p1', 1, missed, met)],
      isFrozen: true,
      recording: false,
    });
    expect(kinds()).toEqual(['frozen', 'not-recording', 'attack', 'casevac', 'cover']);
    next({ isFrozen: false, recording: true });
    expect(kinds()).toEqual(['attack', 'casevac', 'cover']);
    next({ isCurrent: false });
    expect(kinds()[0]).toBe('frozen');
  });

  it('not by a frozen picture that never was there', () => {
    expect(watch([], 'empty').next({ isFrozen: true, now: since })).toEqual([]);
  });

  it('by each spell of NOT RECORDING and of frozen as long as it lasts: nobody can have done with it before', () => {
    const { next, dismiss, shown, kinds } = watch();
    const [first] = next({ recording: false });
    expect(first).toMatchObject({ kind: 'not-recording', isLasting: true });
    dismiss(first!.id);
    expect(shown()).toEqual([first]);
    expect(next({})).toEqual([first]);
    expect(next({ recording: true })).toEqual([]);
    const [second] = next({ recording: false });
    expect(second!.id).not.toBe(first!.id);
    next({ recording: true, isFrozen: true });
    expect(kinds()).toEqual(['frozen']);
  });

  it('by an attack that became known meanwhile, and by no other incident', () => {
    expect(found(incident('a', 1))).toMatchObject([
      { id: 'incident/a', kind: 'attack', key: 'incident/a', title: 'Blast a', more: 0 },
    ]);
    expect(found(incident('c', 1, { type: 'CRM.ROB' }))).toEqual([]);
  });

  it('by an attack that was corrected before anybody looked, and not by the correction of one that was known', () => {
    expect(found(incident('a', 1, { version: 2 }))).toMatchObject([{ id: 'incident/a' }]);
    expect(watch([incident('a', -1)]).next([incident('a', 1, { version: 2 })])).toEqual([]);
    const robbery = incident('c', -1, { type: 'CRM.ROB' });
    expect(watch([robbery]).next([incident('c', 1, { version: 2 })])).toMatchObject([{ id: 'incident/c' }]);
  });

  it('by an attack that a phone without a link had known of before: it is new to the picture', () => {
    expect(found(incident('a', -300_000))).toMatchObject([{ id: 'incident/a' }]);
  });

  it('not by an attack of more than six hours before: that is history, also when it is dated back', () => {
    const report = (occurredBefore: number) => found(incident('a', 1, { occurredBefore })).length;
    expect([report(6 * hourMs), report(6 * hourMs + 1)]).toEqual([1, 0]);
    expect(found(incident('a', -24 * hourMs))).toEqual([]);
  });

  it('by a case that was opened meanwhile, by its call sign or else its number', () => {
    expect(found(casevac('c1', 1, { callSign: 'DUSTOFF' }))).toMatchObject([{ kind: 'casevac', title: 'DUSTOFF' }]);
    expect(found(casevac('c1', 1))[0]?.title).toBe('c1');
    expect(found(casevac('c1', 1, { status: 'assigned' }))).toHaveLength(1);
    expect(found(casevac('c1', 1, { status: 'closed' }))).toEqual([]);
    expect(found(casevac('c1', 1, { openedAfter: -6 * hourMs }))).toEqual([]);
  });

  it('by a case that was reported before and is opened now, and not again by what is added to it', () => {
    const unopened = casevac('c1', -5, { status: 'unopened' });
    expect(watch([unopened]).next([casevac('c1', 1, { openedAfter: -5 })])).toHaveLength(1);
    expect(watch([casevac('c1', -5)]).next([casevac('c1', 1, { status: 'assigned', openedAfter: -5 })])).toEqual([]);
  });

  it('by cover that a patrol lost, by the call sign of the patrol', () => {
    expect(found(cover('p1', 5, missed, met))).toMatchObject([
      { id: `cover/p1@${since + 5}`, kind: 'cover', key: 'patrol/p1', title: 'LION 1' },
    ]);
    expect(found(cover('p9', 5, missed, met))[0]?.title).toBe('p9');
  });

  it('by cover whose loss was concluded and concluded again between two looks', () => {
    const { next } = watch([cover('p1', -5, met.team)]);
    expect(next([cover('p1', 9, missed, { ...met, team: missed })])).toMatchObject([{ id: `cover/p1@${since + 9}` }]);
  });

  it('not by cover that was missed before, that was never there, is unknown, or was lost earlier', () => {
    expect(found(cover('p1', 5, missed, { ...met, team: missed }))).toEqual([]);
    expect(found(cover('p1', 5, missed))).toEqual([]);
    expect(found(cover('p1', 5, { state: 'unknown' }, met))).toEqual([]);
    expect(found(cover('p1', 0, missed, met))).toEqual([]);
  });
});

describe('what interrupted', () => {
  it('stays until it was seen, whatever becomes of its record', () => {
    const { next, dismiss, shown } = watch();
    const first = next([incident('a', 1), casevac('c', 1), cover('p1', 1, missed, met)]);
    expect(first).toHaveLength(3);
    const later = [
      incident('a', 2, { version: 2 }),
      casevac('c', 2, { status: 'assigned', openedAfter: 1 }),
      cover('p1', 2, missed, { ...met, team: missed }),
    ];
    expect(next(later)).toEqual(first);
    expect(next([])).toEqual(first);
    for (const { id } of first) dismiss(id);
    expect(shown()).toEqual([]);
    expect(next(later)).toEqual([]);
  });

  it('is one line for a flood: the newest, with how many more there are, and the next when it was seen', () => {
    const { next, dismiss, shown } = watch();
    expect(next([incident('a', 1), incident('c', 9), incident('b', 5), casevac('c', 2)])).toMatchObject([
      { id: 'incident/c', more: 2 },
      { id: 'casevac/c', more: 0 },
    ]);
    dismiss('incident/c');
    expect(shown()[0]).toMatchObject({ id: 'incident/b', more: 1 });
  });

  it('comes again when the cover is lost once more', () => {
    const { next, dismiss } = watch();
    next([cover('p1', 5, missed, met)]);
    dismiss(`cover/p1@${since + 5}`);
    expect(next([cover('p1', 5, missed, met)])).toEqual([]);
    expect(next([cover('p1', 90, missed, met)])).toHaveLength(1);
  });

  it('is news from the first time that the server tells, and not before its picture is there', () => {
    const { next, kinds } = watch([], 'empty');
    next({ now: since });
    expect(kinds()).toEqual([]);
    const whole = [incident('old', -1), incident('during', 3)];
    expect(next({ now: since + 5_000, pictureAt: since + 5_000, records: whole })).toMatchObject([
      { id: 'incident/during', more: 0 },
    ]);
  });

  it('is kept as one list while nothing changes, and is not looked for any more once it is closed', () => {
    const { next, close } = watch();
    const first = next([incident('a', 1)]);
    expect(next([incident('a', 1)])).toBe(first);
    close();
    expect(next([incident('a', 1), incident('b', 2)])).toBe(first);
  });
});
