import { flushCompileCache } from 'node:module';
import { type MessagePort, Worker } from 'node:worker_threads';
import { type FixBatch, fixBuffers } from '#shared/picture/fix-batch.ts';
import { LogFault, type PortableError, packError, unpackError } from './log-errors.ts';

/** Requests and replies between the thread that uses the log and one that owns a connection to it. */

type Envelope<Request> = { id: number; request: Request };
type Reply = { id: number; value?: unknown; error?: PortableError };
type Opened<Ready> = { ready?: Ready; refused?: PortableError };
/** Unasked: recording stopped, or resumed. */
export type Notice = { fault?: PortableError; recording?: true };

/** The thread's side. Requests are handled one at a time in the order in which they came. */
export function serveThread<Request extends { kind: string }, Ready>(
  port: MessagePort,
  thread: { open: () => Ready; handle: (request: Request) => { value: unknown; transfer?: ArrayBuffer[] } },
): void {
  try {
    port.postMessage({ ready: thread.open() } satisfies Opened<Ready>);
  } catch (error) {
    port.postMessage({ refused: packError(error) } satisfies Opened<Ready>);
    return;
  }
  // Not at the end, which a power cut leaves no time for.
  flushCompileCache();
  port.on('message', ({ id, request }: Envelope<Request>) => {
    try {
      const { value, transfer } = thread.handle(request);
      port.postMessage({ id, value } satisfies Reply, transfer ?? []);
    } catch (error) {
      port.postMessage({ id, error: packError(error) } satisfies Reply);
    }
    if (request.kind === 'close') port.close();
  });
}

/** The user's side of one thread. */
export class ThreadClient<Request extends { kind: string }, Ready> {
  readonly #worker: Worker;
  readonly #onDeath: (error: Error) => void;
  readonly #name: string;
  readonly #isFatal: boolean;
  #isExpectedToEnd = false;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #lastId = 0;
  #ended: Error | undefined;
  readonly ready: Promise<Ready>;

  /**
   * `onDeath` is called when the thread ends without having been asked to, or refused to open. `isFatal`: that nothing goes
   * on without this thread.
   */
  constructor(
    script: URL,
    workerData: unknown,
    options: {
      onNotice: (notice: Notice) => void;
      onDeath: (error: Error) => void;
      name?: string;
      isFatal?: boolean;
    },
  ) {
    const { onNotice, onDeath, name = 'the thread of the log', isFatal = true } = options;
    this.#name = name;
    this.#isFatal = isFatal;
    this.#onDeath = onDeath;
    this.#worker = new Worker(script, { workerData });
    this.ready = new Promise((resolve, reject) => {
      this.#waiting.set(0, { resolve, reject });
    });
    // Whoever does not wait for it learns of a death through `onDeath`.
    this.ready.catch(() => {});
    this.#worker.on('message', (message: Reply & Opened<Ready> & Notice) => {
      if (message.fault || message.recording) onNotice(message);
      else this.#settle(message.id ?? 0, message.error ?? message.refused, message.value ?? message.ready);
    });
    this.#worker.on('error', (error) => this.#end(error as Error));
    this.#worker.on('exit', () => this.#end(new Error('the thread has ended')));
  }

  call<T>(request: Request, transfer: readonly ArrayBuffer[] = []): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request } satisfies Envelope<Request>, transfer);
    });
  }

  /** Lets the thread finish what was asked, then waits until it is gone. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#isExpectedToEnd = true;
    const gone = new Promise<void>((resolve) => {
      this.#worker.once('exit', () => resolve());
    });
    await this.call({ kind: 'close' } as Request);
    await gone;
  }

  /** Ends the thread in the middle of what it does; whoever waits is refused. */
  async terminate(): Promise<void> {
    this.#isExpectedToEnd = true;
    await this.#worker.terminate();
  }

  #settle(id: number, error: PortableError | undefined, value: unknown): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (id === 0 && error) this.#isExpectedToEnd = true;
    if (error) waiting?.reject(unpackError(error));
    else waiting?.resolve(value as never);
  }

  #end(cause: Error): void {
    if (this.#ended) return;
    this.#ended = new LogFault(`${this.#name} ended: ${cause.message}`, this.#isFatal);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
    if (!this.#isExpectedToEnd) this.#onDeath(this.#ended);
  }
}

/** The buffers of a batch, each once, although columns may share one. */
export function fixTransfers(batch: FixBatch | undefined): ArrayBuffer[] {
  return batch ? [...new Set(fixBuffers(batch))] : [];
}
