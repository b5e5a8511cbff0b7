import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassagesAnswer } from '#shared/protocol/passages.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { smallLeakAudience } from './leak-audience.ts';
import { CanaryBook, findCanaries, mayRead, type PlantedReport } from './leak-oracle.ts';
import { LeakReports } from './leak-reports.ts';
import { makeRandom } from './random.ts';
import { TestServer } from './test-server.ts';

const audience = smallLeakAudience;
const nobody: Viewer = { actor: 'nobody', clearance: 'unclassified', groups: [] };

/** Close enough for most fixes of a vehicle to be joined, and for some of the others. */
const [reports, stepMs] = [600, 1_500];

describe('nobody is told by what passed through an area', () => {
  const server = new TestServer();
  const book = new CanaryBook();
  const random = makeRandom(77);
  const maker = new LeakReports(book, random, 45);
  const planted: PlantedReport[] = [];
  const start = server.clock.now() - 3 * 3_600_000;

  const door = (actor: string) => ({ name: 'test', actor, defaultSource: 'test', allowInternal: true });
  const actors = new Map<PlantedReport, string>();
  async function submit(to: TestServer, wanted: readonly PlantedReport[]): Promise<void> {
    for (const report of wanted) {
      const [result] = await to.running.submit([report], door(actors.get(report)!));
      expect(result).toMatchObject({ status: 'accepted' });
    }
  }

  beforeAll(async () => {
    for (const viewer of audience) server.viewers.set(viewer.actor, viewer);
    server.identify = (request: IncomingMessage) => server.viewers.get(String(request.headers['x-viewer'])) ?? nobody;
    await server.start();
    while (planted.length < reports) {
      const made = maker.make(start + planted.length * stepMs);
      if (made.kind !== 'position') continue;
      // Every report says all of its track: what one leaves out is filled in from the one before it.
      const [callSign, unit] = [book.mint(), book.mint()];
      const report = { callSign, unit, trackType: random.pick(['vehicle', 'radar', 'foot']), ...made };
      const actor = `actor-${book.mint()}`;
      book.plant(report, actor);
      actors.set(report, actor);
      planted.push(report);
    }
    await submit(server, planted);
  });
  afterAll(async () => {
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  /** Strips of longitude that cut the line on which all tracks move to and fro, and the whole of it. */
  const longitudes = () => planted.map(({ position }) => (position as [number, number])[0]).sort((a, b) => a - b);
  function makeQuestions(): object[] {
    const all = longitudes();
    const pick = () => random.pick(all) + 3e-6;
    const strips = Array.from({ length: 12 }, () => [pick(), pick()].sort((a, b) => a - b) as [number, number]);
    return [[all[0]! - 1, all.at(-1)! + 1] as const, ...strips].map(([west, east], index) => {
      const ring = [
        [west, 15],
        [east, 15],
        [east, 17],
        [west, 17],
        [west, 15],
      ];
      const from = start + (index === 0 ? 0 : random.below(reports / 2) * stepMs);
      const to = from + (index === 0 ? reports : random.below(reports / 2)) * stepMs;
      return {
        area: { type: 'Polygon', coordinates: [ring] },
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        ...(index % 4 === 3 ? { trackTypes: ['vehicle', 'uas', 'foot'] } : {}),
        ...(index % 5 === 4 ? { limit: 3 } : {}),
      };
    });
  }

  async function ask(of: TestServer, question: object, viewer: Viewer): Promise<string> {
    const { status, text } = await of.send('/passages', question, viewer.actor);
    expect(status).toBe(200);
    return text;
  }

  it('a name, call sign or unit that is not for them', async () => {
    const questions = makeQuestions();
    let [checks, allowed] = [0, 0];
    const leaks: string[] = [];
    for (const viewer of audience)
      for (const question of questions) {
        const text = await ask(server, question, viewer);
        checks += book.size;
        leaks.push(...book.leaks(viewer, text).map((canary) => `${viewer.actor}: ${canary}`));
        allowed += findCanaries(text).length;
      }
    console.log(
      `passage leaks: ${checks} checks, ${audience.length} viewers, ${book.size} canaries, ${allowed} sightings`,
    );
    expect(leaks).toEqual([]);
    expect(allowed).toBeGreaterThan(3_000);
  });

  it('by times, numbers or order: the answer is that of a server that never heard of the rest', async () => {
    const questions = makeQuestions();
    let [passages, less] = [0, 0];
    for (const viewer of [audience[0]!, audience[4]!, audience[10]!, audience[15]!, audience[21]!]) {
      const own = new TestServer();
      own.viewers.set(viewer.actor, viewer);
      await own.start();
      try {
        const visible = planted.filter(({ marking }) => mayRead(viewer, marking));
        expect(visible.length).toBeLessThan(planted.length);
        await submit(own, visible);
        for (const question of questions) {
          const [told, whole] = [await ask(server, question, viewer), await ask(server, question, audience.at(-1)!)];
          expect(told).toBe(await ask(own, question, viewer));
          passages += (JSON.parse(told) as PassagesAnswer).passages.length;
          if (told !== whole) less++;
        }
      } finally {
        await own.stop();
      }
    }
    expect(passages).toBeGreaterThan(100);
    expect(less).toBeGreaterThan(50);
  });

  it('and the check finds it when somebody is shown more (negative control)', async () => {
    const [narrow, wide] = [audience[1]!, audience.at(-1)!];
    server.viewers.set(narrow.actor, { ...wide, actor: narrow.actor });
    const text = await ask(server, makeQuestions()[0]!, narrow);
    server.viewers.set(narrow.actor, narrow);
    expect(book.leaks(narrow, text).length).toBeGreaterThan(10);
  });
});
