import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Moment, Truth } from '#shared/replay/moment.ts';
import type { FactReport } from '#shared/schema/report.ts';
import { logFile } from '../data-folder.ts';
import type { EventLog } from '../event-log.ts';
import { makeBatch, makeDataFolder, makeIncident, openTestLog } from '../make-test-log.ts';
import { FactIndex } from './fact-index.ts';
import { countMarks, findStep } from './marks.ts';

/** Each opening starts two threads, which takes a second on a busy machine. */
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

let folder: ReturnType<typeof makeDataFolder>;
let log: EventLog;
let now = 0;
const opened: DatabaseSync[] = [];

beforeEach(async () => {
  folder = makeDataFolder();
  now = 1_000_000;
  log = await openTestLog(folder.path, { now: () => now });
});
afterEach(async () => {
  for (const db of opened.splice(0)) db.close();
  await log.close();
  folder.remove();
});

function openIndex(): FactIndex {
  const db = new DatabaseSync(logFile(folder.path), { readOnly: true });
  opened.push(db);
  return new FactIndex(db);
}

/** Recorded together, at a time. */
async function record(recordedAt: number, ...facts: FactReport[]): Promise<void> {
  now = recordedAt;
  await log.append(makeBatch({ facts }));
}

/** A state that nobody dates but whoever observed it. */
function site(messageId: string, observedAt: number, rest: Partial<FactReport<'site'>> = {}): FactReport {
  const { marking } = makeIncident('');
  return {
    ...{ kind: 'site', source: 'desk', messageId, observedAt, actor: 'tester', marking, entity: 'camp' },
    body: { type: 'camp', name: messageId, position: [30, 2] },
    ...rest,
  } as FactReport<'site'>;
}

function incident(messageId: string, occurredAt: number, rest: Partial<FactReport<'incident'>> = {}): FactReport {
  const made = makeIncident(messageId, { source: 'desk', ...rest });
  return { ...made, body: { ...made.body, occurredAt } };
}

const amends = (messageId: string, as: 'correction' | 'retraction' = 'correction', source?: string) => ({
  amends: { messageId, as, reason: 'second look', ...(source ? { source } : {}) },
});

/** Message by message, in the order of a truth. */
function order(index: FactIndex, truth: Truth, after = Number.NEGATIVE_INFINITY, upTo = Number.POSITIVE_INFINITY) {
  return index.between(truth, after, upTo).map((place) => index.facts[place]!.sequence);
}

function counted(index: FactIndex, moment: Partial<Moment> & { truth: Truth }): number[] {
  const whole = { at: Number.MAX_SAFE_INTEGER, by: Number.MAX_SAFE_INTEGER, ...moment };
  return index.facts.flatMap(({ sequence }, place) => (index.counts(place, whole) ? [sequence] : []));
}

describe('the orders of the two truths', () => {
  it('go by when facts became known and by when they happened, equal times in the order of the log', async () => {
    await record(2_000_000, site('a', 1_500_000), site('b', 1_200_000), incident('c', 1_700_000));
    await record(3_000_000, site('d', 1_500_000), incident('late', 1_100_000, { knownAt: 1_800_000 }));
    const index = openIndex();
    expect(order(index, 'known')).toEqual([5, 1, 2, 3, 4]);
    expect(order(index, 'happened')).toEqual([5, 2, 1, 4, 3]);
    expect(order(index, 'known', 1_800_000, 2_000_000)).toEqual([1, 2, 3]);
    expect(order(index, 'happened', 1_200_000, 1_500_000)).toEqual([1, 4]);
    expect(order(index, 'happened', 1_200_001, 1_499_999)).toEqual([]);
  });

  it('let nothing happen after it was known, however a clock was ahead', async () => {
    await record(2_000_000, site('a', 2_100_000), incident('b', 2_200_000, { knownAt: 1_900_000 }));
    expect(openIndex().facts.map(({ known, happened }) => [known, happened])).toEqual([
      [2_000_000, 2_000_000],
      [1_900_000, 1_900_000],
    ]);
  });
});

describe('what the timeline is told', () => {
  const whole = { from: 0, to: 10_000_000, bins: 10, by: 9_000_000 };
  const counted = (index: FactIndex) => countMarks(index, { kind: 'timeline', ...whole, markings: index.markings });

  it('begins with the first thing that is marked and stands, not with a register of years ago', async () => {
    await record(
      2_000_000,
      site('a', 5),
      incident('undone', 1_000),
      incident('b', 1_400_000),
      incident('c', 1_300_000),
    );
    const index = openIndex();
    expect(counted(index)).toMatchObject({ first: 1_000, bins: { attack: [1, 2, ...new Array(8).fill(0)] } });
    await record(3_000_000, incident('taken-back', 3_000_000, { entity: 'undone', ...amends('undone', 'retraction') }));
    index.follow();
    expect(counted(index)).toMatchObject({ first: 1_300_000, bins: { attack: [0, 2, ...new Array(8).fill(0)] } });
  });

  it('begins nowhere while nothing is marked', async () => {
    await record(2_000_000, site('a', 5));
    expect(counted(openIndex()).first).toBeUndefined();
  });

  it('leads to the next and the previous, in either order', async () => {
    await record(2_000_000, incident('a', 1_100_000), incident('b', 1_300_000), incident('c', 1_200_000));
    const index = openIndex();
    const step = (truth: Truth, from: number, direction: 1 | -1) =>
      findStep(index, { kind: 'step', from, direction, truth, marks: ['attack'], markings: index.markings, by: 9e6 })
        ?.at;
    expect([1_099_999, 1_100_000, 1_200_000, 1_300_000].map((from) => step('happened', from, 1))).toEqual([
      ...[1_100_000, 1_200_000, 1_300_000, undefined],
    ]);
    expect([1_100_000, 1_100_001, 1_200_001, 5_000_000].map((from) => step('happened', from, -1))).toEqual([
      ...[undefined, 1_100_000, 1_200_000, 1_300_000],
    ]);
    expect([step('known', 1_000_000, 1), step('known', 2_000_000, 1)]).toEqual([2_000_000, undefined]);
  });
});

describe('what was corrected or taken back', () => {
  it('counts as known until then for good, and as happened only by what was known before', async () => {
    await record(2_000_000, incident('a', 1_500_000));
    await record(3_000_000, incident('a2', 1_500_000, amends('a')));
    await record(4_000_000, incident('a3', 1_500_000, amends('a2', 'retraction')));
    const index = openIndex();
    expect(counted(index, { truth: 'known', at: 3_500_000 })).toEqual([1, 2]);
    const by = [2_999_999, 3_000_000, 3_999_999, 4_000_000];
    expect(by.map((each) => counted(index, { truth: 'happened', by: each }))).toEqual([[1], [2], [2], []]);
    expect(index.facts.map(({ mark }) => mark)).toEqual(['attack', 'attack', undefined]);
  });

  it('is told from where it was: a correction belongs no later than what it corrects', async () => {
    await record(2_000_000, site('a', 1_500_000));
    await record(3_000_000, site('b', 2_900_000, amends('a')), site('c', 1_200_000, amends('a')));
    const index = openIndex();
    expect(index.facts.map(({ happened }) => happened)).toEqual([1_500_000, 1_500_000, 1_200_000]);
    expect(order(index, 'happened')).toEqual([3, 1, 2]);
  });

  it('has a time of its own where it tells of an occurrence', async () => {
    await record(2_000_000, incident('a', 1_500_000));
    await record(3_000_000, incident('a2', 1_600_000, amends('a')));
    expect(openIndex().facts[1]!.happened).toBe(1_600_000);
  });

  it('betrays no time under another marking', async () => {
    const secret = { classification: 'strictly-confidential' as const, releasableTo: [], originator: 'mission' };
    await record(2_000_000, site('a', 1_500_000, { marking: secret }));
    await record(3_000_000, site('b', 2_900_000, amends('a')));
    await record(4_000_000, site('c', 3_900_000, { ...amends('b'), marking: secret }));
    await record(5_000_000, site('d', 4_900_000, { ...amends('c'), marking: secret }));
    const index = openIndex();
    expect(index.facts.map(({ happened }) => happened)).toEqual([1_500_000, 2_900_000, 3_900_000, 3_900_000]);
    expect(counted(index, { truth: 'happened', by: 4_500_000 })).toEqual([3]);
  });

  it('may come behind its amendment, and a whole chain in any order', async () => {
    await record(2_000_000, site('c', 1_900_000, amends('b')));
    await record(3_000_000, site('b', 2_900_000, amends('a')));
    await record(4_000_000, site('a', 1_100_000));
    const index = openIndex();
    expect(index.facts.map(({ happened }) => happened)).toEqual([1_100_000, 1_100_000, 1_100_000]);
    expect(index.facts.map(({ overtaken }) => overtaken)).toEqual([Number.POSITIVE_INFINITY, 2_000_000, 3_000_000]);
    expect(counted(index, { truth: 'happened' })).toEqual([1]);
    expect(counted(index, { truth: 'happened', by: 3_500_000 })).toEqual([1]);
  });

  it('is overtaken by the first of several, and only by those that name its source', async () => {
    await record(2_000_000, site('a', 1_500_000), site('a', 1_600_000, { source: 'feed', entity: 'other' }));
    await record(3_000_000, site('x', 1_500_000, amends('a', 'correction', 'nobody')));
    await record(4_000_000, site('y', 1_500_000, { ...amends('a', 'correction', 'desk'), source: 'cell' }));
    await record(5_000_000, site('z', 1_500_000, amends('a')));
    expect(openIndex().facts.map(({ overtaken }) => overtaken)).toEqual([
      4_000_000,
      ...[1, 2, 3, 4].map(() => Number.POSITIVE_INFINITY),
    ]);
  });
});

describe('what the server concludes, and what was undone', () => {
  it('is no part of what happened, but of what was known', async () => {
    const system = { actor: 'system', source: 'system' };
    const retire = (messageId: string, reason: string, rest: object) =>
      site(messageId, 2_000_000, {
        ...{ kind: 'retire', entity: 'track/feed/a', ...rest },
        body: { key: 'track/feed/a', reason, lastObservedAt: 1_400_000 },
      } as never);
    const freshness = site('late', 2_000_000, {
      ...{ ...system, kind: 'freshness', entity: 'feed/a' },
      body: { track: 'feed/a', state: 'lost', lastObservedAt: 1_400_000 },
    } as never);
    await record(2_000_000, retire('gone', 'lost', system), retire('person', 'removed', {}), freshness);
    await record(3_000_000, retire('back', 'undone', {}));
    const index = openIndex();
    expect(counted(index, { truth: 'known' })).toEqual([1, 2, 3, 4]);
    expect(counted(index, { truth: 'happened' })).toEqual([2]);
    expect(index.placesOf('track/feed/a')).toEqual([0, 1, 2, 3]);
    expect([[...index.retired], index.takeBacks]).toEqual([['track/feed/a'], [3]]);
    expect(index.facts[2]).toMatchObject({ state: 'lost', lastObserved: 1_400_000 });
  });

  it('is known by the actor of an import since its undoing began', async () => {
    const run = (messageId: string, status: string) =>
      site(messageId, 1_000_000, { kind: 'import', entity: 'one', body: { status } } as never);
    await record(2_000_000, run('a', 'done'));
    const index = openIndex();
    expect(index.undone.size).toBe(0);
    await record(3_000_000, run('b', 'undoing'));
    await record(4_000_000, run('c', 'undone'));
    index.follow();
    expect([...index.undone]).toEqual([['import:one', 3_000_000]]);
  });
});

describe('a log that grows while it is read', () => {
  it('is followed to the same index as is made of the whole of it', async () => {
    await record(2_000_000, site('b', 1_900_000, amends('a')), incident('i', 1_700_000));
    const index = openIndex();
    expect(order(index, 'happened')).toEqual([2, 1]);
    index.follow();
    expect(index.facts).toHaveLength(2);
    await record(3_000_000, site('a', 1_200_000), incident('old', 1_000_500, { knownAt: 1_800_000 }));
    expect(index.facts).toHaveLength(2);
    index.follow();
    const whole = openIndex();
    expect(index.facts).toEqual(whole.facts);
    for (const truth of ['known', 'happened'] as const) expect(order(index, truth)).toEqual(order(whole, truth));
    expect(order(index, 'happened')).toEqual([4, 1, 3, 2]);
    expect([index.placeOf(3), index.placeOf(4), index.placesOf('site/camp')]).toEqual([2, 3, [0, 2]]);
    expect([...index.keys()]).toEqual(['site/camp', 'incident/i', 'incident/old']);
  });

  it('moves what stood in its orders when what it amends comes late', async () => {
    await record(2_000_000, site('b', 1_900_000, amends('a')), site('other', 1_500_000));
    const index = openIndex();
    await record(3_000_000, site('a', 1_200_000));
    index.follow();
    expect(order(index, 'happened')).toEqual([1, 3, 2]);
    expect(order(index, 'happened')).toEqual(order(openIndex(), 'happened'));
  });

  it('tells once of each correction of a chain that came in reverse', async () => {
    const count = 3_000;
    const chain = Array.from({ length: count }, (_, index) =>
      site(`m${index}`, 500_000 + index, { entity: `e${index}`, ...(index > 0 ? amends(`m${index - 1}`) : {}) }),
    );
    await record(2_000_000, ...chain.reverse());
    const index = openIndex();
    expect(new Set(index.facts.map(({ happened }) => happened))).toEqual(new Set([500_000]));
    // Each comes, is overtaken, and is moved back.
    expect(index.learntSince(0).length).toBeLessThanOrEqual(3 * count);
  });

  it('knows whether a moment that was told misses something since', async () => {
    await record(2_000_000, site('a', 1_500_000));
    const index = openIndex();
    const missed = (truth: Truth, at: number, by = 2_000_000) => index.hasLearnt(1, { truth, at, by });
    expect([missed('known', 9e6), missed('happened', 9e6)]).toEqual([false, false]);
    await record(3_000_000, incident('dated', 1_600_000, { knownAt: 1_900_000 }));
    index.follow();
    expect([1_899_999, 1_900_000].map((at) => missed('known', at))).toEqual([false, true]);
    expect([1_599_999, 1_600_000].map((at) => missed('happened', at))).toEqual([false, true]);
    expect(missed('happened', 1_600_000, 1_899_999)).toBe(false);
    expect(index.hasLearnt(2, { truth: 'known', at: 9e6, by: 9e6 })).toBe(false);
  });
});
