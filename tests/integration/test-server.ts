import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportsAnswer } from '#shared/protocol/http.ts';
import { missionSchema } from '#shared/schema/mission.ts';
import { localViewer, type Viewer } from '../../server/access/viewer.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../server/start-server.ts';

const corners: [number, number][] = [
  [-5, 14],
  [5, 14],
  [5, 21],
  [-5, 14],
];

export const testMission = missionSchema.parse({
  missionId: 'test',
  name: 'Test mission',
  isExercise: true,
  timeZone: 'UTC',
  area: { type: 'Polygon', coordinates: [corners] },
});

/** A clock that runs with the machine's, can be moved ahead, and can be stopped. Whole milliseconds. */
export class TestClock {
  #offset = 0;
  #stoppedAt: number | undefined;

  readonly now = (): number => this.#stoppedAt ?? Date.now() + this.#offset;

  advance(milliseconds: number): void {
    this.#offset += milliseconds;
    if (this.#stoppedAt !== undefined) this.#stoppedAt += milliseconds;
  }

  stop(): void {
    this.#stoppedAt = this.now();
  }
}

export type TestServerOptions = Partial<
  Pick<ServerOptions, 'uploads' | 'detail' | 'boundaries' | 'mission' | 'ground' | 'onGroundProgress'>
>;

export type Answer = { status: number; type: string; text: string; headers: Headers };

/**
 * The real server in this process, on a data folder that outlives its restarts. Who asks is what the header
 * `x-viewer` says; a name that nobody registered is the local actor, who may see everything.
 */
export class TestServer {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'vedette-test-'));
  readonly clock = new TestClock();
  readonly viewers = new Map<string, Viewer>();
  readonly faults: Error[] = [];
  readonly #options: TestServerOptions;
  #running: RunningServer | undefined;

  constructor(options: TestServerOptions = {}) {
    this.#options = options;
  }

  get running(): RunningServer {
    if (!this.#running) throw new Error('the test server is not running');
    return this.#running;
  }

  get url(): string {
    return this.running.url;
  }

  async start(): Promise<this> {
    this.#running = await startServer({
      dataDir: this.dataDir,
      host: '127.0.0.1',
      port: 0,
      mission: testMission,
      basemap: undefined,
      profile: 'lan',
      now: this.clock.now,
      onFault: (error) => this.faults.push(error),
      coverFirstMs: 1_000,
      ...this.#options,
      identify: (request) => this.identify(request),
    });
    return this;
  }

  /** Replaced by tests that give someone other rights than the oracle believes. */
  identify(request: IncomingMessage): Viewer {
    return this.viewers.get(String(request.headers['x-viewer'])) ?? localViewer;
  }

  async restart(): Promise<void> {
    await this.running.close();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async post(reports: unknown): Promise<ReportsAnswer> {
    const response = await fetch(`${this.url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(reports),
    });
    if (response.status !== 202) throw new Error(`post answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as ReportsAnswer;
  }

  async send(path: string, body: unknown, viewer = 'local'): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-viewer': viewer },
      body: JSON.stringify(body),
    });
    const type = response.headers.get('Content-Type') ?? '';
    return { status: response.status, type, text: await response.text(), headers: response.headers };
  }

  async get(path: string, viewer = 'local', accept = 'application/json'): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, { headers: { Accept: accept, 'x-viewer': viewer } });
    const type = response.headers.get('Content-Type') ?? '';
    return { status: response.status, type, text: await response.text(), headers: response.headers };
  }

  /** Value of one series of /metrics, 0 when it was never counted. */
  async metric(series: string): Promise<number> {
    const { text } = await this.get('/metrics');
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    return line ? Number(line.slice(series.length + 1)) : 0;
  }
}

/** Polls until the condition holds; fails with what was awaited. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await pause(20);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
