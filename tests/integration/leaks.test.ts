import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '#shared/schema/kinds.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { ImportClient } from './import-client.ts';
import { leakAudience } from './leak-audience.ts';
import { CanaryBook, findCanaries, mayRead, type PlantedMarking } from './leak-oracle.ts';
import { LeakReports } from './leak-reports.ts';
import { makeRandom } from './random.ts';
import { pause, TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const audience = leakAudience;

type Finding = { viewer: string; exit: string; canary: string };

const collections = [...Object.values(kinds).flatMap(({ collection }) => collection ?? []), 'tracks'];
const formats = ['application/json', 'application/geo+json', 'text/csv'];
const lateReports = 120;
const earlyReports = 600;

describe('nobody is shown what they may not see', () => {
  const server = new TestServer();
  const book = new CanaryBook();
  const maker = new LeakReports(book, makeRandom(2026), 90);
  const streams = new Map<Viewer, TestViewer>();
  const findings: Finding[] = [];
  let checks = 0;
  let allowed = 0;
  let plansSeen = 0;
  let hidden: Viewer | undefined;

  beforeAll(async () => {
    for (const viewer of audience) server.viewers.set(viewer.actor, viewer);
    server.identify = (request: IncomingMessage) =>
      hidden ?? server.viewers.get(String(request.headers['x-viewer'])) ?? nobody;
    await server.start();
    for (const viewer of audience) streams.set(viewer, await connect(viewer));
    await report(earlyReports / 2);
    // Silence long enough for late, stale and lost tracks, silent sources, retired contacts and retired patrols.
    for (const hours of [0.05, 26]) {
      server.clock.advance(hours * 3_600_000);
      await pause(1_200);
    }
    await report(earlyReports / 2);
    server.clock.stop();
    await pause(1_200);
    await until('cover is computed', async () => (await server.get('/coverage/raster')).status === 200);
    expect(await kindsInLog()).toEqual(expect.arrayContaining(['freshness', 'retire', 'source', 'patrol', 'incident']));
  });

  afterAll(async () => {
    for (const stream of streams.values()) stream.cut();
    await server.stop();
  });

  const nobody: Viewer = { actor: 'nobody', clearance: 'unclassified', groups: [] };

  async function kindsInLog(): Promise<string[]> {
    const events = await server.running.log.read.events({ limit: 10_000 });
    return [...new Set(events.map(({ kind }) => kind))];
  }

  async function report(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      server.clock.advance(5);
      const planted = maker.make(server.clock.now());
      const actor = `actor-${book.mint()}`;
      book.plant(planted, actor);
      const [result] = await server.running.submit([planted], {
        ...{ name: 'test', actor, defaultSource: 'test', allowInternal: true },
      });
      expect(result).toMatchObject({ status: 'accepted' });
      if (index % 8 === 0) await pause(2);
    }
    book.forgetReaders();
  }

  async function connect(
    viewer: Viewer,
    {
      name = viewer.actor,
      cursor,
      takesPacked = false,
    }: { name?: string; cursor?: string | undefined; takesPacked?: boolean } = {},
  ): Promise<TestViewer> {
    const stream = new TestViewer({ name, keepsBytes: true, takesPacked });
    await stream.connect(server.url, cursor);
    return stream;
  }

  /** Every canary of the book is decided for this answer: those that are in it must be allowed. */
  function check(viewer: Viewer, exit: string, text: string): void {
    checks += book.size;
    const found = findCanaries(text);
    for (const canary of found) {
      if (book.mayKnow(viewer, canary)) allowed++;
      else findings.push({ viewer: viewer.actor, exit, canary });
    }
    if (viewer.clearance === 'unclassified' && text.includes('bloodUnits'))
      findings.push({ viewer: viewer.actor, exit, canary: 'bloodUnits' });
  }

  function checkStream(viewer: Viewer, exit: string, stream: TestViewer): void {
    check(viewer, exit, Buffer.concat(stream.chunks).toString('latin1'));
    const { tracks } = stream.picture;
    const places = Array.from(tracks.names, (name, slot) => (name ? tracks.longitudeE6[slot]! / 1e6 : ''));
    check(viewer, `${exit}: frames`, places.join(' '));
    const records = [...server.running.live.picture.records.values()];
    const visible = records.filter((record) => mayRead(viewer, record.marking as PlantedMarking));
    expect(stream.picture.records.size, `${exit} ${viewer.actor}`).toBe(visible.length);
    expect(tracks.size, `${exit} ${viewer.actor}`).toBe(visible.filter(({ kind }) => kind === 'track').length);
    // Slots are those of the audience: neither their number nor their gaps tell of more tracks than it ever saw.
    expect(tracks.length).toBeLessThanOrEqual(maker.trackNames.size);
  }

  async function checkAnswers(viewer: Viewer): Promise<void> {
    const ask = async (path: string, accept?: string): Promise<string> => {
      const { status, text } = await server.get(path, viewer.actor, accept);
      expect([200, 400, 404]).toContain(status);
      return text;
    };
    for (const path of [
      '/picture',
      '/picture?q=said',
      '/picture?types=patrol,incident',
      '/health',
      '/metrics',
      '/mission',
      '/imports',
    ])
      check(viewer, path, await ask(path));
    for (const collection of collections)
      for (const format of formats) check(viewer, `/${collection} ${format}`, await ask(`/${collection}`, format));
    for (let after = 0; ; ) {
      const text = await ask(`/events?limit=400&after=${after}`);
      check(viewer, '/events', text);
      const { next } = JSON.parse(text) as { next?: number };
      if (next === undefined) break;
      after = next;
    }
    check(viewer, '/events?q', await ask('/events?q=said&types=incident&limit=1000'));
    for (const [name, format] of [...maker.trackNames].flatMap(
      (each, index) => [[each, [...formats, 'application/gpx+xml'][index % 4]!]] as const,
    )) {
      // The answer may repeat what was asked for.
      const text = await ask(`/tracks/${name}`, format);
      check(viewer, `/tracks/* ${format}`, text.replaceAll(name, ''));
    }
    const moment = new Date(server.clock.now()).toISOString();
    for (const path of ['/ground', `/coverage/patrols?at=${moment}`]) check(viewer, path, await ask(path));
    // Every raster is computed for its rights alone, so that a few have to do.
    if (audience.indexOf(viewer) % 12 === 0) check(viewer, '/coverage/raster', await ask('/coverage/raster'));
    const before = allowed;
    for (const tier of ['team', 'surgery'])
      check(viewer, '/coverage/plans', await ask(`/coverage/plans?position=10.02,16&tier=${tier}&limit=100`));
    plansSeen += allowed - before;
    for (const record of server.running.live.picture.records.values())
      if (record.kind === 'import')
        check(viewer, '/imports/*', (await ask(`/imports/${record.id}`)).replaceAll(record.id, ''));
    for (const path of [
      '/events?bbox=1',
      '/events?after=x',
      '/nothing',
      '/tracks/none/none',
      '/picture?at=1',
      '/coverage/plans',
    ])
      check(viewer, `error ${path}`, await ask(path));
  }

  it('through any exit, for any combination of rights', async () => {
    let sawHistory = false;
    for (const [viewer, stream] of streams) {
      await until(`${viewer.actor} was sent everything`, () => stream.isWhole);
      checkStream(viewer, 'stream from the start', stream);
    }
    for (const viewer of audience) {
      for (const takesPacked of [false, true]) {
        const late = await connect(viewer, { takesPacked });
        await until('the snapshot is whole', () => late.isWhole);
        checkStream(viewer, 'stream from a snapshot', late);
        if (late.received.includes('history')) sawHistory = true;
        late.cut();
      }
      await checkAnswers(viewer);
    }
    console.log(
      `leaks: ${checks} checks, ${audience.length} viewers, ${book.size} canaries, ${allowed} allowed sightings, ${plansSeen} of them in plans`,
    );
    expect(findings.slice(0, 20)).toEqual([]);
    expect(sawHistory).toBe(true);
    // Plans name assets and facilities: an exit that says nothing would prove nothing.
    expect(plansSeen).toBeGreaterThan(50);
    expect(checks).toBeGreaterThan(1_000_000);
    expect(allowed).toBeGreaterThan(100_000);
  });

  it('by the number of events in an hour', async () => {
    const events = await server.running.log.read.events({ limit: 50_000 });
    const from = server.clock.now() - 31 * 24 * 3_600_000;
    for (const viewer of audience) {
      const { text } = await server.get('/activity?hours=744&bins=10', viewer.actor);
      const { bins } = JSON.parse(text) as { bins: Record<string, number[]> };
      for (const kind of ['incident', 'patrol', 'freshness']) {
        const seen = events.filter((event) => {
          if (event.kind !== kind || event.observedAt < from || !mayRead(viewer, event.marking)) return false;
          return event.kind !== 'freshness' || event.body.state === 'lost';
        });
        const counted = (bins[kind] ?? []).reduce((sum, each) => sum + each, 0);
        expect(counted, `${viewer.actor} ${kind}`).toBe(seen.length);
        checks++;
      }
    }
  });

  it('when the rights were reduced while the link was away', async () => {
    const wide: Viewer = { actor: 'reduced', clearance: 'strictly-confidential', groups: ['*'] };
    for (const narrow of [nobody, audience[3]!, audience[16]!]) {
      server.viewers.set('reduced', wide);
      const stream = await connect(wide, { name: 'reduced' });
      await until('a cursor', () => stream.cursor !== undefined);
      const { cursor } = stream;
      stream.cut();
      server.viewers.set('reduced', { ...narrow, actor: 'reduced' });
      await report(lateReports / 3);
      const back = await connect(narrow, { name: 'reduced', cursor });
      expect(back.hello?.mode).toBe('snapshot');
      expect(back.resyncs).toEqual(['rights']);
      await until('the snapshot is whole', () => back.isWhole);
      await pause(150);
      checkStream(narrow, 'stream after a reduction', back);
      back.cut();
    }
    expect(findings).toEqual([]);
  });

  it('by asking for it by name: hidden and missing are told apart by nothing', async () => {
    const { records } = server.running.live.picture;
    let compared = 0;
    for (const viewer of audience) {
      const name = [...maker.trackNames].find((each) => {
        const record = records.get(`track/${each}`);
        return record && !mayRead(viewer, record.marking);
      });
      if (!name) continue;
      const missing = `${name.slice(0, -1)}Y`;
      for (const format of [...formats, 'application/gpx+xml']) {
        const [there, nowhere] = [
          await server.get(`/tracks/${name}`, viewer.actor, format),
          await server.get(`/tracks/${missing}`, viewer.actor, format),
        ];
        expect(there.status).toBe(404);
        expect(there.status).toBe(nowhere.status);
        expect(there.text.replace(name, '')).toBe(nowhere.text.replace(missing, ''));
        expect(headersOf(there.headers)).toEqual(headersOf(nowhere.headers));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('by removing a lost track: who may not see it gets the answer of one that is not there', async () => {
    server.clock.advance(48 * 3_600_000);
    const { records } = server.running.live.picture;
    let [refused, removed] = [0, 0];
    for (const viewer of audience) {
      const tracks = [...maker.trackNames].flatMap((name) => records.get(`track/${name}`) ?? []);
      const hiddenTrack = tracks.find(({ marking }) => !mayRead(viewer, marking));
      const reason = `gone ${book.mint()}`;
      if (hiddenTrack) {
        const missing = `${hiddenTrack.id.slice(0, -1)}Y`;
        const [there, nowhere] = [
          await server.send(`/tracks/${hiddenTrack.id}/retire`, { reason }, viewer.actor),
          await server.send(`/tracks/${missing}/retire`, { reason }, viewer.actor),
        ];
        expect(there.status).toBe(404);
        expect(there.text.replace(hiddenTrack.id, '')).toBe(nowhere.text.replace(missing, ''));
        expect([nowhere.status, headersOf(nowhere.headers)]).toEqual([404, headersOf(there.headers)]);
        expect(records.has(hiddenTrack.key)).toBe(true);
        refused++;
      }
      const seen = tracks.find(({ marking }) => mayRead(viewer, marking) && marking.releasableTo.length > 0);
      if (!seen) continue;
      book.plant({ kind: 'retire', marking: seen.marking as PlantedMarking, remark: reason }, viewer.actor);
      const { status, text } = await server.send(`/tracks/${seen.id}/retire`, { reason }, viewer.actor);
      expect([status, text]).toEqual([202, expect.stringContaining('"accepted"')]);
      expect(records.has(seen.key)).toBe(false);
      removed++;
    }
    book.forgetReaders();
    expect(refused).toBeGreaterThan(20);
    expect(removed).toBeGreaterThan(3);
    for (const viewer of audience)
      check(viewer, '/events?types=retire', (await server.get('/events?types=retire&limit=1000', viewer.actor)).text);
    expect(findings).toEqual([]);
  });

  it('by a file that somebody else handed in, by its preview, by what came of it, or by the same bytes', async () => {
    const marking = { classification: 'strictly-confidential', releasableTo: ['alpha'], originator: 'mission' };
    const owner = audience.at(-1)!;
    const [name, site, remark, position, fault] = [
      book.mint(),
      book.mint(),
      book.mint(),
      book.mintPosition(),
      book.mint(),
    ];
    const feature = (properties: object, coordinates: unknown) => ({
      ...{ type: 'Feature', properties, geometry: { type: 'Point', coordinates } },
    });
    const features = [feature({ name: site, remark }, position), feature({ name: fault, remark: '' }, [0, 0])];
    const content = JSON.stringify({ type: 'FeatureCollection', features });
    book.plant({ kind: 'site', marking, name: site, position, remark }, owner.actor);
    book.plant({ kind: 'import', marking, name }, owner.actor);
    // A row that was refused is in no report: whoever handed it in may read of it, and nobody else.
    const own = new ImportClient(() => server.url, owner.actor);
    const { body: lying } = await own.upload(`${name}.geojson`, content);
    expect(JSON.stringify(await own.check(lying.uploadId))).toContain(site);
    const { importId, refused } = await own.load(`${name}.geojson`, content, { marking });
    expect(refused).toBe(1);
    book.forgetReaders();
    let [seen, unseen] = [0, 0];
    for (const viewer of audience.filter((each) => each !== owner)) {
      const other = new ImportClient(() => server.url, viewer.actor);
      const door = `/imports/uploads/${lying.uploadId}`;
      for (const answer of [
        await other.ask(door),
        await other.ask(`${door}/proposal?kind=site`),
        await other.send(`${door}/check`, {}),
        await other.send('/imports', { uploadId: lying.uploadId }),
        await other.ask(door, { method: 'DELETE' }),
      ]) {
        expect(answer.status).toBe(404);
        check(viewer, 'upload of another', JSON.stringify(answer.body));
      }
      const { body: same } = await other.upload('same bytes.geojson', content);
      check(viewer, 'imports of the same bytes', JSON.stringify(same.earlier));
      expect(same.earlier.length).toBe(mayRead(viewer, marking) ? 1 : 0);
      expect((await other.ask(`/imports/uploads/${same.uploadId}`, { method: 'DELETE' })).status).toBe(204);
      for (const path of [
        '/imports',
        `/imports/${importId}`,
        '/sites',
        '/picture?q=Q',
        '/imports/mappings',
        '/metrics',
      ])
        check(viewer, `after an import: ${path}`, (await server.get(path, viewer.actor)).text);
      const { status } = await other.send(`/imports/${importId}/undo`, { reason: 'not mine', uploadId: '' });
      expect(status).toBe(400);
      if (mayRead(viewer, marking)) seen++;
      else {
        for (const each of [`/imports/${importId}/undo`, `/imports/${importId}/stop`])
          expect((await other.send(each, { reason: 'not mine' })).status).toBe(404);
        unseen++;
      }
    }
    expect([seen > 3, unseen > 30]).toEqual([true, true]);
    expect((await own.ask(`/imports/${importId}`)).body).toMatchObject({ status: 'done' });
    expect(findings).toEqual([]);
  });

  it('and the oracle catches a viewer who is taken for another within a thousand checks (negative control)', async () => {
    const restricted = audience[0]!;
    hidden = { actor: 'mistaken', clearance: 'strictly-confidential', groups: ['*'] };
    const { text } = await server.get('/incidents', restricted.actor);
    hidden = undefined;
    let decided = 0;
    const caught = findCanaries(text).find((canary) => {
      decided++;
      return !book.mayKnow(restricted, canary);
    });
    expect(caught).toBeDefined();
    expect(decided).toBeLessThanOrEqual(1_000);
    expect(book.leaks(restricted, (await server.get('/incidents', restricted.actor)).text)).toEqual([]);
  });
});

function headersOf(headers: Headers): [string, string][] {
  // The tag is a digest of the body, which repeats the name that was asked for.
  return [...headers].filter(([name]) => name !== 'date' && name !== 'etag').sort();
}
