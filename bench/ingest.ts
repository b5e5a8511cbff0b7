import { join } from 'node:path';
import type { Benchmark, BenchmarkOptions, Figures } from './benchmark.ts';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';
import { cachedTracks, type FixCache, findFixCache } from './fix-cache.ts';
import { MovingTracks } from './moving-tracks.ts';
import { copyLog, withRunFolder } from './run-folder.ts';
import { ServerLoad } from './server-load.ts';
import { startServerProcess } from './server-process.ts';

const goals = { batchedRate: 25_000, singleRate: 2_000, p99Ms: 50, memoryMiB: 2_048 };
const batchSize = 100;
/** Enough to keep the group commit busy; more only lengthens the queue. */
const batchedConnections = 8;
const singleConnections = 64;

type Run = { batchedRate: number; batchedP99: number; singleRate: number; singleP99: number; memoryMiB: number };

/**
 * Positions over HTTP, each acknowledged when it is on disk, into an empty log and into one of ten million fixes:
 * the rate that the server sustains, and the time to acknowledgement at the rate of the goal.
 */
export const measureIngest: Benchmark = async (options) => {
  const cache = await findFixCache(options.isQuick, options.say);
  const empty = await measureRuns(options, undefined);
  const long = await measureRuns(options, cache);
  const memory = Math.max(...[...empty, ...long].map((run) => run.memoryMiB));
  return {
    ...figuresOf(empty, ''),
    ...figuresOf(long, 'OnLongLog'),
    serverMemory: atMost(goals.memoryMiB, 'MiB', memory),
  };
};

function figuresOf(runs: readonly Run[], suffix: string): Figures {
  const median = (figure: keyof Run): number => medianOf(runs.map((run) => run[figure]));
  return {
    [`batchedRate${suffix}`]: atLeast(goals.batchedRate, 'positions/s', median('batchedRate')),
    [`batchedP99${suffix}`]: atMost(goals.p99Ms, 'ms', median('batchedP99')),
    [`singleRate${suffix}`]: atLeast(goals.singleRate, 'positions/s', median('singleRate')),
    [`singleP99${suffix}`]: atMost(goals.p99Ms, 'ms', median('singleP99')),
  };
}

async function measureRuns({ isQuick, say }: BenchmarkOptions, cache: FixCache | undefined): Promise<Run[]> {
  const runs: Run[] = [];
  await withRunFolder(async (folder) => {
    if (cache) copyLog(cache.folder, join(folder, 'long'));
    const log = cache ? `a log of ${cache.fixes.toLocaleString('en')} fixes` : 'an empty log';
    for (let run = 1; run <= (isQuick ? 3 : 5); run++) {
      const measured = await measureRun(join(folder, cache ? 'long' : `${run}`), isQuick ? 1.2 : 5);
      say(`ingest into ${log}, run ${run}: ${JSON.stringify(measured, (_, value) => round(value))}`);
      runs.push(measured);
    }
  });
  return runs;
}

async function measureRun(dataDir: string, seconds: number): Promise<Run> {
  const server = await startServerProcess(dataDir);
  const tracks = new MovingTracks(cachedTracks, Date.now());
  const batched = new ServerLoad(server, tracks, batchedConnections);
  const single = new ServerLoad(server, tracks, singleConnections);
  // Every track once, and the code of the server warm, before anything counts.
  await batched.asFastAsAnswered(1, batchSize);
  const batchedMost = await batched.asFastAsAnswered(seconds, batchSize);
  const batchedAtGoal = await batched.atRate(seconds, goals.batchedRate, batchSize);
  const singleMost = await single.asFastAsAnswered(seconds, 1);
  const singleAtGoal = await single.atRate(seconds, goals.singleRate, 1);
  const memoryMiB = server.peakMemoryMiB();
  batched.close();
  single.close();
  await server.stop();
  return {
    batchedRate: (batchedMost.latencies.length * batchSize) / batchedMost.seconds,
    batchedP99: percentileOf(batchedAtGoal.latencies, 0.99),
    singleRate: singleMost.latencies.length / singleMost.seconds,
    singleP99: percentileOf(singleAtGoal.latencies, 0.99),
    memoryMiB,
  };
}

function round(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 10) / 10 : value;
}
