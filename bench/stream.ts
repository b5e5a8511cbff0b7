import { setTimeout as wait } from 'node:timers/promises';
import { audiences } from './audiences.ts';
import { measureBaseline } from './baseline.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';
import { MovingTracks } from './moving-tracks.ts';
import { withRunFolder } from './run-folder.ts';
import { ServerLoad } from './server-load.ts';
import { startServerProcess } from './server-process.ts';
import { type Delivered, findSustained } from './sustained-rate.ts';
import { ViewerProcesses } from './viewer-processes.ts';

const goals = { updatesPerSecond: 4_000_000, p99Ms: 250, bytesPerUpdate: 10, memoryMiB: 2_048, timesBaseline: 40 };
const sharedTracks = 20_000;
/** Besides those that all see: each is seen by one audience only, so that an audience sees an eighth of them. */
const restrictedTracks = 800;
const visibleTracks = sharedTracks + restrictedTracks / audiences.length;
const trackCount = sharedTracks + restrictedTracks;
const viewerCount = 200;
const batchSize = 100;
/** The server sends a hash every five seconds. */
const checkLimitMs = 12_000;

const forms = {
  quick: { windows: 3, windowSeconds: 3, searchSeconds: 2, step: 1.4, tries: 1 },
  full: { windows: 5, windowSeconds: 10, searchSeconds: 8, step: 1.2, tries: 3 },
};

type Window = Delivered & { p50Ms: number; bytesPerUpdate: number; snapshots: number };
type Measured = { windows: Window[]; sustained: number; mismatched: number; unchecked: number; memoryMiB: number };

/**
 * 20,000 tracks at 1 Hz to 200 viewers of eight audiences: the time from report to viewer, bytes on the wire, and
 * whether all viewers end with the picture of the server. Then how much more it sustains, and how much as many viewers
 * of plain Socket.IO are given with one JSON message a position.
 */
export const measureStream: Benchmark = async (options) => {
  const measured = await withRunFolder((folder) => measureServer(folder, options));
  const { windows } = measured;
  const median = (figure: keyof Window): number => medianOf(windows.map((window) => window[figure]));
  const { searchSeconds: seconds, step, tries } = options.isQuick ? forms.quick : forms.full;
  const baseline = await measureBaseline({ viewers: viewerCount, seconds, step, tries, say: options.say });
  return {
    updatesDelivered: atLeast(goals.updatesPerSecond, 'updates/s', median('updatesPerSecond')),
    reportToViewerP99: atMost(goals.p99Ms, 'ms', median('p99Ms')),
    bytesPerUpdate: atMost(goals.bytesPerUpdate, 'bytes', median('bytesPerUpdate')),
    pictureMismatches: atMost(0, 'viewers', measured.mismatched),
    viewersNotChecked: atMost(0, 'viewers', measured.unchecked),
    snapshotsSentAnew: atMost(0, 'snapshots', Math.max(...windows.map(({ snapshots }) => snapshots))),
    serverMemory: atMost(goals.memoryMiB, 'MiB', measured.memoryMiB),
    timesBaseline: atLeast(goals.timesBaseline, 'times', measured.sustained / baseline),
  };
};

async function measureServer(folder: string, { isQuick, say }: BenchmarkOptions): Promise<Measured> {
  const form = isQuick ? forms.quick : forms.full;
  const server = await startServerProcess(folder);
  const tracks = new MovingTracks(trackCount, 1, restrictedTracks);
  await ServerLoad.once(server, tracks, batchSize);
  const viewers = new ViewerProcesses(2);
  const places = Array.from({ length: viewerCount }, (_, index) => audiences[index % audiences.length]!.actor);
  await viewers.open(server.port, places);
  say(`${viewerCount} viewers hold their pictures of ${trackCount.toLocaleString('en')} tracks`);
  const load = new ServerLoad(server, tracks, 32);
  const measure = async (what: string, rate: number, seconds: number): Promise<Window> => {
    const window = await measureWindow(load, viewers, rate, seconds);
    say(`stream, ${what}, ${Math.round(rate)} positions/s: ${JSON.stringify(window)}`);
    return window;
  };
  // Not counted: the first seconds warm the code up on both sides.
  await measure('first', trackCount, 3);
  const windows: Window[] = [];
  for (let window = 1; window <= form.windows; window++)
    windows.push(await measure(`window ${window}`, trackCount, form.windowSeconds));
  const checked = await checkPictures(viewers);
  const memoryMiB = server.peakMemoryMiB();
  const { step, tries } = form;
  const sustained = await findSustained({ start: trackCount * step, step, tries }, (rate) =>
    measure('search', rate, form.searchSeconds),
  );
  await viewers.close();
  load.close();
  await server.stop();
  return { windows, sustained, ...checked, memoryMiB };
}

async function measureWindow(
  load: ServerLoad,
  viewers: ViewerProcesses,
  rate: number,
  seconds: number,
): Promise<Window> {
  await viewers.takeTallies();
  const { seconds: taken } = await load.atRate(seconds, rate, batchSize);
  // What was posted last is on its way for a tick and a little more.
  await wait(500);
  const tallies = await viewers.takeTallies();
  const sum = (figure: 'updates' | 'bytes' | 'snapshots'): number =>
    tallies.reduce((total, tally) => total + tally[figure], 0);
  const due = rate * seconds * viewerCount * (visibleTracks / trackCount);
  const latencies = tallies.flatMap((tally) => tally.latencies);
  return {
    updatesPerSecond: Math.round(sum('updates') / Math.max(seconds, taken)),
    p50Ms: percentileOf(latencies, 0.5),
    p99Ms: percentileOf(latencies, 0.99),
    share: Math.round((1_000 * sum('updates')) / due) / 1_000,
    bytesPerUpdate: Math.round((100 * sum('bytes')) / sum('updates')) / 100,
    snapshots: sum('snapshots'),
  };
}

/** Nothing moves any more: every viewer must now hold, to the bit, what the server holds for its audience. */
async function checkPictures(viewers: ViewerProcesses): Promise<{ mismatched: number; unchecked: number }> {
  const [checked, mismatched] = [new Set<number>(), new Set<number>()];
  await viewers.startChecking();
  for (let waited = 0; waited < checkLimitMs && checked.size < viewerCount; waited += 250) {
    await wait(250);
    for (const [viewer, tally] of (await viewers.takeTallies()).entries()) {
      if (tally.checked > 0) checked.add(viewer);
      if (tally.mismatched > 0) mismatched.add(viewer);
    }
  }
  await viewers.stopChecking();
  return { mismatched: mismatched.size, unchecked: viewerCount - checked.size };
}
