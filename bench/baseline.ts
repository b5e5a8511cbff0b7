import { percentileOf } from './figure.ts';
import { MovingTracks } from './moving-tracks.ts';
import { ServerLoad } from './server-load.ts';
import { startProcess } from './server-process.ts';
import { type Delivered, findSustained } from './sustained-rate.ts';
import { ViewerProcesses } from './viewer-processes.ts';

const batchSize = 10;
const firstRate = 300;

/** Updates a second that plain Socket.IO sustains to as many viewers with one JSON message a position. */
export async function measureBaseline(options: {
  viewers: number;
  seconds: number;
  step: number;
  tries: number;
  say: (line: string) => void;
}): Promise<number> {
  const { viewers: viewerCount, seconds, step, tries, say } = options;
  const server = await startProcess('baseline-server.ts', {});
  const viewers = new ViewerProcesses(2);
  await viewers.openBaseline(server.port, viewerCount);
  const load = new ServerLoad(server, new MovingTracks(20_000, 1), 16);
  const found = await findSustained({ start: firstRate, step, tries }, async (rate) => {
    const delivered = await measureRate(load, viewers, { rate, seconds, viewerCount });
    say(`baseline, ${Math.round(rate)} positions/s to each viewer: ${JSON.stringify(delivered)}`);
    return delivered;
  });
  await viewers.close();
  load.close();
  await server.stop();
  return found;
}

/** Waits for every message: the baseline drops none, it only comes late. */
async function measureRate(
  load: ServerLoad,
  viewers: ViewerProcesses,
  { rate, seconds, viewerCount }: { rate: number; seconds: number; viewerCount: number },
): Promise<Delivered> {
  const due = Math.round((seconds * rate) / batchSize) * batchSize * viewerCount;
  await load.atRate(seconds, rate, batchSize);
  const latencies: number[] = [];
  for (let delivered = 0; delivered < due; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const tally of await viewers.takeTallies()) {
      delivered += tally.updates;
      latencies.push(...tally.latencies);
    }
  }
  return { updatesPerSecond: Math.round(due / seconds), p99Ms: percentileOf(latencies, 0.99), share: 1 };
}
