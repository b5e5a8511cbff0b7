import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../server/access/viewer.ts';
import { makeCursorCodec } from '../../server/stream/cursor.ts';
import { pictureFor } from './refold.ts';
import { pause, TestServer, until } from './test-server.ts';
import { TestViewer, type ViewerOptions } from './test-viewer.ts';

const everything: Viewer = { actor: 'e', clearance: 'strictly-confidential', groups: ['*'] };
const open: Viewer = { actor: 'o', clearance: 'unclassified', groups: [] };

/** A server of its own for each group of tests, and what they do with it. */
function stage() {
  const server = new TestServer();
  const viewers: TestViewer[] = [];
  let count = 0;

  beforeAll(async () => {
    server.viewers.set('everything', everything);
    server.viewers.set('open', open);
    await server.start();
  });
  afterAll(async () => {
    for (const viewer of viewers) viewer.cut();
    await server.stop();
  });

  async function connected(options: ViewerOptions = { name: 'everything' }): Promise<TestViewer> {
    const viewer = new TestViewer(options);
    viewers.push(viewer);
    await viewer.connect(server.url);
    await until('a cursor', () => viewer.cursor !== undefined);
    return viewer;
  }

  async function happen(facts = 3): Promise<void> {
    const observedAt = new Date(server.clock.now()).toISOString();
    const site = () => ({
      kind: 'site',
      messageId: `m${++count}`,
      siteId: `s${count % 5}`,
      name: `Camp ${count}`,
      type: 'camp',
      position: [1, 15],
      observedAt,
    });
    const secret = () => ({ ...site(), siteId: 'hidden', name: 'HIDDEN', marking: { classification: 'confidential' } });
    const moved = [1, 2, 3].map((track) => ({
      kind: 'position',
      trackId: `t${track}`,
      observedAt,
      position: [count / 1_000, 15],
    }));
    await server.post([...Array.from({ length: facts }, site), secret(), ...moved]);
  }

  async function expectWhole(viewer: TestViewer, rights: Viewer = everything): Promise<void> {
    const wanted = () => pictureFor(rights, server.running.live.picture).hash();
    await until('the picture is whole', () => viewer.isWhole && viewer.hash() === wanted());
    expect(viewer.gaps).toEqual([]);
    expect(viewer.mismatches).toEqual([]);
  }

  return { server, connected, happen, expectWhole };
}

// Each of these waits for beats of one second: together they wait once.
describe.concurrent('a viewer whose link was lost', () => {
  const { server, connected, happen, expectWhole } = stage();

  it('continues where it stood, with what it missed and without a gap', async () => {
    const viewer = await connected();
    await happen();
    await expectWhole(viewer);
    viewer.cut();
    const [applied, before] = [viewer.held.facts, viewer.picture];
    await happen(40);
    const hello = await viewer.connect(server.url);
    expect(hello).toMatchObject({ mode: 'resume', records: 0 });
    expect(hello.facts).toBeLessThanOrEqual(applied);
    await expectWhole(viewer);
    expect(viewer.picture).toBe(before);
    expect(viewer.counts).toMatchObject({ snapshots: 1, resumes: 1 });
    expect(viewer.resyncs).toEqual([]);
  });

  it('is served on, long after it has continued', async () => {
    const viewer = await connected();
    viewer.cut();
    expect((await viewer.connect(server.url)).mode).toBe('resume');
    // More messages than may be under way to somebody whose word is not taken.
    for (let round = 0; round < 15; round++) {
      await happen(1);
      await pause(110);
    }
    await expectWhole(viewer);
    // A beat that falls between a fact and the tick that sends it still counts from the beat before.
    await until('a beat says that all has been sent', () => viewer.lastBeat?.behindMs === 0);
  });

  it('continues after every one of twenty cuts in a row, whatever was on the way', async () => {
    const viewer = await connected();
    for (let cut = 0; cut < 20; cut++) {
      await happen(1 + (cut % 7));
      if (cut % 3 === 0) await pause(60);
      viewer.cut();
      await happen(2);
      expect((await viewer.connect(server.url)).mode).toBe('resume');
    }
    await expectWhole(viewer);
    expect(viewer.counts.snapshots).toBe(1);
  });

  it('continues however many groups it belongs to and however long their names', async () => {
    const groups = Array.from({ length: 40 }, (_, index) => `${'contingent '.repeat(5)}${index}`);
    server.viewers.set('sociable', { actor: 's', clearance: 'confidential', groups });
    const viewer = await connected({ name: 'sociable' });
    expect((await viewer.connect(server.url)).mode).toBe('resume');
  });

  it('begins anew with a cursor that was forged, and is told so', async () => {
    const viewer = await connected();
    const genuine = viewer.cursor!;
    const [payload = '', signature = ''] = genuine.split('.');
    const [audience, facts, frame] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
      string,
      number,
      number,
    ];
    const altered = (state: unknown) => `${Buffer.from(JSON.stringify(state)).toString('base64url')}.${signature}`;
    const strangers = makeCursorCodec();
    const forgeries = [
      altered([audience, facts + 1, frame]),
      altered([`${audience}0`, facts, frame]),
      strangers.write({ audience, facts, frame }),
      `${payload}.`,
      `.${signature}`,
      `${payload}.${signature.slice(0, -2)}`,
      `${payload}.${signature}${signature}`,
      'not a cursor',
      '....',
      '%00',
    ];
    for (const cursor of forgeries) {
      const hello = await viewer.connect(server.url, cursor);
      expect(hello.mode, cursor).toBe('snapshot');
      expect(viewer.resyncs.at(-1), cursor).toBe('restart');
      await expectWhole(viewer);
    }
    expect(viewer.resyncs).toHaveLength(forgeries.length);
  });

  it('begins anew with the cursor of someone with other rights, and sees only its own', async () => {
    const [wide, narrow] = await Promise.all([connected(), connected({ name: 'open' })]);
    await happen();
    await until('the wide one sees it', () => wide.picture.records.has('site/hidden'));
    const hello = await narrow.connect(server.url, wide.cursor);
    expect(hello.mode).toBe('snapshot');
    expect(narrow.resyncs).toEqual(['rights']);
    await expectWhole(narrow, open);
    expect(narrow.picture.records.has('site/hidden')).toBe(false);
  });

  it('never resumes rights that were reduced meanwhile, nor those that were widened', async () => {
    server.viewers.set('changing', everything);
    const viewer = await connected({ name: 'changing', keepsBytes: true });
    await happen();
    await until('it sees the hidden one', () => viewer.picture.records.has('site/hidden'));
    viewer.cut();
    server.viewers.set('changing', open);
    await happen();
    viewer.chunks.length = 0;
    expect((await viewer.connect(server.url)).mode).toBe('snapshot');
    await expectWhole(viewer, open);
    await happen();
    await expectWhole(viewer, open);
    expect(Buffer.concat(viewer.chunks).includes('HIDDEN')).toBe(false);
    await until('a cursor', () => viewer.cursor !== undefined);
    viewer.cut();
    server.viewers.set('changing', everything);
    expect((await viewer.connect(server.url)).mode).toBe('snapshot');
    await expectWhole(viewer);
    expect(viewer.resyncs).toEqual(['rights', 'rights']);
  });
});

describe('a viewer whose link was lost, with the server to itself,', () => {
  const { server, connected, happen, expectWhole } = stage();

  it('continues by the last fact even when the cursor is older than what it holds', async () => {
    const viewer = await connected();
    const { cursor } = viewer;
    await happen(30);
    await expectWhole(viewer);
    const version = viewer.picture.records.get('site/s1')!.version;
    expect((await viewer.connect(server.url, cursor)).mode).toBe('resume');
    await expectWhole(viewer);
    expect(viewer.picture.records.get('site/s1')!.version).toBe(version);
  });

  it('is sent the same picture when it takes it packed', async () => {
    await happen();
    const [plain, packed] = [await connected(), await connected({ name: 'everything', takesPacked: true })];
    await expectWhole(plain);
    await expectWhole(packed);
    expect(packed.picture.hash()).toBe(plain.picture.hash());
    expect(packed.received).toContain('packed');
    expect(packed.received).not.toContain('snapshot');
    expect(plain.received).not.toContain('packed');
  });

  it('begins anew after a restart of the server', async () => {
    const viewer = await connected();
    await happen();
    await server.restart();
    const hello = await viewer.connect(server.url);
    expect(hello.mode).toBe('snapshot');
    expect(viewer.resyncs).toEqual(['restart']);
    await expectWhole(viewer);
  });

  it('is not waited for by a server that stops, though it does not read', async () => {
    const viewer = await connected();
    viewer.stall();
    const started = performance.now();
    await server.running.close();
    expect(performance.now() - started).toBeLessThan(5_000);
    await server.start();
  });
});
