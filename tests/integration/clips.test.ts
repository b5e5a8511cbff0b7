import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClipManifest, StoredClip } from '#shared/protocol/clips.ts';
import type { TimelineAnswer } from '#shared/protocol/timeline.ts';
import type { Truth } from '#shared/replay/moment.ts';
import { kinds } from '#shared/schema/kinds.ts';
import { type Download, getClip, postClip, restricted, writeClipRecord } from './clip-record.ts';
import { makeRandom } from './random.ts';
import { TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const minuteMs = 60_000;
const makers = ['local', restricted.actor];

describe('a clip', () => {
  const origin = new TestServer();
  const elsewhere = new TestServer();
  const viewers: TestViewer[] = [];
  const made = new Map<string, Download>();
  const stored = new Map<string, StoredClip>();
  let [from, to, sessions] = [0, 0, 0];

  beforeAll(async () => {
    for (const server of [origin, elsewhere]) {
      server.viewers.set(restricted.actor, restricted);
      server.viewers.set('outsider', { actor: 'outsider', clearance: 'unclassified', groups: [] });
      await server.start();
    }
    const record = await writeClipRecord(origin);
    [from, to] = [record.from + 40 * minuteMs, record.from + 160 * minuteMs];
    for (const maker of makers) {
      const clip = await getClip(origin, { from, to, viewer: maker });
      expect([clip.status, clip.text]).toEqual([200, '']);
      made.set(maker, clip);
    }
  }, 60_000);
  afterEach(() => {
    for (const viewer of viewers.splice(0)) viewer.cut();
    expect(origin.faults).toEqual([]);
    expect(elsewhere.faults).toEqual([]);
  });
  afterAll(async () => {
    await origin.stop();
    await elsewhere.stop();
  });

  async function watch(server: TestServer, name: string, replay: { truth: Truth; at: number; clip?: string }) {
    const viewer = new TestViewer({ name, replay: { session: `session-${++sessions}`, ...replay } });
    viewers.push(viewer);
    await viewer.connect(server.url);
    await until('the first moment is here', () => viewer.isWhole && viewer.lastBeat?.replay?.state !== 'moving');
    return viewer;
  }

  async function hashAt(viewer: TestViewer, at: number): Promise<string> {
    const { jumps } = viewer.lastBeat!.replay!;
    viewer.command({ do: 'seek', at });
    await until('the moment is here', () => {
      const { replay, behindMs } = viewer.lastBeat ?? {};
      // Tracks are drawn on their way once it was looked where they go.
      return replay?.at === at && replay.jumps > jumps && replay.isSettled && behindMs === 0 && viewer.isWhole;
    });
    return viewer.hash();
  }

  it('is named by mission, time and marking, and says what it holds', () => {
    const [full, part] = makers.map((maker) => made.get(maker)!);
    expect(full!.name).toMatch(/filename="TEST-\d{8}T\d{4}Z-STRICTLY-CONFIDENTIAL\.vedette-clip"/);
    expect(part!.name).toMatch(/-CONFIDENTIAL\.vedette-clip"/);
    const files = unzipSync(part!.bytes);
    expect(Object.keys(files).sort()).toEqual(['README.txt', 'happened.ndjson', 'known.ndjson', 'manifest.json']);
    const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString()) as ClipManifest;
    expect(manifest).toMatchObject({ format: 'vedette-clip', isExercise: true, mission: { missionId: 'test' } });
    expect(manifest.marking).toEqual({
      classification: 'confidential',
      releasableTo: ['alpha'],
      originator: 'mission',
    });
    expect(manifest.counts.known!.fixes).toBeGreaterThan(3_000);
    expect(Buffer.from(files['README.txt']!).toString()).toContain('CONFIDENTIAL // RELEASABLE TO alpha');
    const told = Buffer.from(unzipSync(full!.bytes)['known.ndjson']!).toString();
    const missing = [...Object.keys(kinds), 'track'].filter((kind) => !told.includes(`"kind":"${kind}"`));
    expect(missing).toEqual(['freshness', 'retire']);
    const unpacked = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    console.log(
      `clips: 2 h, full ${full!.bytes.length} bytes, restricted ${part!.bytes.length} of ${unpacked} unpacked`,
    );
  });

  it('is opened elsewhere, and listed to those who may see its marking', async () => {
    for (const maker of makers) {
      const { status, body } = await postClip(elsewhere, made.get(maker)!.bytes);
      expect([status, body]).toEqual([201, expect.objectContaining({ id: expect.stringMatching(/^[0-9a-f]{32}$/) })]);
      stored.set(maker, body as unknown as StoredClip);
    }
    expect((await postClip(elsewhere, made.get('local')!.bytes)).body['id']).toBe(stored.get('local')!.id);
    const counts = await Promise.all(
      ['local', restricted.actor, 'outsider'].map(
        async (viewer) => (JSON.parse((await elsewhere.get('/clips', viewer)).text) as { count: number }).count,
      ),
    );
    expect(counts).toEqual([2, 1, 0]);
  });

  it.each(makers)(
    'shows %s the picture that the server it is from shows, at any moment and by both truths',
    async (maker) => {
      const random = makeRandom(29);
      const { id } = stored.get(maker)!;
      const moments = Array.from({ length: 18 }, () => from + random.below(to - from));
      for (const truth of ['happened', 'known'] as const) {
        const original = await watch(origin, maker, { truth, at: from });
        const copy = await watch(elsewhere, maker, { truth, at: from, clip: id });
        let records = 0;
        for (const at of [from, ...moments, to]) {
          const [theirs, ours] = await Promise.all([hashAt(original, at), hashAt(copy, at)]);
          if (theirs !== ours) expect(differences(original, copy)).toEqual([]);
          expect([truth, at - from, ours]).toEqual([truth, at - from, theirs]);
          records += copy.picture.records.size;
        }
        expect(records).toBeGreaterThan(20 * 40);
        expect([...original.mismatches, ...copy.mismatches, ...copy.gaps]).toEqual([]);
      }
    },
    60_000,
  );

  it('draws nobody on the way to a position that is for others, neither here nor elsewhere', async () => {
    // Between an open position at 70 minutes and a secret one half a minute later.
    const at = from + 30 * minuteMs + 24_000;
    const clip = stored.get(restricted.actor)!.id;
    for (const viewer of [
      await watch(origin, restricted.actor, { truth: 'happened', at }),
      await watch(elsewhere, restricted.actor, { truth: 'happened', at, clip }),
    ]) {
      const { tracks } = viewer.picture;
      const open = tracks.find('mixed/open')!;
      await until('who is open is on his way', () => tracks.longitudeE6[open] === 2_070_400);
      const slot = tracks.find('mixed/turncoat')!;
      expect([tracks.observedAt[slot], tracks.longitudeE6[slot]]).toEqual([from + 30 * minuteMs, 2_070_000]);
    }
  });

  it('holds less for who may see less', async () => {
    const sizes = await Promise.all(
      makers.map(async (maker) => {
        const viewer = await watch(elsewhere, maker, { truth: 'known', at: to, clip: stored.get(maker)!.id });
        return viewer.picture.records.size;
      }),
    );
    expect(sizes[1]).toBeLessThan(sizes[0]!);
    // What somebody else made shows what the one who looks may see.
    await expect(
      watch(elsewhere, restricted.actor, { truth: 'known', at: to, clip: stored.get('local')!.id }),
    ).rejects.toThrow('not-found');
    await expect(watch(elsewhere, 'local', { truth: 'known', at: to, clip: '0'.repeat(32) })).rejects.toThrow(
      'not-found',
    );
  });

  it('shows its own span, plays to its end, and steps through its marks', async () => {
    const viewer = await watch(elsewhere, 'local', {
      truth: 'happened',
      at: from - 99 * minuteMs,
      clip: stored.get('local')!.id,
    });
    expect(viewer.lastBeat?.replay).toMatchObject({ first: from, last: to, at: from });
    viewer.command({ do: 'seek', at: to + minuteMs });
    await until('it stays within', () => viewer.lastBeat?.replay?.at === to);
    viewer.command({ do: 'seek', at: to - 20 * minuteMs });
    viewer.command({ do: 'speed', speed: 3_600 });
    viewer.command({ do: 'play' });
    await until('the end', () => viewer.lastBeat?.replay?.state === 'ended');
    expect(to - viewer.lastBeat!.replay!.at).toBeLessThan(6 * minuteMs);
    expect(await hashAt(viewer, to)).toBe(
      await hashAt(await watch(origin, 'local', { truth: 'happened', at: to }), to),
    );
    expect(viewer.mismatches).toEqual([]);
    const steps: number[] = [];
    for (const [server, clip] of [
      [origin, undefined],
      [elsewhere, stored.get('local')!.id],
    ] as const) {
      const at = from + 63 * minuteMs;
      const each = await watch(server, 'local', { truth: 'happened', at, ...(clip ? { clip } : {}) });
      each.command({ do: 'step', direction: 1, marks: ['attack'] });
      await until('a step', () => (each.lastBeat?.replay?.jumps ?? 0) > 0 && each.lastBeat?.replay?.state === 'here');
      steps.push(each.lastBeat!.replay!.at);
    }
    expect(steps[1]).toBe(steps[0]);
  });

  it('counts its marks on the timeline', async () => {
    const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&bins=12`;
    const ask = async (server: TestServer, more: string, viewer: string) =>
      JSON.parse((await server.get(`/timeline?${query}${more}`, viewer)).text) as TimelineAnswer;
    for (const maker of makers) {
      const theirs = await ask(origin, '', maker);
      const ours = await ask(elsewhere, `&clip=${stored.get(maker)!.id}`, maker);
      expect(ours.bins.attack).toEqual(theirs.bins.attack);
      expect([ours.first, ours.last]).toEqual([new Date(from).toISOString(), new Date(to).toISOString()]);
    }
    expect((await elsewhere.get(`/timeline?${query}&clip=${stored.get('local')!.id}`, 'outsider')).status).toBe(404);
  });

  it('is refused when any one byte of it was changed, and nothing is stored', async () => {
    const { bytes } = made.get(restricted.actor)!;
    const random = makeRandom(7);
    const before = readdirSync(join(elsewhere.dataDir, 'clips'));
    // The last ones are those of the signature itself.
    const places = Array.from({ length: 190 }, () => random.below(bytes.length)).concat(
      Array.from({ length: 10 }, (_, index) => bytes.length - 1 - index * 8),
    );
    const checks = new Set<string>();
    for (const place of places) {
      const flipped = Buffer.from(bytes);
      flipped[place]! ^= 1 << random.below(8);
      const { status, body } = await postClip(elsewhere, flipped);
      expect([place, status, body['title']]).toEqual([place, 400, 'damaged-clip']);
      checks.add(String(body['detail']).split(':')[0]!);
    }
    expect([...checks].sort()).toEqual(expect.arrayContaining(['digest']));
    expect(readdirSync(join(elsewhere.dataDir, 'clips'))).toEqual(before);
  }, 60_000);

  it('is found again after a restart, and goes when it is removed', async () => {
    await elsewhere.restart();
    const { id } = stored.get(restricted.actor)!;
    const viewer = await watch(elsewhere, restricted.actor, { truth: 'known', at: to, clip: id });
    expect(viewer.picture.records.size).toBeGreaterThan(40);
    const remove = (viewerName: string) =>
      fetch(`${elsewhere.url}/api/v1/clips/${id}`, { method: 'DELETE', headers: { 'x-viewer': viewerName } });
    expect((await remove('outsider')).status).toBe(404);
    expect((await remove(restricted.actor)).status).toBe(204);
    expect((await remove(restricted.actor)).status).toBe(404);
    await expect(watch(elsewhere, restricted.actor, { truth: 'known', at: to, clip: id })).rejects.toThrow('not-found');
  });

  it('is refused by name where it would be too large or makes no sense', async () => {
    const day = 24 * 60 * minuteMs;
    expect((await getClip(origin, { from: to - day - 1, to })).text).toContain('too-large');
    expect((await getClip(origin, { from: to, to: from })).text).toContain('bad-query');
    expect((await getClip(origin, { from, to, truth: 'guessed' })).text).toContain('bad-query');
    expect(readdirSync(join(origin.dataDir, 'clips'))).toEqual([]);
  });
});

/** What two viewers hold that is not the same, for whoever has to find out why. */
function differences(one: TestViewer, other: TestViewer): string[] {
  const keys = new Set([...one.picture.records.keys(), ...other.picture.records.keys()]);
  const found: string[] = [];
  for (const key of keys) {
    const [a, b] = [one, other].map(({ picture }) => {
      const record = picture.records.get(key);
      const slot = record?.kind === 'track' ? picture.tracks.find(record.id) : undefined;
      const { observedAt, freshness, longitudeE6 } = picture.tracks;
      const row = slot === undefined ? [] : [observedAt[slot], freshness[slot], longitudeE6[slot]];
      return JSON.stringify([record, row]);
    });
    if (a !== b) found.push(`${key}\n  ${a}\n  ${b}`);
  }
  return found.slice(0, 5);
}
