import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The server under measurement, in a process of its own. */
export type ServerProcess = {
  url: string;
  port: number;
  /** Most resident memory so far, MiB. */
  peakMemoryMiB: () => number;
  /** The same without files that it maps, which the system takes back when it needs room; looked at twice a second. */
  peakOwnMemoryMiB: () => number;
  /** Time of processors that all its threads took so far, seconds. */
  cpuSeconds: () => number;
  /** SIGTERM, and waits. */
  stop: () => Promise<void>;
  /** SIGKILL, as a power cut would, and waits. */
  kill: () => Promise<void>;
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts a server on `dataDir` and waits until it listens. With VEDETTE_BENCH_PROFILE=DIR it writes CPU profiles there. */
export function startServerProcess(
  dataDir: string,
  options: {
    acknowledgeBeforeCommit?: boolean;
    mission?: 'exercise';
    area?: readonly [number, number, number, number];
  } = {},
): Promise<ServerProcess> {
  return startProcess('bench-server.ts', { dataDir, ...options });
}

/** Starts a script of this folder that sends `{url}` once it listens. */
export async function startProcess(script: string, options: object): Promise<ServerProcess> {
  const profileDir = process.env['VEDETTE_BENCH_PROFILE'];
  const flags = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  const child = spawn(process.execPath, [...flags, join(root, 'bench', script), JSON.stringify(options)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // As `npm start` does.
    env: { ...process.env, NODE_ENV: 'production', NODE_COMPILE_CACHE: join(root, 'dist/compile-cache') },
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const url = await urlOf(child);
  let ownMemoryMiB = 0;
  const sampling = setInterval(() => {
    ownMemoryMiB = Math.max(ownMemoryMiB, readMemoryMiB(child.pid!, 'RssAnon'));
  }, 500);
  void exited.then(() => clearInterval(sampling));
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await exited;
  };
  return {
    url,
    port: Number(new URL(url).port),
    peakMemoryMiB: () => readMemoryMiB(child.pid!, 'VmHWM'),
    peakOwnMemoryMiB: () => ownMemoryMiB,
    cpuSeconds: () => readCpuSeconds(child.pid!),
    stop: end('SIGTERM'),
    kill: end('SIGKILL'),
  };
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code} before it listened`)));
  });
}

/** User and system time of the process, in ticks of 10 ms; not available but on Linux. */
function readCpuSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const text = readFileSync(file, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Linux keeps resident memory in /proc, the most there ever was (VmHWM) among it; elsewhere it is not available. */
function readMemoryMiB(pid: number, field: 'VmHWM' | 'RssAnon'): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return Number.NaN;
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
}
