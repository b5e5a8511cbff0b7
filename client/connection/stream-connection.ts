import { io, type Socket } from 'socket.io-client';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import type { Change } from '#shared/picture/record.ts';
import type { DownstreamEvents, Snapshot } from '#shared/protocol/downstream.ts';
import type { Handshake, ReplayCommand, ReplayRequest, UpstreamEvents } from '#shared/protocol/upstream.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { PictureClock } from '../store/live/link-clock.ts';
import type { LinkProblem, LiveStore, Refusal } from '../store/live/live-store.ts';
import { backOffMs } from './back-off.ts';
import { makeMessageQueue } from './message-queue.ts';

/**
 * The one socket of this viewer. In: messages of the stream. Out: the live store and the link clock kept up to date, and
 * acknowledgements. Promises: a message is applied before it is acknowledged; after a lost link it returns with the last
 * cursor; a picture that cannot be continued is asked for afresh, once.
 */
export type ConnectionOptions = {
  url: string;
  profile: LinkProfile | undefined;
  store: LiveStore;
  clock: PictureClock;
  random?: () => number;
  /** Asked at each connection: which moment is looked at instead of now. */
  replay?: () => ReplayRequest;
  makeSocket?: typeof io;
};
export type Connection = { command: (command: ReplayCommand) => void; close: () => void };

/** A fresh picture that does not come within this time is sought over a new socket. */
const freshPatienceMs = 15_000;
/** Where no map is drawn, the past comes after this all the same. */
const withoutMapMs = 10_000;
/** A socket that says nothing for this long is given up for a new one; well past the time at which the picture froze. */
const silentSocketMs = { lan: 10_000, vsat: 40_000 } as const;
/** Whoever asks again is told the same again; of a replay also what is not there or cannot be read. */
const finalProblems = { live: ['protocol-version'], replay: ['protocol-version', 'not-found', 'damaged-clip'] };

export function startConnection(options: ConnectionOptions): Connection {
  const { store, clock, random = Math.random, makeSocket = io } = options;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let heardAt = 0;
  let greetedAt = 0;
  let hasAskedForHistory = false;
  const queue = makeMessageQueue();

  const socket: Socket<DownstreamEvents, UpstreamEvents> = makeSocket(options.url, {
    path: '/stream',
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    timeout: 20_000,
    auth: (give) => give(handshake() as Record<string, unknown>),
  });

  function handshake(): Handshake {
    const { cursor } = store;
    return {
      protocol: protocolVersion,
      ...('DecompressionStream' in globalThis ? { snapshots: 'packed' } : {}),
      ...(options.profile ? { profile: options.profile } : {}),
      ...(cursor ? { cursor } : {}),
      ...(options.replay ? { replay: options.replay() } : {}),
    };
  }

  function scheduleRetry(): void {
    if (isClosed || retry) return;
    clearTimeout(patience);
    store.setLink('waiting');
    retry = setTimeout(connect, backOffMs(attempt++, random()));
  }

  function connect(): void {
    clearTimeout(retry);
    retry = undefined;
    store.setLink('connecting');
    socket.connect();
  }

  function settle(refusal: Refusal | undefined): void {
    if (refusal) {
      socket.emit('fresh', { reason: refusal });
      clearTimeout(patience);
      patience = setTimeout(() => socket.disconnect(), freshPatienceMs);
    } else socket.emit('acknowledge', { ...store.held });
  }

  socket.on('connect', () => {
    heardAt = performance.now();
    store.setLink('connected');
  });
  socket.onAny(() => {
    heardAt = performance.now();
  });
  socket.on('connect_error', (error) => {
    const problem = parseProblem(error);
    store.refused(problem);
    if (problem && finalProblems[options.replay ? 'replay' : 'live'].includes(problem.name)) {
      store.setLink('refused');
      return;
    }
    scheduleRetry();
  });
  socket.on('disconnect', () => {
    queue.clear();
    scheduleRetry();
  });
  socket.on('hello', (message) => {
    attempt = 0;

    clearTimeout(patience);
    clock.hello(message.serverTime, message.profile);
    queue.run(() => {
      store.hello(message);
      hasAskedForHistory = false;
      greetedAt = performance.now();
    });
  });
  socket.on('resync', () => {
    clock.heard();
    queue.run(() => store.resync());
  });
  socket.on('snapshot', (message) => {
    clock.heard();
    queue.run(() => settle(store.snapshot(message)));
  });
  socket.on('packed', (message, packed) => {
    clock.heard();
    queue.runUnpacked(asBytes(packed), (changes) =>
      settle(changes ? store.snapshot({ ...message, changes: changes as Snapshot['changes'] }) : 'malformed'),
    );
  });
  socket.on('history', (message, packed) => {
    clock.heard();
    queue.runUnpacked(asBytes(packed), (changes) =>
      settle(changes ? store.history(message, changes as Change[]) : 'malformed'),
    );
  });
  socket.on('facts', (message) => {
    clock.heard();
    queue.run(() => settle(store.facts(message)));
  });
  socket.on('frame', (payload) => {
    queue.run(() => {
      const { refusal, serverTime } = store.frame(asBytes(payload));
      clock.heard(serverTime);
      settle(refusal);
    });
  });
  socket.on('beat', (message) => {
    clock.beat(message.serverTime);
    queue.run(() => {
      const refusal = store.beat(message);
      if (refusal) settle(refusal);
    });
  });

  /** Once what stands now is drawn; a page that cannot draw has it after a while all the same. */
  function askForHistory(): void {
    if (hasAskedForHistory || !store.isCurrent || store.missingHistory === 0) return;
    if (!store.isDrawn && performance.now() - greetedAt < withoutMapMs) return;
    hasAskedForHistory = true;
    socket.emit('history');
  }

  const watchdog = setInterval(() => {
    clock.tick();
    askForHistory();
    if (socket.connected && performance.now() - heardAt > silentSocketMs[clock.profile]) socket.disconnect();
  }, 500);
  const online = () => {
    if (retry) connect();
  };
  globalThis.addEventListener?.('online', online);
  connect();

  return {
    command: (command) => {
      socket.emit('replay', command);
    },
    close: () => {
      isClosed = true;
      clearTimeout(retry);
      clearTimeout(patience);
      clearInterval(watchdog);
      globalThis.removeEventListener?.('online', online);
      socket.disconnect();
    },
  };
}

/** What the server said when it refused; undefined when it was not the server. */
function parseProblem(error: Error & { data?: unknown }): LinkProblem | undefined {
  const { name, detail } = (error.data ?? {}) as Partial<Record<string, unknown>>;
  if (typeof name !== 'string') return undefined;
  return { name, ...(typeof detail === 'string' && detail ? { detail } : {}) };
}

function asBytes(payload: ArrayBuffer | Uint8Array): Uint8Array {
  return payload instanceof Uint8Array ? payload : new Uint8Array(payload);
}
