import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Problem } from '#shared/schema/problem.ts';
import type { ReportSink, RunningSource } from '../source.ts';
import { type CotConnection, startCotConnection } from './cot-connection.ts';

export type CotServerOptions = {
  /** Loopback unless the operator says otherwise: plain CoT has neither identity nor encryption. */
  host: string;
  /** 0 takes a free port. */
  port: number;
  sink: ReportSink;
  /** Epoch milliseconds. */
  now: () => number;
  /** Keeps what cannot be stored, with its bytes; the connection waits until that is done. */
  onRefused: (problem: Problem, bytes: Uint8Array) => void | Promise<void>;
  signal?: AbortSignal | undefined;
  maxConnections?: number | undefined;
  idleTimeoutMs?: number | undefined;
  eventTimeoutMs?: number | undefined;
  retryDelayMs?: number | undefined;
};

export type RunningCotServer = RunningSource & {
  port: number;
  measure: () => { connections: number; rejectedConnections: number; queuedEvents: number; lastStoredAt?: number };
};

/**
 * Cursor on Target (XML) over TCP. CoT has no acknowledgement: what is promised is that received reports are stored
 * before they are shown, and that reading stops when storing does not keep up. Rejects when the port cannot be taken.
 */
export async function startCotServer(options: CotServerOptions): Promise<RunningCotServer> {
  const { host, port, sink, now, onRefused, signal, maxConnections = 64 } = options;
  const { idleTimeoutMs = 600_000, eventTimeoutMs = 30_000, retryDelayMs = 500 } = options;
  const connections = new Set<CotConnection>();
  let isClosing = false;
  let rejectedConnections = 0;
  let lastStoredAt: number | undefined;

  const measuredSink: ReportSink = async (reports) => {
    const results = await sink(reports);
    if (results.some(({ status }) => status !== 'refused')) lastStoredAt = now();
    return results;
  };

  const server = createServer((socket) => {
    // A place is free again when the queue of the connection is empty, not when the peer has gone.
    if (connections.size >= maxConnections || isClosing) {
      rejectedConnections += 1;
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    const connection = startCotConnection({
      socket,
      sink: measuredSink,
      onRefused,
      idleTimeoutMs,
      eventTimeoutMs,
      retryDelayMs,
    });
    connections.add(connection);
    void connection.finished.then(() => connections.delete(connection));
  });
  server.listen({ host, port });
  await once(server, 'listening');
  // A connection that could not be accepted is the peer's to try again; the server goes on.
  server.on('error', () => {});

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      const closed = once(server, 'close');
      server.close();
      isClosing = true;
      await Promise.all([closed, ...[...connections].map((connection) => connection.stop())]);
    })();
    return closing;
  };
  signal?.addEventListener('abort', () => void close(), { once: true });
  if (signal?.aborted) await close();

  return {
    port: (server.address() as AddressInfo | null)?.port ?? port,
    close,
    measure: () => ({
      connections: connections.size,
      rejectedConnections,
      queuedEvents: [...connections].reduce((sum, { queueLength }) => sum + queueLength(), 0),
      ...(lastStoredAt === undefined ? {} : { lastStoredAt }),
    }),
  };
}
