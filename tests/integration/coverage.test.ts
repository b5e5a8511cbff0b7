import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { decodeCoverage } from '#shared/protocol/coverage.ts';
import { missionSchema } from '#shared/schema/mission.ts';
import { pause, TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const minuteMs = 60_000;
const mission = missionSchema.parse({
  ...{ missionId: 'test', name: 'Test mission', isExercise: true, timeZone: 'UTC' },
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [-1.5, 15],
        [1.5, 15],
        [1.5, 17],
        [-1.5, 17],
        [-1.5, 15],
      ],
    ],
  },
});
/** A helicopter at 15 min notice beside its Level 2: in time to 122 km. */
const hospital: [number, number] = [0, 16];
const near: [number, number] = [0.4, 16];
const kmEast = (km: number): [number, number] => [km / 106.89, 16];

describe('medical cover of patrols', () => {
  const server = new TestServer({ mission });
  const viewer = new TestViewer({ name: 'watch' });
  let messages = 0;
  /** While nothing was on record that could help anybody. */
  let beforeHelp = '';

  const now = (): string => new Date(server.clock.now()).toISOString();
  const told = (report: object) => ({ messageId: `m${++messages}`, observedAt: now(), ...report });
  const post = async (...reports: object[]): Promise<void> => {
    const { results } = await server.post(reports.map(told));
    for (const result of results) expect(result).toMatchObject({ status: 'accepted' });
  };
  const facility = (more: object = {}) => ({
    ...{ kind: 'facility', facilityId: 'gao', name: 'Gao', level: '2', position: hospital, tablesFree: 1 },
    ...{ doctorPresent: true, landingSite: 'day-and-night', ...more },
  });
  const helicopter = (more: object = {}) => ({
    ...{ kind: 'asset', assetId: 'H1', name: 'H1', type: 'helicopter', track: 'air/H1', status: 'ready' },
    ...{ noticeMinutes: 15, medicalCrew: true, nightCapable: true, ...more },
  });
  const at = (source: string, trackId: string, position: [number, number]) => ({
    ...{ kind: 'position', source, trackId, trackType: 'vehicle', position },
  });
  const plan = (patrolId: string) => ({
    ...{ kind: 'patrol', action: 'plan', patrolId },
    plan: { callSign: patrolId, tracks: [`trackers/${patrolId}`], route: [{ position: near }], startAt: now() },
  });
  const start = (patrolId: string) => ({ kind: 'patrol', action: 'start', patrolId });
  const fresh = () => [at('air', 'H1', hospital), at('trackers', 'P1', near)];
  const coverOf = (patrolId = 'P1') =>
    server.running.live.picture.records.get(`cover/${patrolId}`) as PictureRecord<'cover'> | undefined;
  const surgery = (patrolId = 'P1') => coverOf(patrolId)?.body.surgery;
  const etag = async () => (await server.get('/coverage/raster')).headers.get('ETag');
  const raster = async (query = '', who = 'local') => {
    const response = await fetch(`${server.url}/api/v1/coverage/raster${query}`, { headers: { 'x-viewer': who } });
    if (response.status !== 200) throw new Error(await response.text());
    return decodeCoverage(new Uint8Array(await response.arrayBuffer()));
  };
  const planes = ({ raster: { known, hopeful } }: Awaited<ReturnType<typeof raster>>) =>
    [known.team, known.surgery, hopeful.team, hopeful.surgery].map((plane) => Buffer.from(plane).toString('base64'));
  /** Computed anew, by an input that changes nothing of the cover. */
  const recompute = async (): Promise<void> => {
    const before = await etag();
    await post({
      kind: 'site',
      siteId: 'x',
      name: 'x',
      type: 'landing-site',
      position: [1, 16.5],
      remark: `${messages}`,
    });
    await until('another raster', async () => (await etag()) !== before);
    await pause(100);
  };
  const coverFacts = async (patrolId: string): Promise<number> =>
    (await server.running.log.read.history('cover', patrolId)).length;

  beforeAll(async () => {
    // Eleven in the morning where the mission is, whenever the test is run.
    const toEleven =
      (11 * 60 * minuteMs - (Date.now() % (24 * 60 * minuteMs)) + 24 * 60 * minuteMs) % (24 * 60 * minuteMs);
    server.clock.advance(toEleven);
    await server.start();
    await post({ kind: 'site', siteId: 'x', name: 'x', type: 'landing-site', position: [1, 16.5] });
    beforeHelp = now();
    server.clock.advance(1_000);
    await post(facility(), helicopter(), ...fresh(), plan('P1'), start('P1'));
    await viewer.connect(server.url);
    await until('a first conclusion', () => coverOf() !== undefined);
  });
  afterAll(async () => {
    viewer.cut();
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  it('changes within two seconds of the downgrade of a Level 2, and stays what it was for the moment before', async () => {
    expect(surgery()).toMatchObject({ state: 'met', asset: 'asset/H1', facility: 'facility/gao' });
    const legs = surgery()!.legs.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(legs).toBe(surgery()!.seconds);
    const before = await raster();
    const revision = before.revision;
    await until('a beat that names it', () => viewer.lastBeat?.coverage === revision);
    const moment = now();
    await pause(5);
    const since = performance.now();
    await post(facility({ level: '1+' }));
    await until('another cover', () => surgery()?.state === 'missed', 4_000);
    await until(
      'another revision in the beat',
      () => ![undefined, revision].includes(viewer.lastBeat?.coverage),
      4_000,
    );
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(coverOf()!.body.cause).toMatchObject({
      ...{ what: 'facility-changed', key: 'facility/gao', field: 'level', from: '2', to: '1+' },
    });
    const after = await raster();
    expect(planes(after)).not.toEqual(planes(before));
    expect(planes(await raster(`?at=${moment}`))).toEqual(planes(before));
    expect(planes(await raster(`?at=${now()}`))).toEqual(planes(after));
    const ask = async (time: string) => JSON.parse((await server.get(`/coverage/patrols?at=${time}`)).text);
    expect(await ask(moment)).toMatchObject({ patrols: [{ patrolId: 'P1', surgery: { state: 'met' } }] });
    expect(await ask(now())).toMatchObject({ patrols: [{ patrolId: 'P1', surgery: { state: 'missed' } }] });
  });

  it('is refused by name for a time ahead, before the record, and for what is no time', async () => {
    for (const [query, status, name] of [
      ['?at=2999-01-01T00:00:00Z', 400, 'time-in-future'],
      ['?at=1999-01-01T00:00:00Z', 400, 'time-before-record'],
      ['?at=yesterday', 400, 'bad-query'],
      ['?at=2026-02-30T00:00:00Z', 400, 'bad-query'],
      ['?when=2026-02-28T00:00:00Z', 400, 'bad-query'],
    ] as const)
      for (const route of ['raster', 'patrols']) {
        const answer = await server.get(`/coverage/${route}${query}`);
        expect([answer.status, JSON.parse(answer.text).title], `${route}${query}`).toEqual([status, name]);
      }
  });

  it('is no area without help where nothing was on record that could have helped: that is refused by name', async () => {
    const answer = await server.get(`/coverage/raster?at=${beforeHelp}`);
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([409, { title: 'no-cover' }]);
  });

  it('is unknown, never met, while the position of its helicopter is stale, and met again when it is heard', async () => {
    await post(facility());
    await until('met again', () => surgery()?.state === 'met');
    server.clock.advance(4 * minuteMs);
    await post(at('trackers', 'P1', near));
    await recompute();
    await until('unknown', () => surgery()?.state === 'unknown');
    expect(surgery()).toMatchObject({ asset: 'asset/H1' });
    // Negative control: the same with a position that is fresh.
    await post(...fresh());
    await recompute();
    await until('met', () => surgery()?.state === 'met');
  });

  it('is unknown while the state of its facility or its helicopter has lapsed', async () => {
    const soon = () => new Date(server.clock.now() + 5 * minuteMs).toISOString();
    for (const lapsing of [facility({ validUntil: soon() }), helicopter({ validUntil: soon() })]) {
      await post(...fresh(), facility(), helicopter());
      await until('met', () => surgery()?.state === 'met');
      await post(lapsing);
      server.clock.advance(6 * minuteMs);
      await post(...fresh());
      await recompute();
      await until('unknown', () => surgery()?.state === 'unknown');
      expect(coverOf()!.body.cause).toMatchObject({ what: `${lapsing.kind}-expired` });
    }
    // Negative control: the same with a state that still holds.
    await post(...fresh(), facility(), helicopter({ validUntil: soon() }));
    await until('met', () => surgery()?.state === 'met');
  });

  it('has no helicopter that was sent to a case, until the case ends; the case itself still has it', async () => {
    await post(facility(), helicopter(), ...fresh());
    await until('cover', () => surgery()?.state === 'met', 4_000);
    const casevac = (more: object) => ({ kind: 'casevac', caseId: 'C1', source: 'desk', ...more });
    await post(casevac({ action: 'open', position: near }), casevac({ action: 'assign', assetId: 'H1' }));
    await until('no cover', () => surgery()?.state === 'missed', 4_000);
    expect(coverOf()!.body.cause).toMatchObject({ key: 'asset/H1', field: 'status', from: 'ready', to: 'tasked' });
    const offered = async (query: string) =>
      JSON.parse((await server.get(`/coverage/plans?position=${near.join()}${query}`)).text).plans.flatMap(
        ({ assets }: { assets: string[] }) => assets,
      );
    expect(await offered('')).not.toContain('asset/H1');
    expect(await offered('&case=another')).not.toContain('asset/H1');
    expect(await offered('&case=C1')).toContain('asset/H1');
    await post(casevac({ action: 'close', outcome: 'admitted' }));
    await until('cover again', () => surgery()?.state === 'met', 4_000);
  });

  it('does not flicker in the log while a patrol goes to and fro over the limit', async () => {
    const [inside, outside] = [kmEast(119), kmEast(125)];
    await post(...fresh(), at('trackers', 'P2', inside), plan('P2'), start('P2'));
    await until('a first conclusion', () => surgery('P2')?.state === 'met');
    await recompute();
    const facts = await coverFacts('P2');
    for (const place of [outside, inside, outside, inside]) {
      await post(at('trackers', 'P2', place));
      await recompute();
    }
    expect(await coverFacts('P2')).toBe(facts);
    // Negative control: one that stays outside is told of, once.
    await post(at('trackers', 'P2', outside));
    await recompute();
    await recompute();
    await recompute();
    await until('missed', () => surgery('P2')?.state === 'missed');
    expect(coverOf('P2')!.body.cause).toMatchObject({ what: 'moved' });
    expect(await coverFacts('P2')).toBe(facts + 1);
  });

  it('is concluded once: a restart repeats nothing and forgets nothing', async () => {
    await post(...fresh());
    const before = coverOf()!;
    const facts = await coverFacts('P1');
    await server.restart();
    expect(coverOf()).toEqual(before);
    await until('computed again', async () => (await server.get('/coverage/raster')).status === 200);
    await pause(300);
    expect(await coverFacts('P1')).toBe(facts);
    await post(helicopter({ noticeMinutes: 90 }));
    await until('missed', () => surgery()?.state === 'missed');
    expect(coverOf()!.body.cause).toMatchObject({ field: 'noticeMinutes', from: '15', to: '90' });
  });

  it('is not touched by reports that cannot be: each is refused by name, and the others of the post are stored', async () => {
    const bad: [object, RegExp][] = [
      [helicopter({ speedKmh: 0 }), /speedKmh/],
      [helicopter({ noticeMinutes: -5 }), /noticeMinutes/],
      [facility({ position: [0, 0] }), /position: 0,0/],
      [facility({ tablesFree: -1 }), /tablesFree/],
      [{ kind: 'parameters', changed: { nightRoad: 100 } }, /nightRoad must be from 0.05 to 10/],
      [{ kind: 'parameters', changed: { speedTrack: 0 } }, /speedTrack must be from 1 to 1000/],
      [{ kind: 'parameters', changed: { helicopterNotice: 5 } }, /changed/],
      [{ kind: 'conditions', season: 'monsoon' }, /season/],
      [{ kind: 'conditions', clearanceMinutes: -1 }, /clearanceMinutes/],
      [{ kind: 'road', roadId: 'N16', state: 'muddy' }, /state/],
      [{ kind: 'cover', patrolId: 'P1' }, /written by the server only/],
    ];
    const before = planes(await raster());
    const quarantined = await server.running.log.read.counts();
    // A road that the ground does not have is kept on record: its map may come later.
    const good = told({ kind: 'road', roadId: 'nowhere', state: 'closed' });
    const { results } = await server.post([...bad.map(([report]) => told(report)), good]);
    bad.forEach(([report, words], index) => {
      expect(results[index], JSON.stringify(report)).toMatchObject({
        ...{ status: 'refused', problem: { detail: expect.stringMatching(words) } },
      });
    });
    expect(results.at(-1)).toMatchObject({ status: 'accepted' });
    await recompute();
    expect(planes(await raster())).toEqual(before);
    expect(server.running.live.picture.records.has('road/nowhere')).toBe(true);
    expect((await server.running.log.read.counts()).quarantined).toBe(quarantined.quarantined + bad.length);
  });

  it('rests on nothing that a viewer may not see: the raster is the one without it, and so are patrols of the past', async () => {
    const marking = { classification: 'strictly-confidential', releasableTo: ['alpha'], originator: 'mission' };
    const outsider = { actor: 'outsider', clearance: 'unclassified', groups: [] } as const;
    server.viewers.set('outsider', outsider);
    const without = planes(await raster());
    expect(planes(await raster('', 'outsider'))).toEqual(without);
    const revision = (await raster()).revision;
    await post(helicopter({ assetId: 'H2', name: 'H2', track: 'air/H2', marking }), {
      ...at('air', 'H2', [0.8, 16.2]),
      marking,
    });
    await until('another raster', async () => (await raster()).revision !== revision);
    await recompute();
    // Negative control: who may see it gets another one.
    expect(planes(await raster())).not.toEqual(without);
    expect(planes(await raster('', 'outsider'))).toEqual(without);
    expect(planes(await raster(`?at=${now()}`))).not.toEqual(without);
    expect(planes(await raster(`?at=${now()}`, 'outsider'))).toEqual(without);
    // Another helicopter, that everyone may know of, at a place that they may not.
    await post(
      helicopter({ assetId: 'H2', name: 'H2', track: 'air/H2', status: 'unserviceable', marking }),
      helicopter({ assetId: 'H3', name: 'H3', track: 'air/H3', position: undefined }),
      { ...at('air', 'H3', [-0.8, 16.2]), marking },
    );
    await until('its own raster', async () => planes(await raster())[0] !== planes(await raster('', 'outsider'))[0]);
    expect(planes(await raster('', 'outsider'))).toEqual(without);
    const { text } = await server.get('/covers', 'outsider');
    expect(JSON.parse(text)).toMatchObject({ records: [] });
  });
});
