import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The server of a data folder cannot be reached, though there is one. */
export class ServerUnavailable extends Error {
  override readonly name = 'ServerUnavailable';
}

/**
 * Address of the server that runs on this data folder, as `server.json` says; undefined when none does.
 * Two processes never write one log: a server that lives but does not answer is an error, not a reason to go round it.
 */
export async function findRunningServer(dataDir: string): Promise<string | undefined> {
  const running = await readServerFile(join(dataDir, 'server.json'));
  if (!running) return undefined;
  if (await answersFor(running)) return running.url;
  if (!isAlive(running.pid)) return undefined;
  throw new ServerUnavailable(
    `the server of ${dataDir} (process ${running.pid}, ${running.url}) runs but does not answer`,
  );
}

type ServerFile = { url: string; pid: number; epoch?: string };

async function readServerFile(path: string): Promise<ServerFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw new ServerUnavailable(`${path} cannot be read`);
  }
  try {
    const { url, pid, epoch } = JSON.parse(text) as Partial<ServerFile>;
    if (typeof url === 'string' && URL.canParse(url) && Number.isInteger(pid) && pid! > 0)
      return { url, pid: pid!, ...(typeof epoch === 'string' ? { epoch } : {}) };
  } catch {
    // Falls through: text that is not JSON is as wrong as JSON without the two fields.
  }
  throw new ServerUnavailable(`${path} does not name a server`);
}

/** True when that server answers and writes this very log: another may have taken its port since. */
async function answersFor({ url, epoch }: ServerFile): Promise<boolean> {
  try {
    const response = await fetch(new URL('/api/v1/health', url), { signal: AbortSignal.timeout(5_000) });
    const health = (await response.json()) as { epoch?: string };
    return response.ok && (epoch === undefined || health.epoch === epoch);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
