import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DetailStatus } from '#shared/protocol/basemap.ts';
import { type Basemap, openBasemap } from '../basemap-archive.ts';
import { type DetailPlan, detailBox } from './build-detail.ts';
import type { DetailOrder, DetailProgress } from './build-detail-child.ts';
import { detailKey } from './detail-key.ts';

/**
 * Lakes, rivers and towns of the default basemap. In: the plan and a cache folder. Out: an archive, at once when it was
 * built before, else as soon as a child process has built it; meanwhile the server serves. Nothing waits for it and a
 * failed build is told, not repeated: the map then goes on with countries alone.
 */
export type DetailBasemap = {
  status(): DetailStatus;
  tile(z: number, x: number, y: number): Promise<Uint8Array | undefined>;
  /** Resolves when it is ready or has failed. */
  settled: Promise<void>;
  close(): Promise<void>;
};

export type PrepareOptions = {
  plan: DetailPlan;
  folder: string;
  /** A build, which takes a processor for a while, begins only after this; what was built before is there at once. */
  mayBuild?: Promise<void>;
  /** Told to the administrator: `percent` of a build. */
  onProgress: (percent: number) => void;
  onFault: (error: Error) => void;
};

/** Megabytes of the child's heap; what it holds beside that stays below as much again. */
const heapMegabytes = 420;
const keptArchives = 3;

export function prepareDetail({ plan, folder, mayBuild, onProgress, onFault }: PrepareOptions): DetailBasemap {
  const version = detailKey(plan);
  const file = join(folder, `detail-${version}.pmtiles`);
  let status: DetailStatus = { state: 'building', percent: 0 };
  let archive: Basemap | undefined;
  let child: ChildProcess | undefined;
  let isClosed = false;
  const closed = Promise.withResolvers<void>();

  async function prepare(): Promise<void> {
    archive = await openBasemap(file).catch(() => undefined);
    if (!archive) {
      await Promise.race([mayBuild, closed.promise]);
      if (isClosed) return;
      await mkdir(folder, { recursive: true });
      child = startChild();
      await buildIn(child, { ...plan, outFile: file }, ({ done, total }) => {
        const percent = Math.round((100 * done) / total);
        status = { state: 'building', percent };
        onProgress(percent);
      });
      archive = await openBasemap(file);
      await removeOld(folder);
    }
    status = { state: 'ready', version, maxzoom: archive.maxzoom, area: detailBox(plan.area) };
  }

  const settled = prepare().catch((error: Error) => {
    if (isClosed) return;
    status = { state: 'failed', problem: error.message };
    onFault(new Error(`lakes, rivers and towns of the basemap could not be built: ${error.message}`));
  });

  return {
    status: () => status,
    tile: async (z, x, y) => archive?.tile(z, x, y),
    settled,
    async close() {
      isClosed = true;
      closed.resolve();
      child?.kill('SIGKILL');
      await settled;
      await archive?.close();
    },
  };
}

function startChild(): ChildProcess {
  return fork(new URL('./build-detail-child.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--max-semi-space-size=8'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function buildIn(
  child: ChildProcess,
  order: DetailOrder,
  onProgress: (progress: DetailProgress) => void,
): Promise<void> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-2_000);
  });
  child.on('message', (progress: DetailProgress) => onProgress(progress));
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(said.trim() || `the builder ended with ${code ?? signal}`)),
    );
  });
}

/** Archives of other missions and of older versions; the most recent are kept, because one machine may play several. */
async function removeOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^detail-\w+\.pmtiles$/.test(name));
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  aged.sort((one, other) => other.at - one.at);
  for (const { name } of aged.slice(keptArchives)) await rm(join(folder, name), { force: true });
}
