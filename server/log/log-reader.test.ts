import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FactEvent } from '#shared/schema/report.ts';
import type { EventLog, EventQuery } from './event-log.ts';
import {
  makeBatch,
  makeDataFolder,
  makeDescriptor,
  makeFixes,
  makeIncident,
  openTestLog,
  readAll,
  type TestFix,
} from './make-test-log.ts';

/** Each opening starts two threads, which takes a second on a busy machine. */
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

const folder = makeDataFolder();
let log: EventLog;
let facts: FactEvent[];
const fixes: TestFix[] = [];

/** 300 facts of two kinds all over the globe, some without a place, and 900 fixes of three tracks. */
beforeAll(async () => {
  log = await openTestLog(folder.path);
  const descriptors = [makeDescriptor('a'), makeDescriptor('b'), makeDescriptor('a', { source: 'ais' })];
  await log.append(makeBatch({ descriptors }));
  for (let at = 0; at < 300; at++) {
    const position: [number, number] = [((at * 77) % 360) - 180, ((at * 31) % 180) - 90];
    const incident = makeIncident(`m${at}`, { observedAt: (at * 7919) % 10_000, entity: `e${at % 50}` });
    incident.body.title = `Report ${at}: 10${at % 3 ? '%' : '0'} of the_market`;
    if (at % 5 === 0) delete incident.body.position;
    else incident.body.position = position;
    const other = { ...incident, kind: 'retire' as const, body: { key: 'track/x', reason: 'lost', lastObservedAt: 1 } };
    const batch = [0, 1, 2].map((n) => ({ descriptor: (at + n) % 3, observedAt: ((at * 3 + n) * 37) % 5_000 }));
    fixes.push(...batch);
    await log.append(makeBatch({ facts: [at % 4 ? incident : (other as never)], fixes: makeFixes(batch) }));
  }
  facts = (await readAll(log)).flatMap((chunk) => chunk.facts);
});

afterAll(async () => {
  await log.close();
  folder.remove();
});

function meetsQuery(fact: FactEvent, { after = 0, from, to, kinds, box, text }: EventQuery): boolean {
  const position = fact.kind === 'incident' ? fact.body.position : undefined;
  const title = fact.kind === 'incident' ? fact.body.title : '';
  const isInside = (west: number, east: number) =>
    position !== undefined &&
    position[0] >= west &&
    position[0] <= east &&
    position[1] >= box![1] &&
    position[1] <= box![3];
  return (
    fact.sequence > after &&
    (from === undefined || fact.observedAt >= from) &&
    (to === undefined || fact.observedAt < to) &&
    (!kinds || kinds.includes(fact.kind)) &&
    (!text || title.toLowerCase().includes(text.toLowerCase())) &&
    (!box || (box[0] <= box[2] ? isInside(box[0], box[2]) : isInside(box[0], 180) || isInside(-180, box[2])))
  );
}

describe('a search for facts', () => {
  it.each<[string, Omit<EventQuery, 'limit'>, number]>([
    ['everything', {}, 300],
    ['a page', { after: 500 }, 1],
    ['a period', { from: 1_000, to: 7_919 }, 1],
    ['kinds', { kinds: ['retire', 'zone'] }, 75],
    ['no kind', { kinds: [] }, 0],
    ['a box', { box: [-40, -30, 41, 35] }, 1],
    ['a box with a fact on its edge', { box: [-103, -59, -103, -59] }, 1],
    ['a box over the antimeridian', { box: [150, -90, -150, 90] }, 1],
    ['words', { text: 'report 12' }, 1],
    ['a sign that has a meaning in patterns', { text: '10% of' }, 1],
    ['another', { text: 'the_m' }, 1],
    ['one that would match without escape', { text: 'the_%' }, 0],
    ['all at once', { after: 90, from: 500, to: 9_500, kinds: ['incident'], box: [-90, -80, 90, 80], text: 'OF' }, 1],
  ])('finds %s like a plain filter', async (_, query, atLeast) => {
    const expected = facts.filter((fact) => meetsQuery(fact, { ...query, limit: 1_000 }));
    expect(await log.read.events({ ...query, limit: 1_000 })).toEqual(expected);
    expect(expected.length).toBeGreaterThanOrEqual(atLeast);
    expect(await log.read.events({ ...query, limit: 3 })).toEqual(expected.slice(0, 3));
  });
});

describe('a track', () => {
  const expected = (descriptors: number[], from: number, to: number) => {
    const times = fixes.filter(
      (fix) => descriptors.includes(fix.descriptor) && fix.observedAt >= from && fix.observedAt <= to,
    );
    return [...new Set(times.map((fix) => `${fix.observedAt}/${fix.descriptor}`))]
      .map((key) => Number.parseInt(key, 10))
      .sort((a, b) => a - b);
  };

  it('comes oldest first, within times and up to a limit', async () => {
    const found = await log.read.track('radar', 'a', 100, 4_000, 10_000);
    expect(found!.map((fix) => fix.observedAt)).toEqual(expected([0], 100, 4_000));
    expect(found![0]).toMatchObject({ source: 'radar', longitude: 30, latitude: 2 });
    expect(found![0]).not.toHaveProperty('courseDegrees');
    const few = await log.read.track('radar', 'a', 100, 4_000, 7);
    expect(few).toEqual(found!.slice(0, 7));
  });

  it('of no named source comes from all of them', async () => {
    const found = await log.read.track(undefined, 'a', 0, 5_000, 10_000);
    expect(found!.map((fix) => fix.observedAt)).toEqual(expected([0, 2], 0, 5_000));
    expect(new Set(found!.map((fix) => fix.source))).toEqual(new Set(['radar', 'ais']));
  });

  it('that nobody named is not known; one without fixes then is empty', async () => {
    expect(await log.read.track(undefined, 'zz', 0, 5_000, 10)).toBeUndefined();
    expect(await log.read.track('ais', 'b', 0, 5_000, 10)).toBeUndefined();
    expect(await log.read.track('radar', 'b', 9_000, 9_001, 10)).toEqual([]);
  });
});

describe('other queries', () => {
  it('give the versions of one entity, oldest first', async () => {
    const found = await log.read.history('incident', 'e7');
    expect(found).toEqual(facts.filter((fact) => fact.kind === 'incident' && fact.entity === 'e7'));
    expect(found.length).toBeGreaterThan(2);
    expect(await log.read.history('zone', 'e7')).toEqual([]);
  });

  it('count facts by kind and time', async () => {
    const found = await log.read.histogram(1_000, 8_000, 7);
    for (const kind of ['incident', 'retire']) {
      const counts = new Array<number>(7).fill(0);
      for (const fact of facts)
        if (fact.kind === kind && fact.observedAt >= 1_000 && fact.observedAt < 8_000)
          counts[Math.floor(fact.observedAt / 1_000) - 1]!++;
      expect(found[kind]).toEqual(counts);
    }
    expect(Object.keys(found).sort()).toEqual(['incident', 'retire']);
  });

  it('count rows and what was put in quarantine', async () => {
    const bytes = new TextEncoder().encode('<event');
    const problem = { name: 'malformed-cot' as const, detail: 'unfinished' };
    await log.quarantine([{ receivedAt: 5, door: 'cot', problem, bytes }]);
    expect(await log.read.counts()).toEqual({ facts: 300, fixes: log.sequence - 300, quarantined: 1 });
  });
});
