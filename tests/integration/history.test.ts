import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const dayMs = 86_400_000;
const pastCount = 2_400;

describe('the past behind a packed snapshot', () => {
  const server = new TestServer();
  const viewers: TestViewer[] = [];
  let count = 0;

  const incident = (id: number, ageDays: number) => {
    const at = new Date(server.clock.now() - ageDays * dayMs).toISOString();
    const what = {
      kind: 'incident',
      messageId: `m${++count}`,
      incidentId: `i${id}`,
      type: 'ATK.IED',
      title: `No ${count}`,
    };
    return {
      ...what,
      position: [id / 1_000, 16],
      occurredAt: at,
      observedAt: new Date(server.clock.now()).toISOString(),
    };
  };
  const position = (track: number) => ({
    ...{ kind: 'position', trackId: `t${track}`, position: [0, 15 + track / 100] },
    observedAt: new Date(server.clock.now()).toISOString(),
  });

  beforeAll(async () => {
    await server.start();
    const past = Array.from({ length: pastCount }, (_, id) => incident(id, 60));
    for (let from = 0; from < past.length; from += 800) await server.post(past.slice(from, from + 800));
    await server.post([incident(10_001, 1), incident(10_002, 2), position(1)]);
  });
  afterAll(async () => {
    for (const viewer of viewers) viewer.cut();
    await server.stop();
  });

  async function connect({ takesPacked = true, waitsWithHistory = false } = {}): Promise<TestViewer> {
    const viewer = new TestViewer({ name: 'local', takesPacked, waitsWithHistory });
    viewers.push(viewer);
    await viewer.connect(server.url);
    return viewer;
  }
  const wanted = () => server.running.live.picture.hash();
  async function expectSame(viewer: TestViewer): Promise<void> {
    await until('the picture is the server’s', () => viewer.hash() === wanted());
    expect([viewer.gaps, viewer.mismatches]).toEqual([[], []]);
  }

  it('comes after what stands now, which is live meanwhile, and makes the picture the server’s', async () => {
    const viewer = await connect({ waitsWithHistory: true });
    expect(viewer.hello).toMatchObject({ history: pastCount });
    await until('what stands now is whole', () => viewer.isWhole);
    expect(viewer.picture.records.has('incident/i10001')).toBe(true);
    expect(viewer.picture.records.has('incident/i5')).toBe(false);
    await until('a beat', () => viewer.lastBeat !== undefined);
    // Not behind: only the past is missing. But nobody continues from half a picture.
    expect(viewer.lastBeat).toMatchObject({ behindMs: 0, cursor: '' });
    await server.post([position(2)]);
    await until('the live goes on', () => viewer.picture.tracks.find('http/t2') !== undefined);
    expect(viewer.received).not.toContain('history');
    viewer.askForHistory();
    await expectSame(viewer);
    expect(viewer.received.filter((event) => event === 'history').length).toBeGreaterThan(1);
    await until('a cursor and a check', () => viewer.cursor !== undefined && viewer.counts.checks > 0);
    expect(viewer.mismatches).toEqual([]);
  });

  it('does not overtake what happens to it in the meantime', async () => {
    const viewer = await connect({ waitsWithHistory: true });
    await until('what stands now is whole', () => viewer.isWhole);
    // Corrected, retracted and new, before, between and after the parts that hold them.
    const late = incident(pastCount - 1, 60);
    await server.post([incident(0, 60), incident(1_500, 45), late, incident(20_000, 90)]);
    const { messageId } = late;
    await server.post([
      { ...incident(pastCount - 1, 60), amends: { messageId, as: 'retraction' } },
      incident(1_501, 1),
    ]);
    viewer.askForHistory();
    await until('a first part', () => viewer.received.includes('history'));
    await server.post([incident(1, 60), incident(2_300, 60), incident(2_301, 1)]);
    await expectSame(viewer);
    expect(viewer.picture.records.get('incident/i1501')!.version).toBeGreaterThan(1);
  });

  it('comes while everything moves, on a slow link as on a fast one', async () => {
    const slow = new TestViewer({ name: 'local', takesPacked: true, profile: 'vsat' });
    viewers.push(slow);
    const fast = await connect();
    await slow.connect(server.url);
    await until('both hold the past', async () => {
      await server.post([position(3 + Math.floor(Math.random() * 40))]);
      return [slow, fast].every((viewer) => viewer.picture.records.has(`incident/i${pastCount - 2}`));
    });
    // Between the parts the live went on.
    for (const { received } of [slow, fast]) {
      const between = received.slice(received.indexOf('history'), received.lastIndexOf('history'));
      expect(between).toContain('frame');
    }
    await expectSame(fast);
    await expectSame(slow);
  });

  it('is begun anew when the link is lost, or a fresh picture asked for, in its middle', async () => {
    const viewer = await connect();
    await until('some of the past', () => viewer.received.includes('history'));
    expect(viewer.cursor).toBeUndefined();
    expect((await viewer.connect(server.url)).mode).toBe('snapshot');
    await until('some of the past', () => viewer.received.includes('history'));
    viewer.askFresh();
    await expectSame(viewer);
    expect(viewer.resyncs).toEqual(['requested']);
  });

  it('is part of a plain snapshot, which is whole at once', async () => {
    const viewer = await connect({ takesPacked: false });
    expect(viewer.hello).toMatchObject({ history: 0 });
    await until('it is whole', () => viewer.isWhole);
    expect(viewer.picture.records.has('incident/i5')).toBe(true);
    await expectSame(viewer);
  });
});
