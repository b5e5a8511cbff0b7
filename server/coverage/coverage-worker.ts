import { ThreadClient } from '../log/thread-port.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { CoverageAnswer, CoverageRequest, CoverageSetting, PlansComputed } from './coverage-messages.ts';

/** Cover is not computed any more until the server is started anew. */
class CoverageDown extends Error {
  override readonly name = 'CoverageDown';
}

type Options = {
  setting: CoverageSetting;
  metrics: Metrics;
  onFault: (error: Error) => void;
  /** Of the thread; another one in tests. */
  script?: URL;
};

/**
 * The thread that computes cover, started by the first request. When it dies this is told and a second one is started;
 * when that dies too nothing is computed any more, and every request is refused with CoverageDown.
 */
export class CoverageWorker {
  readonly #options: Options;
  #setting: CoverageSetting;
  #thread: ThreadClient<CoverageRequest, true> | undefined;
  #deaths = 0;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#setting = options.setting;
  }

  get isDown(): boolean {
    return this.#deaths > 1;
  }

  async compute(request: CoverageRequest & { kind: 'cover' }): Promise<CoverageAnswer> {
    const { coverSeconds, coverFields } = this.#options.metrics;
    const answer = await this.#ask<CoverageAnswer>(request);
    coverSeconds.observe(answer.tookMs / 1_000);
    coverFields.set(answer.fields);
    return answer;
  }

  plan(request: CoverageRequest & { kind: 'plans' }): Promise<PlansComputed> {
    return this.#ask(request);
  }

  async #ask<Answer>(request: CoverageRequest): Promise<Answer> {
    if (this.isDown || this.#isClosed) throw new CoverageDown('medical cover is not computed any more');
    const { coverQueue } = this.#options.metrics;
    this.#thread ??= this.#start();
    coverQueue.inc();
    try {
      return await this.#thread.call<Answer>(request);
    } finally {
      coverQueue.dec();
    }
  }

  /** From now on over another ground; what is under way ends first. */
  async use(setting: CoverageSetting): Promise<void> {
    this.#setting = setting;
    const before = this.#thread;
    this.#thread = undefined;
    await before?.close();
  }

  /** In the middle of whatever it does: nothing of it is kept. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
  }

  #start(): ThreadClient<CoverageRequest, true> {
    const { script = new URL('./coverage-thread.ts', import.meta.url) } = this.#options;
    return new ThreadClient(script, this.#setting, {
      name: 'the thread of medical cover',
      onNotice: () => undefined,
      onDeath: ({ message }) => this.#mourn(message),
    });
  }

  #mourn(message: string): void {
    this.#deaths++;
    this.#thread = undefined;
    const next = this.isDown ? 'it is not started again' : 'it is started once more';
    this.#options.onFault(new Error(`${message}; ${next}`));
  }
}
