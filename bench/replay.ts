import { setTimeout as wait } from 'node:timers/promises';
import type { Benchmark, BenchmarkOptions, Figures } from './benchmark.ts';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';
import { MovingTracks, mulberry32 } from './moving-tracks.ts';
import { measurePlainSql } from './plain-sql.ts';
import { findReplayCache, type ReplayCache, replayTracks } from './replay-cache.ts';
import { openReplay } from './replay-user.ts';
import { ReplayUsers } from './replay-users.ts';
import { copyLog, withRunFolder } from './run-folder.ts';
import { ServerLoad } from './server-load.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { openViewer, parseMessage } from './viewer.ts';

const goals = { seekP95: 300, longJump: 1_000, ticks: 8, cpu: 30, liveP99: 400, trackDay: 50, timesPlain: 10 };
const replaysAtOnce = 20;
const fast = 600;
const dayMs = 86_400_000;
/** What a mission reports for hours. */
const liveRate = 200;
/** A hash comes every five seconds. */
const verifyEvery = 10;

const forms = {
  quick: { seeks: 20, longJumps: 3, playSeconds: 5, windows: 1, liveSeconds: 6, tracks: 10, plainRuns: 1 },
  full: { seeks: 100, longJumps: 7, playSeconds: 15, windows: 5, liveSeconds: 20, tracks: 40, plainRuns: 3 },
};
type Form = (typeof forms)['full'];

/**
 * Replays over 50 million fixes and 250,000 facts: jumping, playing fast, many at once beside the present, one track, and
 * the question of a jump as somebody would write it in SQL.
 */
export const measureReplay: Benchmark = async (options) => {
  const cache = await findReplayCache(options.isQuick, options.say);
  const form: Form = options.isQuick ? forms.quick : forms.full;
  options.say(`the log holds ${cache.fixes.toLocaleString('en')} fixes and ${cache.facts.toLocaleString('en')} facts`);
  return withRunFolder(async (folder) => {
    copyLog(cache.folder, folder);
    const server = await startServerProcess(folder);
    const seeks = await measureSeeks(server, cache, form, options);
    const plain = measurePlainSql(folder, momentsOf(cache, form.plainRuns, 9), options.say);
    return {
      ...seeks.figures,
      timesPlainSql: atLeast(goals.timesPlain, 'times', medianOf(plain) / seeks.medianMs),
      ...(await measurePlaying(server, cache, form, options)),
      ...(await measureTracks(server, cache, form)),
      ...(await measureBesideLive(server, cache, form, options)),
      serverMemory: atMost(2_048, 'MiB', server.peakOwnMemoryMiB()),
      ...(await server.stop().then(() => ({}))),
    };
  });
};

function momentsOf({ from, to }: ReplayCache, count: number, seed: number): number[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, () => Math.floor(from + random() * (to - from)));
}

/** Jumps all over the days of the record, by both truths in turn; each counts until the viewer holds all of it. */
async function measureSeeks(
  server: ServerProcess,
  cache: ReplayCache,
  form: Form,
  { say }: BenchmarkOptions,
): Promise<{ figures: Figures; medianMs: number }> {
  const moments = momentsOf(cache, form.seeks, 4);
  const times: number[] = [];
  let mismatches = 0;
  const user = await openReplay(server.port, { truth: 'happened', at: moments[0]! });
  say(`the first picture of a replay after ${Math.round(user.openedAfterMs)} ms`);
  // What is folded ahead in the background is folded.
  await wait(8_000);
  for (const truth of ['happened', 'known'] as const) {
    if (truth === 'known') await user.setTruth(truth);
    for (const [index, at] of moments.entries()) {
      times.push(await user.seek(at));
      if (index % verifyEvery === 0 && !(await user.verify())) mismatches++;
    }
  }
  const jumps: number[] = [];
  for (let jump = 1; jump <= form.longJumps; jump++) {
    await user.seek(cache.from - jump * 90 * dayMs);
    jumps.push(await user.seek(moments[jump % moments.length]!));
  }
  user.close();
  say(`seeks ${JSON.stringify(times.map(Math.round))}, long jumps ${JSON.stringify(jumps.map(Math.round))}`);
  return {
    medianMs: medianOf(times),
    figures: {
      seekP95: atMost(goals.seekP95, 'ms', percentileOf(times, 0.95)),
      seekMedian: atMost(goals.seekP95, 'ms', medianOf(times)),
      longJumpMedian: atMost(goals.longJump, 'ms', medianOf(jumps)),
      pictureMismatches: atMost(0, 'seeks', mismatches),
    },
  };
}

/** All tracks at 600 times life. */
async function measurePlaying(
  server: ServerProcess,
  cache: ReplayCache,
  form: Form,
  { say }: BenchmarkOptions,
): Promise<Figures> {
  const [ticks, cpu, speeds]: number[][] = [[], [], []];
  const begin = cache.from + (cache.to - cache.from) / 4;
  const user = await openReplay(server.port, { truth: 'happened', at: begin, speed: fast, isPlaying: true });
  await wait(3_000);
  let { shownAt } = user.viewer.takeTally();
  for (let window = 0; window < form.windows; window++) {
    const before = { cpu: server.cpuSeconds(), time: performance.now() };
    await wait(form.playSeconds * 1000);
    const seconds = (performance.now() - before.time) / 1000;
    const tally = user.viewer.takeTally();
    ticks!.push(tally.frames / seconds);
    cpu!.push((100 * (server.cpuSeconds() - before.cpu)) / seconds);
    speeds!.push((tally.shownAt - shownAt) / 1000 / seconds);
    shownAt = tally.shownAt;
    say(
      `playing: ${tally.frames} frames of ${Math.round(tally.updates / tally.frames)} tracks in ${seconds.toFixed(1)} s`,
    );
  }
  user.close();
  return {
    ticksPerSecond: atLeast(goals.ticks, 'ticks/s', medianOf(ticks!)),
    cpuWhilePlaying: atMost(goals.cpu, '% of a core', medianOf(cpu!)),
    speedHeld: atLeast(0.95 * fast, '× life', medianOf(speeds!)),
  };
}

/** A day of one track after another, as JSON. */
async function measureTracks(server: ServerProcess, { from, to }: ReplayCache, form: Form): Promise<Figures> {
  const times: number[] = [];
  const begin = Math.max(from, (from + to) / 2 - dayMs / 2);
  const span = `from=${new Date(begin).toISOString()}&to=${new Date(Math.min(to, begin + dayMs)).toISOString()}`;
  for (let run = 0; run <= form.tracks; run++) {
    const startedAt = performance.now();
    const answer = await fetch(`${server.url}/api/v1/tracks/bench%2Ftrack-${(run * 97) % replayTracks}?${span}`);
    const { fixes } = (await answer.json()) as { fixes: unknown[] };
    if (fixes.length < 400) throw new Error(`only ${fixes.length} fixes`);
    // The first opens what the others find open.
    if (run > 0) times.push(performance.now() - startedAt);
  }
  return { trackDay: atMost(goals.trackDay, 'ms', medianOf(times)) };
}

/** Twenty replays at 60 times life beside what a mission reports, and how late that is for who watches the present. */
async function measureBesideLive(
  server: ServerProcess,
  cache: ReplayCache,
  form: Form,
  { say }: BenchmarkOptions,
): Promise<Figures> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const live = openViewer({
    ...{ port: server.port, audience: 'local', parse: parseMessage },
    onComplete: resolve,
    watchEvery: 1,
  });
  await promise;
  const load = new ServerLoad(server, new MovingTracks(replayTracks, 2), 8);
  await load.atRate(3, liveRate, 10);
  const users = new ReplayUsers(server.port);
  const moments = momentsOf(cache, replaysAtOnce, 5);
  await users.open(
    moments.map((at, index) => ({ truth: index % 2 ? 'known' : 'happened', at, speed: 60, isPlaying: true })),
  );
  const p99s: number[] = [];
  for (let window = 0; window < form.windows; window++) {
    live.takeTally();
    await load.atRate(form.liveSeconds, liveRate, 10);
    await wait(500);
    const { latencies } = live.takeTally();
    const { frames, least } = await users.takeFrames();
    if (least < form.liveSeconds) throw new Error(`a replay was sent ${least} frames only: it did not play`);
    p99s.push(percentileOf(latencies, 0.99));
    say(`beside ${replaysAtOnce} replays (${frames} frames): ${latencies.length} reports, p99 ${p99s.at(-1)} ms`);
  }
  users.close();
  live.close();
  load.close();
  return { liveP99BesideReplays: atMost(goals.liveP99, 'ms', medianOf(p99s)) };
}
