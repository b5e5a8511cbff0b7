import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReportResult } from '#shared/protocol/http.ts';
import { type Problem, refuse } from '#shared/schema/problem.ts';
import type { ReportSink } from '../source.ts';
import { type CotFramer, makeCotFramer } from './cot-framer.ts';
import { parseCotEvent } from './parse-cot-event.ts';

export type CotConnectionOptions = {
  socket: Socket;
  sink: ReportSink;
  /** Keeps what cannot be stored. May take its time; the connection waits for it. */
  onRefused: (problem: Problem, bytes: Uint8Array) => void | Promise<void>;
  /** A connection that sends nothing for this long is closed. */
  idleTimeoutMs: number;
  /** An event that has begun must be whole after this long. */
  eventTimeoutMs: number;
  /** Wait before what could not be stored is sent again; doubles up to `retryLimitMs`. */
  retryDelayMs: number;
};

export type CotConnection = {
  /** Resolves when the peer is gone and the queue is empty. Never rejects. */
  finished: Promise<void>;
  /** Takes no more bytes; resolves like `finished`. */
  stop: () => Promise<void>;
  queueLength: () => number;
};

/** A queue this long, or holding this many bytes, stops the reading; half of it lets reading go on. */
const queueLimit = 256;
const queueLimitBytes = 1_048_576;
const batchLimit = 200;
const retryLimitMs = 10_000;

type Queued = { bytes: Uint8Array } & ({ report: Record<string, unknown> } | { problem: Problem });

/**
 * One connection: bytes in, stored reports out, in order. The queue holds at most its limit plus what one read of the
 * socket completes. While the sink cannot store, the batch waits and is sent again. What was parsed is handed in or,
 * when the server stops first, refused with its bytes: never dropped.
 */
export function startCotConnection(options: CotConnectionOptions): CotConnection {
  const { socket, sink, onRefused } = options;
  const framer = makeCotFramer();
  const stopping = new AbortController();
  const queue: Queued[] = [];
  let queuedBytes = 0;
  let draining: Promise<void> | undefined;
  let isEnded = false;
  const watch = watchEvents({ socket, framer, options, onTimeout: end });

  function receive(bytes: Uint8Array): void {
    let hasCompleted = false;
    for (const framed of framer.push(bytes)) {
      hasCompleted = true;
      if (framed.kind === 'fault') {
        enqueue({ problem: framed.problem, bytes: framed.bytes });
        end('');
        return;
      }
      const parsed = parseCotEvent(framed.fields);
      if (!parsed.ok) enqueue({ problem: parsed.problem, bytes: framed.bytes });
      else if (parsed.value) enqueue({ report: parsed.value, bytes: framed.bytes });
    }
    watch.update(hasCompleted);
    if (queue.length >= queueLimit || queuedBytes >= queueLimitBytes) socket.pause();
  }

  function enqueue(queued: Queued): void {
    queue.push(queued);
    queuedBytes += queued.bytes.length;
    draining ??= drain();
  }

  /** Takes no more bytes. An event cut short is refused with the reason. */
  function end(reason: string): void {
    if (isEnded) return;
    isEnded = true;
    watch.clear();
    socket.off('data', receive);
    if (framer.pendingLength() > 0)
      enqueue({ problem: refuse('malformed-cot', reason).problem, bytes: framer.copyPending() });
    socket.destroy();
  }

  async function drain(): Promise<void> {
    // The events of one read go into one batch.
    await undefined;
    while (queue.length > 0) {
      const batch = queue.slice(0, batchLimit);
      await store(batch);
      queue.splice(0, batch.length);
      for (const { bytes } of batch) queuedBytes -= bytes.length;
      if (queue.length < queueLimit / 2 && queuedBytes < queueLimitBytes / 2) socket.resume();
    }
    draining = undefined;
  }

  async function store(batch: readonly Queued[]): Promise<void> {
    const sent = batch.filter((queued) => 'report' in queued);
    const reports = sent.map(({ report }) => report);
    const results = sent.length > 0 ? await retry(() => sink(reports)) : [];
    const outcomes = new Map<Queued, ReportResult>(sent.map((queued, index) => [queued, results?.[index] ?? stopped]));
    for (const queued of batch) {
      const outcome = outcomes.get(queued);
      const problem =
        'problem' in queued ? queued.problem : outcome?.status === 'refused' ? outcome.problem : undefined;
      if (problem) await retry(async () => onRefused(problem, queued.bytes));
    }
  }

  /** Tries until it succeeds; undefined when the server stops before that. Nothing is read meanwhile. */
  async function retry<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    for (let waitMs = options.retryDelayMs; ; waitMs = Math.min(waitMs * 2, retryLimitMs)) {
      try {
        return await attempt();
      } catch {
        if (stopping.signal.aborted) return undefined;
        socket.pause();
        await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  socket.setKeepAlive(true, 60_000);
  socket.on('data', receive);
  // A reset by the peer is an ordinary end; 'close' follows it.
  socket.on('error', () => {});
  const finished = new Promise<void>((resolve) => {
    socket.on('close', () => {
      end('the connection ended inside an event');
      resolve(draining ?? Promise.resolve());
    });
  });
  const stop = () => {
    stopping.abort();
    end('the server stopped inside an event');
    return finished;
  };
  return { finished, stop, queueLength: () => queue.length };
}

const stopped: ReportResult = {
  status: 'refused',
  problem: { name: 'overloaded', detail: 'the server stopped before this event could be stored' },
};

/**
 * Two clocks on a connection: silence, and an event that never ends however slowly its bytes arrive. Neither runs out
 * while the reading stands still for want of storing.
 */
function watchEvents({
  socket,
  framer,
  options: { idleTimeoutMs, eventTimeoutMs },
  onTimeout,
}: {
  socket: Socket;
  framer: CotFramer;
  options: CotConnectionOptions;
  onTimeout: (reason: string) => void;
}): { update: (hasCompleted: boolean) => void; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;

  function runOut(): void {
    if (socket.isPaused()) timer?.refresh();
    else onTimeout('an event was begun and not finished in time');
  }

  function clear(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  socket.setTimeout(idleTimeoutMs, () => {
    if (socket.isPaused()) socket.setTimeout(idleTimeoutMs);
    else onTimeout('the connection went silent inside an event');
  });
  return {
    update: (hasCompleted) => {
      if (hasCompleted || framer.pendingLength() === 0) clear();
      if (framer.pendingLength() > 0) timer ??= setTimeout(runOut, eventTimeoutMs);
    },
    clear,
  };
}
