import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReplayRequest } from '#shared/protocol/upstream.ts';
import { LinkClock } from '../store/live/link-clock.ts';
import { LiveStore } from '../store/live/live-store.ts';
import { type ConnectionOptions, startConnection } from './stream-connection.ts';

const request: ReplayRequest = { session: 'session-1', truth: 'happened', at: 1 };

/** A socket that does nothing but count how often it was opened. */
function setUp(replay?: () => ReplayRequest) {
  const listeners = new Map<string, (given?: unknown) => void>();
  const socket = {
    ...{ connected: false, opened: 0 },
    on: (name: string, listener: () => void) => void listeners.set(name, listener),
    onAny: () => {},
    emit: () => {},
    connect: () => void socket.opened++,
    disconnect: () => {},
  };
  const store = new LiveStore();
  const connection = startConnection({
    ...{ url: 'http://test', profile: undefined, store, random: () => 0.5 },
    clock: new LinkClock(() => ({ monotonic: 0, wall: 0 })),
    ...(replay ? { replay } : {}),
    makeSocket: (() => socket) as unknown as NonNullable<ConnectionOptions['makeSocket']>,
  });
  const refuse = (data?: { name: string; detail: string }) =>
    listeners.get('connect_error')!(Object.assign(new Error(data?.name ?? 'timeout'), data ? { data } : {}));
  return { store, connection, socket, refuse, connect: () => listeners.get('connect')!() };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each(['not-found', 'damaged-clip', 'protocol-version'])(
  'a replay that is refused as %s is not asked for again',
  (name) => {
    const { store, connection, socket, refuse } = setUp(() => request);
    refuse({ name, detail: 'why' });
    vi.advanceTimersByTime(120_000);
    expect([store.link, socket.opened]).toEqual(['refused', 1]);
    expect(store.problem).toEqual({ name, detail: 'why' });
    connection.close();
  },
);

it('a replay for which there is no room is asked for again, and says why it waits until it is let in', () => {
  const { store, connection, socket, refuse, connect } = setUp(() => request);
  refuse({ name: 'overloaded', detail: 'at most 64' });
  expect([store.link, store.problem?.name]).toEqual(['waiting', 'overloaded']);
  vi.advanceTimersByTime(60_000);
  expect(socket.opened).toBe(2);
  connect();
  expect([store.link, store.problem]).toEqual(['connected', undefined]);
  connection.close();
});

it('a server that does not answer says nothing of why', () => {
  const { store, connection, refuse } = setUp(() => request);
  refuse({ name: 'overloaded', detail: '' });
  expect(store.problem).toEqual({ name: 'overloaded' });
  refuse();
  expect([store.link, store.problem]).toEqual(['waiting', undefined]);
  connection.close();
});

it('the watch goes on asking, but for a page of another version', () => {
  const { store, connection, socket, refuse } = setUp();
  refuse({ name: 'not-found', detail: 'nobody is known by these credentials' });
  expect(store.link).toBe('waiting');
  vi.advanceTimersByTime(60_000);
  expect(socket.opened).toBe(2);
  refuse({ name: 'protocol-version', detail: 'reload' });
  expect(store.link).toBe('refused');
  connection.close();
});
