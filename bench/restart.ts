import { performance } from 'node:perf_hooks';
import { audiences } from './audiences.ts';
import type { Benchmark } from './benchmark.ts';
import { atMost, medianOf } from './figure.ts';
import { findFixCache } from './fix-cache.ts';
import { copyLog, withRunFolder } from './run-folder.ts';
import { startServerProcess } from './server-process.ts';
import { openViewer, parseMessage } from './viewer.ts';

const goalMs = 2_000;
const runs = { quick: 3, full: 7 };

/**
 * A server that was killed starts again on a log of ten million fixes whose last key frame lies nearly 50,000 fixes
 * back: from starting the process until health answers 200 and a viewer holds the whole picture.
 */
export const measureRestart: Benchmark = async ({ isQuick, say }) => {
  const cache = await findFixCache(isQuick, say);
  say(`the log holds ${cache.fixes.toLocaleString('en')} fixes`);
  const times: { healthyMs: number; completeMs: number }[] = [];
  await withRunFolder(async (folder) => {
    copyLog(cache.folder, folder);
    // The first start is not counted: it reads the programme from disk.
    for (let run = 0; run <= (isQuick ? runs.quick : runs.full); run++) {
      const time = await measureStart(folder);
      say(`restart, run ${run}: ${JSON.stringify(time)}`);
      if (run > 0) times.push(time);
    }
  });
  return {
    healthyAfter: atMost(goalMs, 'ms', medianOf(times.map((time) => time.healthyMs))),
    pictureCompleteAfter: atMost(goalMs, 'ms', medianOf(times.map((time) => time.completeMs))),
  };
};

async function measureStart(dataDir: string): Promise<{ healthyMs: number; completeMs: number }> {
  const startedAt = performance.now();
  const server = await startServerProcess(dataDir);
  const health = await fetch(`${server.url}/api/v1/health`);
  if (health.status !== 200) throw new Error(`health answered ${health.status}`);
  await health.json();
  const healthyMs = Math.round(performance.now() - startedAt);
  const { promise, resolve } = Promise.withResolvers<void>();
  const { port } = server;
  const viewer = openViewer({ port, audience: audiences[0]!.actor, parse: parseMessage, onComplete: resolve });
  await promise;
  const completeMs = Math.round(performance.now() - startedAt);
  viewer.close();
  await server.kill();
  return { healthyMs, completeMs };
}
