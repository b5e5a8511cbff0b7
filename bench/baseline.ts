import { percentileOf } from './figure.ts';
import { MovingTracks } from './moving-tracks.ts';
import { ServerLoad } from './server-load.ts';
import { startProcess } from './server-process.ts';
import { ViewerProcesses } from './viewer-processes.ts';

const p99LimitMs = 1_000;
const batchSize = 10;
const firstRate = 100;
/** From one rate tried to the next; the answer is exact to this. */
const step = 1.2;

/**
 * Updates a second that plain Socket.IO delivers to as many viewers with one JSON message a position, at the highest
 * rate at which 99 of 100 arrive within a second.
 */
export async function measureBaseline(options: {
  viewers: number;
  isQuick: boolean;
  say: (line: string) => void;
}): Promise<number> {
  const { viewers: viewerCount, isQuick, say } = options;
  const server = await startProcess('baseline-server.ts', {});
  const viewers = new ViewerProcesses(2);
  await viewers.openBaseline(server.port, viewerCount);
  const load = new ServerLoad(server, new MovingTracks(20_000, 1), 16);
  const seconds = isQuick ? 2 : 5;
  let sustained = 0;
  for (let rate = firstRate; ; rate *= step) {
    const { updatesPerSecond, p99Ms } = await measureRate(load, viewers, { rate, seconds, viewerCount });
    say(`baseline, ${Math.round(rate)} positions/s: ${Math.round(updatesPerSecond)} updates/s, p99 ${p99Ms} ms`);
    if (p99Ms > p99LimitMs) break;
    sustained = updatesPerSecond;
  }
  await viewers.close();
  load.close();
  await server.stop();
  return sustained;
}

async function measureRate(
  load: ServerLoad,
  viewers: ViewerProcesses,
  { rate, seconds, viewerCount }: { rate: number; seconds: number; viewerCount: number },
): Promise<{ updatesPerSecond: number; p99Ms: number }> {
  const posts = Math.round((seconds * rate) / batchSize);
  await load.atRate(seconds, rate, batchSize);
  const latencies: number[] = [];
  const due = posts * batchSize * viewerCount;
  for (let delivered = 0; delivered < due; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const tally of await viewers.takeTallies()) {
      delivered += tally.updates;
      latencies.push(...tally.latencies);
    }
  }
  return {
    updatesPerSecond: (due / viewerCount / (posts * batchSize)) * rate * viewerCount,
    p99Ms: percentileOf(latencies, 0.99),
  };
}
