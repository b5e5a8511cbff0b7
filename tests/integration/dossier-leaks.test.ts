import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierAnswer } from '#shared/protocol/dossier.ts';
import { missionSchema } from '#shared/schema/mission.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { leakAudience } from './leak-audience.ts';
import { CanaryBook, findCanaries, mayRead, type PlantedReport } from './leak-oracle.ts';
import { LeakReports } from './leak-reports.ts';
import { makeRandom } from './random.ts';
import { TestServer } from './test-server.ts';

const audience = leakAudience;
const reach = 'km=200&minutes=1440';
/** Beside the pole cover is not computed: its minutes hold no canary, and each would be computed for its rights alone. */
const corners = [
  [0, 81],
  [9, 81],
  [9, 84],
  [0, 81],
];
const mission = missionSchema.parse({
  ...{ missionId: 'test', name: 'Test mission', isExercise: true, timeZone: 'UTC' },
  area: { type: 'Polygon', coordinates: [corners] },
});

type Finding = { viewer: string; incident: string; canary: string };

describe('a dossier tells nobody what they may not see', () => {
  const server = new TestServer({ mission });
  const book = new CanaryBook();
  const random = makeRandom(7);
  const maker = new LeakReports(book, makeRandom(2027), 180);
  const incidents = new Set<string>();
  let hidden: Viewer | undefined;
  const nobody: Viewer = { actor: 'nobody', clearance: 'unclassified', groups: [] };

  beforeAll(async () => {
    for (const viewer of audience) server.viewers.set(viewer.actor, viewer);
    server.identify = (request: IncomingMessage) =>
      hidden ?? server.viewers.get(String(request.headers['x-viewer'])) ?? nobody;
    await server.start();
    for (let index = 0; index < 1_600; index++) {
      server.clock.advance(1_000);
      const planted = connected(maker.make(server.clock.now()));
      const actor = `actor-${book.mint()}`;
      book.plant(planted, actor);
      const [result] = await server.running.submit([planted], {
        ...{ name: 'test', actor, defaultSource: 'test', allowInternal: true },
      });
      expect(result).toMatchObject({ status: 'accepted' });
    }
    server.clock.stop();
  });
  afterAll(async () => {
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  /** Incidents happen when they are reported, are parts of others, and have casualties; cases name them. */
  function connected(report: PlantedReport): PlantedReport {
    const another = random.pick([...incidents, undefined]);
    // Told by one source of another's message, which is not on record.
    if (report.kind === 'casevac' && (report['action'] === 'open' || report['action'] === 'update'))
      return another === undefined ? report : { ...report, incidentId: another };
    if (report.kind !== 'incident') return report;
    const id = String(report['incidentId']);
    incidents.add(id);
    return {
      ...report,
      occurredAt: report['observedAt'],
      ...(another !== undefined && another !== id && random.chance(0.3) ? { partOf: another } : {}),
      casualties: [{ outcome: 'injured', group: 'civilian', count: random.below(9) }],
    };
  }

  const ask = (viewer: Viewer, id: string) => server.get(`/incidents/${id}/dossier?${reach}`, viewer.actor);

  async function inspect(viewer: Viewer, findings: Finding[]): Promise<{ allowed: number; seen: DossierAnswer[] }> {
    const seen: DossierAnswer[] = [];
    let allowed = 0;
    for (const id of incidents) {
      const { status, text } = await ask(viewer, id);
      const record = server.running.live.picture.records.get(`incident/${id}`)!;
      const isOpen = mayRead(viewer, record.marking);
      // The answer to who may not know repeats the id that was asked for.
      for (const canary of findCanaries(isOpen ? text : text.replace(id, '')))
        if (book.mayKnow(viewer, canary)) allowed++;
        else findings.push({ viewer: viewer.actor, incident: id, canary });
      if (hidden) continue;
      expect([id, status]).toEqual([id, isOpen ? 200 : 404]);
      if (isOpen) seen.push(JSON.parse(text) as DossierAnswer);
    }
    return { allowed, seen };
  }

  it('whoever asks, of every incident, and counts only what they may see', async () => {
    const { log } = server.running;
    const findings: Finding[] = [];
    let [allowed, reports, tracks, things, conflicts, cases] = [0, 0, 0, 0, 0, 0];
    const fixes: { key: string; marking: Parameters<typeof mayRead>[1] }[] = [];
    for await (const chunk of log.readTail(0, 5_000))
      for (let row = 0; chunk.fixes && row < chunk.fixes.count; row++) {
        const { source, trackId, marking } = log.descriptors[chunk.fixes.descriptor[row]!]!;
        fixes.push({ key: `track/${source}/${trackId}`, marking });
      }
    for (const viewer of audience) {
      const found = await inspect(viewer, findings);
      allowed += found.allowed;
      const open = fixes.filter(({ marking }) => mayRead(viewer, marking));
      for (const { incident, knowledge, around, conflicts: told, cases: own } of found.seen) {
        const history = await log.read.history('incident', incident.id);
        const readable = history.filter(({ marking }) => mayRead(viewer, marking));
        expect(knowledge.filter(({ isPart }) => !isPart)).toHaveLength(readable.length);
        reports += knowledge.length;
        if ('reason' in around) throw new Error('an incident without a place');
        const counted = around.tracks.things.reduce((sum, { fixCount }) => sum + fixCount, 0);
        expect(counted).toBe(open.length);
        expect(around.tracks.things).toHaveLength(new Set(open.map(({ key }) => key)).size);
        tracks += around.tracks.things.length;
        things += around.facilities.things.length + around.sites.things.length + around.assets.things.length;
        conflicts += told.others.length;
        cases += own.length;
      }
    }
    console.log(
      `dossier leaks: ${incidents.size} incidents, ${book.size} canaries, ${allowed} allowed sightings, ${reports} reports, ${tracks} tracks, ${things} things, ${conflicts} conflicts, ${cases} cases`,
    );
    expect(findings.slice(0, 20)).toEqual([]);
    // A dossier that says nothing would prove nothing.
    expect(incidents.size).toBe(8);
    expect(Math.min(reports, tracks, things)).toBeGreaterThan(200);
    expect(Math.min(conflicts, cases)).toBeGreaterThan(20);
    expect(allowed).toBeGreaterThan(20_000);
  });

  it('hidden and missing are told apart by nothing', async () => {
    let compared = 0;
    for (const viewer of audience)
      for (const id of incidents) {
        const record = server.running.live.picture.records.get(`incident/${id}`)!;
        if (mayRead(viewer, record.marking)) continue;
        const missing = `${id.slice(0, -1)}Y`;
        const [there, nowhere] = [await ask(viewer, id), await ask(viewer, missing)];
        expect([there.status, there.text.replace(id, '')]).toEqual([nowhere.status, nowhere.text.replace(missing, '')]);
        compared++;
      }
    expect(compared).toBeGreaterThan(50);
  });

  it('and the oracle catches a viewer who is taken for another (negative control)', async () => {
    hidden = { actor: 'mistaken', clearance: 'strictly-confidential', groups: ['*'] };
    const findings: Finding[] = [];
    await inspect(audience[0]!, findings);
    hidden = undefined;
    expect(findings.length).toBeGreaterThan(100);
  });
});
