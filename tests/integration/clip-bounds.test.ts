import { randomBytes } from 'node:crypto';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipBounds, clipExtension } from '#shared/protocol/clips.ts';
import { localViewer } from '../../server/access/viewer.ts';
import { openLogHistory } from '../../server/log/history/open-log-history.ts';
import { ClipStore } from '../../server/replay/clips/clip-store.ts';
import { makeClip } from '../../server/replay/clips/make-clip.ts';
import { getClip, postClip, writeClipRecord } from './clip-record.ts';
import { pastDoor } from './dated-record.ts';
import { makeHostile } from './hostile-clips.ts';
import { TestServer, testMission, until } from './test-server.ts';

const minuteMs = 60_000;

describe('the bounds of a clip', () => {
  const server = new TestServer();
  let [from, to] = [0, 0];
  const folder = () => readdirSync(join(server.dataDir, 'clips'));

  beforeAll(async () => {
    await server.start();
    const record = await writeClipRecord(server);
    [from, to] = [record.from + 60 * minuteMs, record.from + 120 * minuteMs];
  }, 60_000);
  afterAll(() => server.stop());

  it('refuse by name what was made on purpose, keep nothing of it, and go on', async () => {
    const { bytes } = await getClip(server, { from, to });
    for (const { what, bytes: hostile, check } of makeHostile(bytes)) {
      const { status, body } = await postClip(server, hostile);
      const named = String(body['detail']).split(':')[0];
      expect([what, status, body['title'], named]).toEqual([what, 400, 'damaged-clip', check]);
    }
    expect(folder()).toEqual([]);
    expect((await postClip(server, bytes)).status).toBe(201);
    expect(folder()).toHaveLength(2);
    expect(server.faults).toEqual([]);
  });

  it('refuse a file that is larger than a clip may be, and one of another kind', async () => {
    const small = new ClipStore(server.dataDir, { maxBytes: 1_000 });
    const body = new Blob([new Uint8Array(5_000)]).stream();
    const received = await small.receive(Readable.fromWeb(body as never));
    expect(received).toMatchObject({ ok: false, problem: { name: 'body-too-large' } });
    expect((await server.send('/clips', {})).text).toContain('unsupported-media-type');
    expect(folder()).toHaveLength(2);
  });

  it.each([
    ['records and changes', { changes: 50 }],
    ['positions', { fixes: 500 }],
    ['of record', { unpackedBytes: 50_000 }],
    ['MiB: choose', { packedBytes: 10_000 }],
  ])('refuse to make one with more %s', async (named, narrower) => {
    const history = openLogHistory(server.dataDir, (error) => server.faults.push(error));
    const { log } = server.running;
    const path = join(server.dataDir, `narrow-${Object.keys(narrower)[0]}`);
    const made = await makeClip({
      ...{ history, descriptors: log.descriptors, mission: testMission, epoch: log.epoch, product: 'test' },
      ...{ viewer: localViewer, from, to, truth: 'both', now: server.clock.now(), path },
      ...{ signal: new AbortController().signal, bounds: { ...clipBounds, ...narrower } },
    });
    await history.close();
    expect(made).toMatchObject({ ok: false, problem: { name: 'too-large', detail: expect.stringContaining(named) } });
  });

  it('leave the thread to others while a clip is made and opened', async () => {
    await getClip(server, { from, to });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const begun = performance.now();
    const { bytes } = await getClip(server, { from: from - 50 * minuteMs, to: to + 200 * minuteMs });
    const madeMs = performance.now() - begun;
    expect((await postClip(server, bytes)).status).toBe(201);
    delay.disable();
    console.log(
      `clips: 5 h 10 min made in ${madeMs.toFixed(0)} ms, ${bytes.length} bytes; longest turn ${(delay.max / 1e6).toFixed(0)} ms`,
    );
    // Three times the goal: other tests share these cores.
    expect(delay.percentile(99) / 1e6).toBeLessThan(150);
  });

  it('keep in memory what is held, and few of what is not', async () => {
    const store = new ClipStore(join(server.dataDir, 'copies'));
    await store.open();
    const ids: string[] = [];
    for (let hours = 0; hours < 5; hours++) {
      const { bytes } = await getClip(server, { from: from - hours * minuteMs, to });
      const received = await store.receive(Readable.from(bytes));
      if (!received.ok) throw new Error(received.problem.detail);
      ids.push(received.value.id);
    }
    const [first, ...others] = ids as [string, ...string[]];
    const held = await store.load(first);
    for (const id of others) expect((await store.load(id)).ok).toBe(true);
    const again = await store.load(first);
    expect(held.ok && again.ok && again.value === held.value).toBe(true);
    await store.remove(first);
    expect(await store.load(first)).toMatchObject({ ok: false, problem: { name: 'not-found' } });
  });

  it('read few clips at a time and refuse more than a few that wait, without a word against them', async () => {
    const { bytes } = await getClip(server, { from, to });
    const copies = join(server.dataDir, 'many');
    const store = new ClipStore(copies);
    await store.open();
    const received = await store.receive(Readable.from(bytes));
    if (!received.ok) throw new Error(received.problem.detail);
    const ids = Array.from({ length: 10 }, (_, index) => `${index}`.padStart(32, '0'));
    for (const id of ids)
      for (const extension of ['.json', clipExtension])
        copyFileSync(join(copies, 'clips', received.value.id + extension), join(copies, 'clips', id + extension));
    const crowded = new ClipStore(copies);
    await crowded.open();
    const loaded = await Promise.all([...ids, ...ids].map((id) => crowded.load(id)));
    const names = loaded.map((each) => (each.ok ? 'loaded' : each.problem.name));
    expect(names.filter((name) => name === 'loaded')).toHaveLength(16);
    expect(names.filter((name) => name === 'overloaded')).toHaveLength(4);
    for (const id of ids) {
      expect((await crowded.load(id)).ok).toBe(true);
      expect(crowded.find(id, localViewer).ok).toBe(true);
    }
  });

  it('sweep away what a server left that ended while it kept or removed a clip', async () => {
    const left = join(server.dataDir, 'left');
    const { bytes } = await getClip(server, { from, to });
    const store = new ClipStore(left);
    await store.open();
    const received = await store.receive(Readable.from(bytes));
    if (!received.ok) throw new Error(received.problem.detail);
    const { id } = received.value;
    const [orphan, widow] = ['a'.repeat(32), 'b'.repeat(32)];
    copyFileSync(join(left, 'clips', id + clipExtension), join(left, 'clips', orphan + clipExtension));
    copyFileSync(join(left, 'clips', `${id}.json`), join(left, 'clips', `${widow}.json`));
    writeFileSync(join(left, 'clips', 'making-1'), 'x');
    const next = new ClipStore(left);
    await next.open();
    expect(readdirSync(join(left, 'clips')).sort()).toEqual([`${id}.json`, id + clipExtension].sort());
    expect(next.list(localViewer).map((clip) => clip.id)).toEqual([id]);
  });

  it('end the work when whoever asked has gone away', async () => {
    const before = folder().length;
    const stop = new AbortController();
    const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    const asked = fetch(`${server.url}/api/v1/clips/new?${query}`, { signal: stop.signal });
    await until('it is being made', () => folder().length > before);
    stop.abort();
    await expect(asked).rejects.toThrow();
    await until('nothing is left of it', () => folder().length === before);
    expect((await getClip(server, { from, to })).status).toBe(200);
    expect(server.faults).toEqual([]);
  });

  it('make clips for others while some take what was made for them slowly', async () => {
    const at = to - 30 * minuteMs;
    // More than the sockets of two who read nothing hold.
    const reports = Array.from({ length: 400 }, (_, index) => ({
      ...{ kind: 'incident', messageId: `heavy-${index}`, incidentId: `heavy-${index}`, type: 'ATK.IED' },
      ...{ observedAt: new Date(at).toISOString(), occurredAt: new Date(at).toISOString(), title: 'Heavy' },
      narrative: randomBytes(14_000).toString('base64'),
    }));
    for (let start = 0; start < reports.length; start += 50)
      await server.running.submit(reports.slice(start, start + 50), { ...pastDoor });
    const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    const slow = [0, 1, 2].map(() => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => {});
      return socket;
    });
    for (const [index, socket] of slow.entries()) {
      socket.write(`GET /api/v1/clips/new?${query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
      // The head is here: the clip is made and on its way.
      await until(`clip ${index} is on its way`, () => socket.readableLength > 0 || socket.bytesRead > 0, 60_000);
    }
    const making = folder().filter((name) => name.startsWith('making-'));
    expect(making).toHaveLength(3);
    expect((await getClip(server, { from, to, truth: 'known' })).status).toBe(200);
    for (const socket of slow) socket.destroy();
    await until('nothing is left of them', () => folder().every((name) => !name.startsWith('making-')));
    expect(server.faults).toEqual([]);
  }, 120_000);
});
