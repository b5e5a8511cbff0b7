import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportResult, ReportsAnswer } from '#shared/protocol/http.ts';
import type { ImportSink } from '../server/importers/run-import.ts';
import { openLocalLog } from './open-local-log.ts';

export type OpenSink = { sink: ImportSink; close: () => Promise<void>; via: 'server' | 'log' };

/** Reports cannot be handed over. `retryAfterMs` is the wait the server asked for. */
export class SinkUnavailableError extends Error {
  override readonly name = 'SinkUnavailableError';
  readonly isRetryable: boolean;
  readonly retryAfterMs: number;

  constructor(message: string, { isRetryable, retryAfterMs = 0 }: { isRetryable: boolean; retryAfterMs?: number }) {
    super(message);
    this.isRetryable = isRetryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Where reports for this data folder go: to the server that runs on it, as `server.json` says, or else into its log.
 * Two processes never write one log: a server that lives but does not answer is an error, not a reason to go round it.
 */
export async function openSink({ dataDir }: { dataDir: string }): Promise<OpenSink> {
  const running = await readServerFile(join(dataDir, 'server.json'));
  if (!running) return await openLocalLog(dataDir);
  if (await answersFor(running)) return { sink: makeHttpSink(running.url), close: async () => {}, via: 'server' };
  if (!isAlive(running.pid)) return await openLocalLog(dataDir);
  throw new SinkUnavailableError(
    `the server of ${dataDir} (process ${running.pid}, ${running.url}) runs but does not answer`,
    { isRetryable: false },
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
    throw new SinkUnavailableError(`${path} cannot be read`, { isRetryable: false });
  }
  try {
    const { url, pid, epoch } = JSON.parse(text) as Partial<ServerFile>;
    if (typeof url === 'string' && URL.canParse(url) && Number.isInteger(pid) && pid! > 0)
      return { url, pid: pid!, ...(typeof epoch === 'string' ? { epoch } : {}) };
  } catch {
    // Falls through: text that is not JSON is as wrong as JSON without the two fields.
  }
  throw new SinkUnavailableError(`${path} does not name a server`, { isRetryable: false });
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

/** One request a batch: the importer keeps batches within the limits of the server. */
export function makeHttpSink(url: string): ImportSink {
  const target = new URL('/api/v1/reports', url);
  return (reports) => post(target, reports);
}

async function post(target: URL, reports: readonly unknown[]): Promise<ReportResult[]> {
  let response: Response;
  try {
    response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(reports),
      signal: AbortSignal.timeout(60_000),
    });
  } catch {
    throw new SinkUnavailableError(`the server at ${target.origin} does not answer`, { isRetryable: true });
  }
  if (response.status !== 202) {
    const isRetryable = response.status === 429 || response.status >= 500;
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000 || 0;
    await response.body?.cancel();
    throw new SinkUnavailableError(`the server answered ${response.status}`, { isRetryable, retryAfterMs });
  }
  const { results } = (await response.json()) as ReportsAnswer;
  if (results?.length !== reports.length)
    throw new SinkUnavailableError('the server answered for another number of reports', { isRetryable: false });
  return results;
}
