import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayRequest } from '#shared/protocol/upstream.ts';
import type { Moment } from '#shared/replay/moment.ts';
import { localViewer } from '../../server/access/viewer.ts';
import { openLogHistory } from '../../server/log/history/open-log-history.ts';
import { MomentPictures } from '../../server/replay/moment-pictures.ts';
import { type DatedRecord, pastDoor, writeDatedRecord } from './dated-record.ts';
import { pictureFor } from './refold.ts';
import { pause, TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const minuteMs = 60_000;

describe('a replay', () => {
  const server = new TestServer();
  const viewers: TestViewer[] = [];
  let record: DatedRecord;
  let sessions = 0;

  beforeAll(async () => {
    await server.start();
    record = await writeDatedRecord(server);
  }, 60_000);
  afterEach(() => {
    for (const viewer of viewers.splice(0)) viewer.cut();
    expect(server.faults).toEqual([]);
  });
  afterAll(() => server.stop());

  async function watch(request: Partial<ReplayRequest>): Promise<TestViewer> {
    const replay: ReplayRequest = { session: `session-${++sessions}`, truth: 'happened', ...request };
    const viewer = new TestViewer({ name: 'local', replay });
    viewers.push(viewer);
    await viewer.connect(server.url);
    await until('the first moment is here', () => viewer.isWhole && viewer.lastBeat?.replay?.state !== 'moving');
    return viewer;
  }

  /** The picture of a moment, told to nobody. */
  async function hashAt(moment: Moment): Promise<string> {
    const history = openLogHistory(server.dataDir, (error) => server.faults.push(error));
    const pictures = new MomentPictures(history, server.running.log.descriptors);
    const hash = await pictures.read(moment, ({ records, tracks }) =>
      pictureFor(localViewer, {
        records: new Map([...records()].map((each) => [each.key, each])),
        tracks,
      } as never).hash(),
    );
    await history.close();
    return hash;
  }

  async function isAt(viewer: TestViewer, at: number): Promise<void> {
    await until(
      'the moment is here',
      () => viewer.lastBeat?.replay?.at === at && viewer.lastBeat.replay.state !== 'moving',
    );
    await until('everything has come', () => viewer.lastBeat?.behindMs === 0);
    expect(viewer.mismatches).toEqual([]);
    expect(viewer.gaps).toEqual([]);
  }

  const title = (viewer: TestViewer, id: string) => {
    const incident = viewer.picture.records.get(`incident/${id}`);
    return incident?.kind === 'incident' && !incident.retracted ? incident.body.title : undefined;
  };

  it('shows the picture of its moment, and any other when asked', async () => {
    const at = record.from + 120 * minuteMs;
    const viewer = await watch({ at });
    for (const moved of [at, at + 200 * minuteMs, at - 100 * minuteMs, at + 5 * minuteMs]) {
      viewer.command({ do: 'seek', at: moved });
      await isAt(viewer, moved);
      const { by } = viewer.lastBeat!.replay!;
      expect(viewer.hash()).toBe(await hashAt({ truth: 'happened', at: moved, by }));
    }
  });

  it('draws a track on its way between two fixes, as happened only and not across a gap', async () => {
    const at = record.from + 30 * minuteMs;
    const viewer = await watch({ at });
    const longitude = (track: string) => {
      const { tracks } = viewer.picture;
      return tracks.longitudeE6[tracks.find(`feed/${track}`)!]!;
    };
    const [before] = [longitude('t1'), viewer.command({ do: 'seek', at: at + minuteMs / 4 })];
    await until('a quarter of the way', () => longitude('t1') === before + 250);
    viewer.command({ do: 'seek', at: record.gapFrom + 2 * minuteMs });
    await isAt(viewer, record.gapFrom + 2 * minuteMs);
    await until('it is known where the others go', () => longitude('t1') > 0);
    const { tracks } = viewer.picture;
    expect(tracks.observedAt[tracks.find('feed/gap')!]).toBe(record.gapFrom);
    expect(longitude('gap')).toBe(2_000_000);
    viewer.command({ do: 'truth', truth: 'known' });
    viewer.command({ do: 'seek', at: at + minuteMs / 4 });
    await until('as known it stays at its last fix', () => longitude('t1') === before);
    expect(viewer.mismatches).toEqual([]);
  });

  it('tells a late report, a correction and a retraction apart by the two truths', async () => {
    const viewer = await watch({ at: record.lateIncidentAt + minuteMs });
    expect([title(viewer, 'late'), title(viewer, 'wrong')]).toEqual(['Known two hours late', undefined]);
    viewer.command({ do: 'truth', truth: 'known' });
    await until(
      'the other truth',
      () => viewer.lastBeat?.replay?.truth === 'known' && title(viewer, 'late') === undefined,
    );
    expect(title(viewer, 'wrong')).toBe('Second account');
    viewer.command({ do: 'seek', at: record.from + 60 * minuteMs });
    await until('the first account', () => title(viewer, 'wrong') === 'First account');
    viewer.command({ do: 'seek', at: record.lateKnownAt + minuteMs });
    await until('what was late', () => title(viewer, 'late') !== undefined && title(viewer, 'wrong') === undefined);
    expect(viewer.mismatches).toEqual([]);
  });

  it('plays at speed, coalescing positions and skipping no fact', async () => {
    const at = record.from + 10 * minuteMs;
    const viewer = await watch({
      at,
      truth: 'known',
      speed: 600,
      isPlaying: true,
      range: { from: at, to: at + 60 * minuteMs },
    });
    await until('an hour of it', () => (viewer.lastBeat?.replay?.at ?? 0) > at + 50 * minuteMs, 20_000);
    expect(viewer.counts.frames).toBeGreaterThan(20);
    expect(viewer.mismatches).toEqual([]);
    await until('it has turned back', () => (viewer.lastBeat?.replay?.jumps ?? 0) > 0, 20_000);
    viewer.command({ do: 'pause' });
    await until('it stands', () => viewer.lastBeat?.replay?.isPlaying === false);
    const { at: stands } = viewer.lastBeat!.replay!;
    expect(viewer.hash()).toBe(await hashAt({ truth: 'known', at: stands, by: stands }));
  }, 60_000);

  it('keeps one clock for the streams of a session, each with its own truth', async () => {
    const at = record.from + 110 * minuteMs;
    const session = 'shared-session';
    const one = await watch({ session, at });
    const other = await watch({ session, truth: 'known' });
    expect(other.lastBeat?.replay?.at).toBe(at);
    one.command({ do: 'seek', at: at + 30 * minuteMs });
    await isAt(one, at + 30 * minuteMs);
    await isAt(other, at + 30 * minuteMs);
    expect([title(one, 'late'), title(other, 'late')]).toEqual(['Known two hours late', undefined]);
    one.command({ do: 'play' });
    await until('both run', () => [one, other].every((each) => (each.lastBeat?.replay?.at ?? 0) > at + 31 * minuteMs));
  });

  it('steps to the next and the previous incident', async () => {
    const at = record.from + 120 * minuteMs;
    const viewer = await watch({ at });
    viewer.command({ do: 'step', direction: 1, marks: ['attack'] });
    await isAt(viewer, record.from + 125 * minuteMs);
    const { reached } = viewer.lastBeat!.replay!;
    expect(viewer.picture.records.get(reached!)?.kind).toBe('incident');
    viewer.command({ do: 'step', direction: -1, marks: ['attack'] });
    await isAt(viewer, record.from + 115 * minuteMs);
    expect(viewer.lastBeat!.replay!.reached).not.toBe(reached);
    viewer.command({ do: 'seek', at });
    await isAt(viewer, at);
    expect(viewer.lastBeat!.replay!.reached).toBeUndefined();
  });

  it('ends at the present and stands there', async () => {
    const viewer = await watch({ at: server.clock.now() - 20_000, speed: 60, isPlaying: true });
    await until('the end', () => viewer.lastBeat?.replay?.state === 'ended');
    expect(viewer.lastBeat?.replay?.isPlaying).toBe(false);
    expect(Math.abs(server.clock.now() - viewer.lastBeat!.replay!.at)).toBeLessThan(5_000);
  });

  it.each(['happened', 'known'] as const)('takes in by a jump what came since and was %s before', async (truth) => {
    const at = record.from + 200 * minuteMs;
    const viewer = await watch({ truth, at });
    const [occurred, known] = [record.from + 100 * minuteMs, record.from + 101 * minuteMs];
    const [id, iso] = [`dated-${truth}`, (time: number) => new Date(time).toISOString()];
    const times = { observedAt: iso(occurred), occurredAt: iso(occurred), knownAt: iso(known) };
    const what = { kind: 'incident', messageId: id, incidentId: id, type: 'ATK.DF', position: [1, 16], title: id };
    await server.running.submit([{ ...what, ...times }], pastDoor);
    viewer.command({ do: 'seek', at: at + minuteMs });
    await isAt(viewer, at + minuteMs);
    expect(title(viewer, id)).toBe(id);
  });

  it('misses nothing of what is on its way to the disk when it is looked at', async () => {
    const viewer = await watch({ truth: 'known', at: server.clock.now() - 500, speed: 1, isPlaying: true });
    for (let count = 0; count < 100; count++) {
      const [id, now] = [`on-its-way-${count}`, new Date(server.clock.now()).toISOString()];
      const what = { kind: 'incident', source: 'desk', messageId: id, incidentId: id, type: 'ATK.DF', title: id };
      await server.post({ ...what, position: [1, 16], observedAt: now, occurredAt: now });
    }
    const postedBy = server.clock.now();
    await until('it has passed them', () => (viewer.lastBeat?.replay?.at ?? 0) > postedBy);
    const seen = [...viewer.picture.records.keys()].filter((key) => key.startsWith('incident/on-its-way'));
    expect(seen).toHaveLength(100);
  });

  it('passes over a range that ends before it begins, and says hello before anything is shown', async () => {
    const [from, to] = [record.from + 200 * minuteMs, record.from + 100 * minuteMs];
    const replay = {
      session: 'range-reversed',
      truth: 'happened',
      at: to,
      range: { from, to },
      isPlaying: true,
    } as const;
    const viewer = new TestViewer({ name: 'local', replay });
    viewers.push(viewer);
    const connecting = viewer.connect(server.url);
    const commands = setInterval(() => viewer.command({ do: 'play' }), 1);
    await connecting;
    clearInterval(commands);
    expect(viewer.received.slice(0, viewer.received.indexOf('hello')).filter((each) => each !== 'beat')).toEqual([]);
    await until('it goes on', () => (viewer.lastBeat?.replay?.at ?? 0) > to + minuteMs);
    expect(viewer.lastBeat?.replay).toMatchObject({ jumps: 0 });
    expect(viewer.lastBeat?.replay?.range).toBeUndefined();
  });

  it('goes on at the same moment when the server was restarted', async () => {
    const at = record.from + 200 * minuteMs;
    const viewer = await watch({ at });
    const before = viewer.hash();
    await server.restart();
    const replay = { ...viewer.options.replay!, at: viewer.lastBeat!.replay!.at };
    const again = await watch(replay);
    expect(again.lastBeat?.replay?.at).toBe(at);
    expect(again.hash()).toBe(before);
  });

  it('leaves the live picture of others alone', async () => {
    const live = new TestViewer({ name: 'local' });
    viewers.push(live);
    await live.connect(server.url);
    const viewer = await watch({ at: record.from + 60 * minuteMs, speed: 3_600, isPlaying: true });
    await pause(1_500);
    expect(viewer.lastBeat?.replay?.at).toBeGreaterThan(record.from + 60 * minuteMs);
    await until('live is whole', () => live.hash() === pictureFor(localViewer, server.running.live.picture).hash());
    expect(live.mismatches).toEqual([]);
  });
});
