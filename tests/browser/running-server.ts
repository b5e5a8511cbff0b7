import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, on 127.0.0.1 and a free port. */
export type RunningServer = {
  url: string;
  pid: number;
  dataDir: string;
  /** SIGTERM; after 15 s SIGKILL. Gives the exit code, or null when it had to be killed. Removes a folder it made. */
  stop(): Promise<number | null>;
  /** SIGKILL, as a power cut would. Keeps the data folder for starting again on it, until `stop` is called. */
  kill(): Promise<void>;
  /** What it wrote so far to standard output and error; the last million characters. */
  output(): string;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyLine = /^Vedette is ready at (http:\/\/127\.0\.0\.1:\d+)/m;
const outputLimit = 1_000_000;
const startLimitMilliseconds = 180_000;
const stopLimitMilliseconds = 15_000;

/** Starts Vedette as `npm start` does and waits until it says that it is ready; rejects with its output if it does not. */
export async function startVedette(
  options: { dataDir?: string; args?: readonly string[] } = {},
): Promise<RunningServer> {
  const made = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'vedette-data-')) : undefined;
  const dataDir = options.dataDir ?? made!;
  const args = ['scripts/start.ts', '--port', '0', '--data', dataDir, ...(options.args ?? [])];
  const child = spawn(findNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const dieWithUs = () => child.kill('SIGKILL');
  process.once('exit', dieWithUs);
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      process.off('exit', dieWithUs);
      resolve(code);
    });
  });
  let output = '';
  const collect = (chunk: string) => {
    output = (output + chunk).slice(-outputLimit);
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);

  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const removeMade = async () => {
    if (made) await rm(made, { recursive: true, force: true });
  };
  const url = await waitUntilReady(child, () => output).catch(async (error: Error) => {
    await kill();
    await removeMade();
    throw new Error(`${error.message}\n${output}`);
  });
  return {
    url,
    pid: child.pid!,
    dataDir,
    output: () => output,
    kill,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMilliseconds);
      const code = await exited;
      clearTimeout(timer);
      await removeMade();
      return code;
    },
  };
}

async function waitUntilReady(child: ChildProcess, output: () => string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const look = () => {
    const url = readyLine.exec(output())?.[1];
    if (url) resolve(url);
  };
  const ended = (code: number | null) => reject(new Error(`Vedette ended with code ${code} before it was ready`));
  const failed = (error: Error) => reject(error);
  const late = setTimeout(() => reject(new Error('Vedette was not ready in time')), startLimitMilliseconds);
  child.stdout?.on('data', look);
  child.once('exit', ended);
  child.once('error', failed);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    child.stdout?.off('data', look);
    child.off('exit', ended);
  }
}

/** The Node of the repository, also when the tests were started by an older one. */
function findNode(): string {
  const own = join(root, 'node_modules/.bin/node');
  return existsSync(own) ? own : process.execPath;
}
