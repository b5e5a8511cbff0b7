import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../server/access/viewer.ts';
import { formatScript, makeScript, type Operation } from './operation-script.ts';
import { makeRandom } from './random.ts';
import { type DraftReport, ReportMaker } from './random-reports.ts';
import { pictureFor, refold } from './refold.ts';
import { pause, TestServer, until } from './test-server.ts';
import { TestViewer, type ViewerOptions } from './test-viewer.ts';

const door = { name: 'test', actor: 'tester', defaultSource: 'test' };

const rights: Record<string, Viewer> = {
  everything: { actor: 'e', clearance: 'strictly-confidential', groups: ['*'] },
  alpha: { actor: 'a', clearance: 'confidential', groups: ['alpha'] },
  charlie: { actor: 'c', clearance: 'strictly-confidential', groups: ['bravo', 'charlie'] },
  public: { actor: 'p', clearance: 'unclassified', groups: [] },
};

const cast: ViewerOptions[] = [
  { name: 'everything' },
  { name: 'alpha', ackDelayMs: 40 },
  { name: 'alpha', profile: 'vsat', ackDelayMs: 250 },
  { name: 'charlie' },
  { name: 'public' },
  { name: 'public' },
];

class Stage {
  readonly server = new TestServer();
  viewers: TestViewer[] = [];
  startedAt = 0;

  async open(options: readonly ViewerOptions[]): Promise<this> {
    for (const [name, viewer] of Object.entries(rights)) this.server.viewers.set(name, viewer);
    await this.server.start();
    this.startedAt = this.server.clock.now();
    this.viewers = options.map((each, index) => new TestViewer({ takesPacked: index % 2 === 1, ...each }));
    for (const viewer of this.viewers) await viewer.connect(this.server.url);
    return this;
  }

  async close(): Promise<void> {
    for (const viewer of this.viewers) viewer.cut();
    await this.server.stop();
  }

  wire(reports: readonly DraftReport[]): Record<string, unknown>[] {
    return reports.map((each) => ({ ...each, observedAt: new Date(this.startedAt + each.observedAt).toISOString() }));
  }

  async submit(reports: readonly DraftReport[], by: 'http' | 'ingest' = 'ingest'): Promise<void> {
    const wire = this.wire(reports);
    const results =
      by === 'http' ? (await this.server.post(wire)).results : await this.server.running.submit(wire, door);
    expect(results.filter((result) => result.status === 'refused')).toEqual([]);
  }

  async run(operation: Operation): Promise<void> {
    const { server, viewers } = this;
    if (operation.kind === 'report') await this.submit(operation.reports, operation.door);
    else if (operation.kind === 'wait') await pause(operation.milliseconds);
    else if (operation.kind === 'advance') server.clock.advance(operation.milliseconds);
    else if (operation.kind === 'restart') {
      await server.restart();
      for (const viewer of viewers) if (!viewer.isStalled) await viewer.connect(server.url);
    } else {
      const viewer = viewers[operation.viewer]!;
      if (operation.kind === 'cut') viewer.cut();
      else if (operation.kind === 'stall') viewer.stall();
      else if (operation.kind === 'unstall') viewer.unstall();
      else if (operation.kind === 'blink' || !viewer.isConnected) await viewer.connect(server.url);
    }
  }

  /** Nothing moves any more: the clock stands, everyone is back, and every viewer holds what its rights allow. */
  async settle(): Promise<void> {
    const { server, viewers } = this;
    server.clock.stop();
    for (const viewer of viewers) viewer.unstall();
    // One that stalled through a restart learns only now that its link is gone.
    await pause(200);
    for (const viewer of viewers) if (!viewer.isConnected) await viewer.connect(server.url);
    let last = -1;
    await until('the server has drawn its last conclusion', async () => {
      const before = last;
      last = server.running.log.sequence;
      if (before !== last) await pause(1_100);
      return before === last;
    });
    const whole = server.running.live.picture;
    for (const viewer of viewers) {
      const own = pictureFor(rights[viewer.options.name]!, whole).hash();
      await until(`${viewer.options.name} holds ${own}`, () => viewer.isWhole && viewer.hash() === own).catch(() => {});
      expect(viewer.hash(), `${viewer.options.name} ${viewer.options.profile ?? 'lan'}`).toBe(own);
    }
  }

  /** Every viewer hears once more what its audience holds. */
  async hearChecks(): Promise<void> {
    for (const { counts } of this.viewers) counts.checks = 0;
    await until('every viewer heard a check', () => this.viewers.every(({ counts }) => counts.checks > 0));
  }

  expectNoComplaint(): void {
    expect(this.viewers.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect(this.viewers.flatMap(({ mismatches }) => mismatches)).toEqual([]);
    expect(this.server.faults).toEqual([]);
  }

  async expectLogAgrees(): Promise<void> {
    const live = this.server.running.live.picture.hash();
    expect((await refold(this.server.running.log)).hash()).toBe(live);
  }
}

type Finish = (clean: () => Promise<void>) => void;

async function open(options: readonly ViewerOptions[], onTestFinished: Finish): Promise<Stage> {
  const stage = new Stage();
  onTestFinished(() => stage.close());
  return stage.open(options);
}

async function converge(
  seed: number,
  onTestFinished: Finish,
): Promise<{ operations: number; checks: number; resumes: number; facts: number }> {
  const script = makeScript(seed, cast.length, 140);
  let at = 0;
  try {
    const stage = await open(cast, onTestFinished);
    for (const operation of script) {
      await stage.run(operation);
      at++;
    }
    await stage.settle();
    await stage.hearChecks();
    stage.expectNoComplaint();
    await stage.expectLogAgrees();
    const before = stage.server.running.live.picture;
    const hash = before.hash();
    await stage.server.restart();
    const restored = stage.server.running.live.picture;
    // The stop and the start of the recorder are facts of their own.
    const recorder = restored.records.get('recording/recorder')!;
    before.put(recorder);
    expect(restored.hash()).toBe(before.hash());
    expect(hash).not.toBe(restored.hash());
    await stage.expectLogAgrees();
    const sum = (count: (viewer: TestViewer) => number) =>
      stage.viewers.reduce((total, each) => total + count(each), 0);
    return {
      operations: at,
      checks: sum(({ counts }) => counts.checks),
      resumes: sum(({ counts }) => counts.resumes),
      facts: sum(({ counts }) => counts.facts),
    };
  } catch (error) {
    console.error(`seed ${seed} failed at operation ${at}:\n${formatScript(script.slice(0, at + 1))}`);
    throw error;
  }
}

describe.concurrent('every viewer converges', () => {
  it('on the picture of its rights, and the picture on the log, whatever happens to links and server', async ({
    onTestFinished,
  }) => {
    const seeds = [11, 23, 37, 58, 71, 94];
    const runs = await Promise.all(seeds.map((seed) => converge(seed, onTestFinished)));
    console.log(`convergence: ${JSON.stringify(runs)}`);
    // The scripts are fixed, so that this says that they still reach what they are for.
    expect(runs.reduce((sum, { resumes }) => sum + resumes, 0)).toBeGreaterThan(10);
  });

  it('after a cut of ten minutes and more facts than the ring holds, told so by name', async ({ onTestFinished }) => {
    const stage = await open([{ name: 'alpha' }, { name: 'alpha' }, { name: 'public' }], onTestFinished);
    const [cut, stays, alone] = stage.viewers as [TestViewer, TestViewer, TestViewer];
    const maker = new ReportMaker(makeRandom(5));
    await stage.submit(Array.from({ length: 40 }, () => maker.make(0)));
    await until('cursors', () => [cut, alone].every(({ cursor }) => cursor !== undefined));
    cut.cut();
    alone.cut();
    for (let batch = 0; batch < 12; batch++) {
      stage.server.clock.advance(50_000);
      const at = (batch + 1) * 50_000;
      await stage.submit(Array.from({ length: 500 }, () => maker.fact(at)));
      await pause(10);
    }
    // A beat in between lets the audience that nobody watches any more go.
    await pause(1_100);
    expect((await cut.connect(stage.server.url)).mode).toBe('snapshot');
    expect((await alone.connect(stage.server.url)).mode).toBe('snapshot');
    expect(cut.resyncs).toEqual(['behind']);
    expect(alone.resyncs).toEqual(['behind']);
    expect(cut.received.slice(0, 3)).toEqual(['resync', 'hello', 'snapshot']);
    await stage.settle();
    await stage.hearChecks();
    stage.expectNoComplaint();
    expect(stays.counts.hellos).toBe(1 + stays.resyncs.length);
  });

  it('after its reader stood still at forty positions a second, without a snapshot and with a fresh position first', async ({
    onTestFinished,
  }) => {
    const stage = await open([{ name: 'everything' }, { name: 'everything', profile: 'vsat' }], onTestFinished);
    const { clock } = stage.server;
    for (const viewer of stage.viewers) viewer.stall();
    for (let tick = 0; tick < 40; tick++) {
      const observedAt = clock.now() - stage.startedAt;
      const moved = [0, 1, 2, 3].map((each) => ({
        kind: 'position',
        trackId: `t${each}`,
        observedAt,
        position: [tick / 100, 15 + each],
      }));
      await stage.submit(moved);
      await pause(75);
    }
    for (const viewer of stage.viewers) viewer.unstall();
    const ended = clock.now();
    await until(
      'both caught up',
      () =>
        stage.viewers.every(
          (viewer) => viewer.picture.tracks.size === 4 && viewer.picture.tracks.longitudeE6[0] === 390_000,
        ),
      1_500,
    );
    expect(clock.now() - ended).toBeLessThan(1_500);
    await stage.settle();
    await stage.hearChecks();
    stage.expectNoComplaint();
    expect(stage.viewers.map(({ counts }) => counts.hellos)).toEqual([1, 1]);
  });

  it('and one that passes over a single message does not (negative control)', async ({ onTestFinished }) => {
    const stage = await open(
      [
        { name: 'everything', passesOver: { kind: 'facts', ordinal: 3 } },
        { name: 'everything', passesOver: { kind: 'frame', ordinal: 6 } },
        { name: 'everything' },
      ],
      onTestFinished,
    );
    const [factless, frameless, careful] = stage.viewers as [TestViewer, TestViewer, TestViewer];
    const maker = new ReportMaker(makeRandom(9));
    for (let step = 0; step < 16; step++) {
      const now = stage.server.clock.now() - stage.startedAt;
      await stage.submit([maker.fact(now), ...Array.from({ length: 6 }, () => maker.position(now))]);
      await pause(110);
    }
    stage.server.clock.stop();
    await pause(1_500);
    await stage.hearChecks();
    expect(careful.mismatches).toEqual([]);
    expect(factless.mismatches.length).toBeGreaterThan(0);
    expect(frameless.mismatches.length).toBeGreaterThan(0);
    expect(new Set([factless, frameless, careful].map((viewer) => viewer.hash())).size).toBe(3);
  });
});
