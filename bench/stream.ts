import { audiences } from './audiences.ts';
import { measureBaseline } from './baseline.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';
import { MovingTracks } from './moving-tracks.ts';
import { withRunFolder } from './run-folder.ts';
import { ServerLoad } from './server-load.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { ViewerProcesses } from './viewer-processes.ts';

const goals = { updatesPerSecond: 4_000_000, p99Ms: 250, bytesPerUpdate: 10, memoryMiB: 2_048, timesBaseline: 40 };
const sharedTracks = 20_000;
/** Besides those that all see: each is seen by one audience only. */
const restrictedTracks = 800;
const viewerCount = 200;
const batchSize = 100;
/** The server sends hashes every five seconds. */
const checkMs = 6_500;
/** Shorter windows leave the first ticks of a load, which are not the rule, too much weight. */
const windowSeconds = { quick: 4, full: 10 };

type Window = { updatesPerSecond: number; p99Ms: number; bytesPerUpdate: number; snapshots: number };
type Measured = { windows: Window[]; mismatched: number; unchecked: number; memoryMiB: number };

/**
 * 20,000 tracks at 1 Hz to 200 viewers of eight audiences: the time from report to viewer, bytes on the wire, and
 * whether all viewers end with the picture of the server; then the same viewers with one JSON message a position.
 */
export const measureStream: Benchmark = async (options) => {
  const { windows, mismatched, unchecked, memoryMiB } = await withRunFolder((folder) => measureServer(folder, options));
  const median = (figure: keyof Window): number => medianOf(windows.map((window) => window[figure]));
  const snapshots = windows.reduce((sum, window) => sum + window.snapshots, 0);
  const baseline = await measureBaseline({ viewers: viewerCount, ...options });
  return {
    updatesDelivered: atLeast(goals.updatesPerSecond, 'updates/s', median('updatesPerSecond')),
    reportToViewerP99: atMost(goals.p99Ms, 'ms', median('p99Ms')),
    bytesPerUpdate: atMost(goals.bytesPerUpdate, 'bytes', median('bytesPerUpdate')),
    pictureMismatches: atMost(0, 'viewers', mismatched),
    viewersNotChecked: atMost(0, 'viewers', unchecked),
    viewersSentAnew: atMost(0, 'snapshots', snapshots),
    serverMemory: atMost(goals.memoryMiB, 'MiB', memoryMiB),
    timesBaseline: atLeast(goals.timesBaseline, 'times', median('updatesPerSecond') / baseline),
  };
};

async function measureServer(folder: string, { isQuick, say }: BenchmarkOptions): Promise<Measured> {
  const server = await startServerProcess(folder);
  const tracks = new MovingTracks(sharedTracks + restrictedTracks, 1, restrictedTracks);
  await ServerLoad.once(server, tracks, batchSize);
  const viewers = new ViewerProcesses(2);
  const places = Array.from({ length: viewerCount }, (_, index) => audiences[index % audiences.length]!.actor);
  await viewers.open(server.port, places);
  say(`${viewerCount} viewers hold the picture of ${tracks.count.toLocaleString('en')} tracks`);
  const load = new ServerLoad(server, tracks, 32);
  const windows: Window[] = [];
  const seconds = isQuick ? windowSeconds.quick : windowSeconds.full;
  // One window warms the code up on both sides and is not counted.
  for (let window = 0; window <= (isQuick ? 3 : 5); window++) {
    const measured = await measureWindow(load, viewers, tracks.count, window === 0 ? 3 : seconds);
    say(`stream, window ${window}: ${JSON.stringify(measured)}`);
    if (window > 0) windows.push(measured);
  }
  const checked = await checkPictures(viewers);
  const measured = { windows, ...checked, memoryMiB: server.peakMemoryMiB() };
  await close(viewers, load, server);
  return measured;
}

async function measureWindow(
  load: ServerLoad,
  viewers: ViewerProcesses,
  tracks: number,
  seconds: number,
): Promise<Window> {
  await viewers.takeTallies();
  const { seconds: taken } = await load.atRate(seconds, tracks, batchSize);
  // What was posted last is on its way for a tick and a little more.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const tallies = await viewers.takeTallies();
  const updates = tallies.reduce((sum, { updates }) => sum + updates, 0);
  const bytes = tallies.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    updatesPerSecond: updates / Math.max(seconds, taken),
    p99Ms: percentileOf(
      tallies.flatMap(({ latencies }) => latencies),
      0.99,
    ),
    bytesPerUpdate: bytes / updates,
    snapshots: tallies.reduce((sum, { snapshots }) => sum + snapshots, 0),
  };
}

/** Nothing moves any more: every viewer must now hold, to the bit, what the server holds for its audience. */
async function checkPictures(viewers: ViewerProcesses) {
  await viewers.takeTallies();
  await viewers.startChecking();
  await new Promise((resolve) => setTimeout(resolve, checkMs));
  const tallies = await viewers.takeTallies();
  return {
    mismatched: tallies.filter(({ mismatched }) => mismatched > 0).length,
    unchecked: tallies.filter(({ checked }) => checked === 0).length,
  };
}

async function close(viewers: ViewerProcesses, load: ServerLoad, server: ServerProcess): Promise<void> {
  await viewers.close();
  load.close();
  await server.stop();
}
