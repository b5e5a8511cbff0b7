import type { IncomingMessage } from 'node:http';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClipsAnswer, StoredClip } from '#shared/protocol/clips.ts';
import { classifications } from '#shared/schema/marking.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { getClip, postClip } from './clip-record.ts';
import { CanaryBook, findCanaries, mayRead } from './leak-oracle.ts';
import { groups, LeakReports } from './leak-reports.ts';
import { makeRandom } from './random.ts';
import { pause, TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const groupSets = [
  ...[[], ['alpha'], ['bravo'], ['charlie'], ['delta'], ['mission'], ['alpha,bravo'], ['alpha', 'bravo']],
  ...[
    ['alpha', 'charlie'],
    ['bravo', 'delta'],
    ['charlie', 'mission'],
    ['alpha', 'bravo', 'charlie'],
  ],
  ...[[...groups, 'mission'], ['*']],
];
const audience: Viewer[] = classifications.flatMap((clearance) =>
  groupSets.map((set) => ({ actor: `${clearance}:${set.join('+') || 'none'}`, clearance, groups: set })),
);
const everything = audience.at(-1)!;
const reports = 800;

/** All that a package says: as it is, unpacked, and its positions as they were reported. */
function textOf(bytes: Buffer): string {
  const files = Object.values(unzipSync(bytes)).map((file) => Buffer.from(file).toString());
  const places = files
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.includes('"fix":'))
    .map((line) => (JSON.parse(line) as { fix: number[] }).fix[2]! / 1e6);
  return [bytes.toString('latin1'), ...files, places.join(' ')].join('\n');
}

describe('a clip tells nobody what they may not see', () => {
  const origin = new TestServer();
  const elsewhere = new TestServer();
  const book = new CanaryBook();
  const maker = new LeakReports(book, makeRandom(31), 90);
  const made = new Map<Viewer, Buffer>();
  let hidden: Viewer | undefined;
  let [from, to] = [0, 0];

  beforeAll(async () => {
    for (const server of [origin, elsewhere]) {
      for (const viewer of audience) server.viewers.set(viewer.actor, viewer);
      server.identify = (request: IncomingMessage) =>
        hidden ?? server.viewers.get(String(request.headers['x-viewer'])) ?? audience[0]!;
      await server.start();
    }
    from = origin.clock.now() + reports * 200;
    for (let index = 0; index < reports; index++) {
      origin.clock.advance(1_000);
      const planted = maker.make(origin.clock.now());
      const actor = `actor-${book.mint()}`;
      book.plant(planted, actor);
      const door = { name: 'test', actor, defaultSource: 'test', allowInternal: true };
      expect((await origin.running.submit([planted], door))[0]).toMatchObject({ status: 'accepted' });
      if (index !== reports / 2) continue;
      // Long enough for silent sources, lost tracks and contacts that leave.
      origin.clock.advance(40 * 60_000);
      await pause(1_200);
    }
    to = origin.clock.now();
  }, 60_000);
  afterAll(async () => {
    await origin.stop();
    await elsewhere.stop();
    expect([...origin.faults, ...elsewhere.faults]).toEqual([]);
  });

  it('in its bytes, whoever makes it', async () => {
    const leaks: string[] = [];
    let [allowed, bytes] = [0, 0];
    for (const viewer of audience) {
      const clip = await getClip(origin, { from, to, viewer: viewer.actor });
      expect([viewer.actor, clip.status, clip.text]).toEqual([viewer.actor, 200, '']);
      made.set(viewer, clip.bytes);
      const text = textOf(clip.bytes);
      leaks.push(...book.leaks(viewer, text).map((canary) => `${viewer.actor}: ${canary}`));
      if (viewer.clearance === 'unclassified') expect(text).not.toContain('bloodUnits');
      allowed += findCanaries(text).length;
      bytes += text.length;
    }
    console.log(
      `clip leaks: ${audience.length} makers, ${book.size} canaries, ${allowed} allowed sightings, ${bytes} bytes`,
    );
    expect(leaks.slice(0, 20)).toEqual([]);
    // A package that says nothing would prove nothing.
    expect(allowed).toBeGreaterThan(20_000);
  });

  it('when it is opened, listed or counted elsewhere', async () => {
    const leaks: string[] = [];
    const stored: StoredClip[] = [];
    for (const viewer of audience.filter((_, index) => index % 3 === 0)) {
      const { status, body } = await postClip(elsewhere, made.get(viewer)!, everything.actor);
      expect([viewer.actor, status, body['detail']]).toEqual([viewer.actor, 201, undefined]);
      stored.push(body as unknown as StoredClip);
    }
    let [opened, refused, sightings] = [0, 0, 0];
    const span = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
    for (const viewer of audience.filter((_, index) => index % 2 === 0)) {
      const { clips } = JSON.parse((await elsewhere.get('/clips', viewer.actor)).text) as ClipsAnswer;
      expect(clips.every(({ manifest }) => mayRead(viewer, manifest.marking))).toBe(true);
      for (const clip of stored) {
        const isOpen = mayRead(viewer, clip.manifest.marking);
        expect(clips.some(({ id }) => id === clip.id)).toBe(isOpen);
        expect((await elsewhere.get(`/timeline?${span}&clip=${clip.id}`, viewer.actor)).status).toBe(
          isOpen ? 200 : 404,
        );
        const replay = {
          session: `leak-${opened++ + refused}-of-clip`,
          truth: 'happened' as const,
          at: to,
          clip: clip.id,
        };
        const stream = new TestViewer({ name: viewer.actor, keepsBytes: true, replay });
        if (!isOpen) {
          await expect(stream.connect(elsewhere.url)).rejects.toThrow('not-found');
          refused++;
          continue;
        }
        await stream.connect(elsewhere.url);
        await until('the moment is here', () => stream.isWhole);
        const text = Buffer.concat(stream.chunks).toString('latin1');
        leaks.push(...book.leaks(viewer, text).map((canary) => `${viewer.actor} ${clip.id}: ${canary}`));
        sightings += findCanaries(text).length;
        stream.cut();
      }
    }
    expect(leaks.slice(0, 20)).toEqual([]);
    expect([refused > 50, sightings > 2_000]).toEqual([true, true]);
    const missing = await elsewhere.get(`/timeline?${span}&clip=${'0'.repeat(32)}`, audience[0]!.actor);
    const there = await elsewhere.get(`/timeline?${span}&clip=${stored.at(-1)!.id}`, audience[0]!.actor);
    expect([there.status, there.text]).toEqual([missing.status, missing.text]);
  });

  it('and the oracle catches a clip that was made for another (negative control)', async () => {
    const restricted = audience[0]!;
    hidden = everything;
    const { bytes } = await getClip(origin, { from, to, viewer: restricted.actor });
    hidden = undefined;
    expect(book.leaks(restricted, textOf(bytes)).length).toBeGreaterThan(100);
    expect(book.leaks(restricted, textOf(made.get(restricted)!))).toEqual([]);
  });
});
