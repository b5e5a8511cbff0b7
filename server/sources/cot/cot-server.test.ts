import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ReportResult } from '#shared/protocol/http.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { ReportSink } from '../source.ts';
import { type CotServerOptions, startCotServer } from './cot-server.ts';
import { makeCotEvent } from './make-cot-event.ts';

const patience = { timeout: 5_000, interval: 5 };

type Stored = { trackId: string; observedAt: string };

async function start(options: Partial<CotServerOptions> = {}) {
  const stored: Stored[] = [];
  const refused: { problem: Problem; text: string }[] = [];
  const accept: ReportSink = async (reports) => {
    stored.push(...(reports as Stored[]));
    return reports.map((_, index): ReportResult => ({ status: 'accepted', sequence: index + 1 }));
  };
  const server = await startCotServer({
    host: '127.0.0.1',
    port: 0,
    sink: accept,
    now: () => 1_000,
    onRefused: (problem, bytes) => {
      refused.push({ problem, text: Buffer.from(bytes).toString() });
    },
    retryDelayMs: 5,
    ...options,
  });
  onTestFinished(() => server.close());
  async function dial(): Promise<Socket> {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  }
  return { server, stored, refused, accept, dial };
}

/** A reset counts as an end. */
function hasEnded(socket: Socket): Promise<void> {
  socket.resume();
  return new Promise((resolve) => (socket.closed ? resolve() : socket.on('close', () => resolve())));
}

describe('the CoT server', () => {
  it('stores what it receives, in order, and keeps the connection', async () => {
    const { server, stored, refused, dial } = await start();
    const socket = await dial();
    for (let index = 0; index < 10; index += 1) socket.write(makeCotEvent({ uid: `t${index}` }));
    await vi.waitFor(() => expect(stored).toHaveLength(10), patience);
    socket.write(makeCotEvent({ uid: 'later' }));
    await vi.waitFor(() => expect(stored).toHaveLength(11), patience);
    expect(stored.map(({ trackId }) => trackId).slice(0, 3)).toEqual(['t0', 't1', 't2']);
    expect(refused).toEqual([]);
    expect(server.measure()).toEqual({ connections: 1, rejectedConnections: 0, queuedEvents: 0, lastStoredAt: 1_000 });
  });

  it('stores the one event of a sender that hangs up at once', async () => {
    const { server, stored, dial } = await start();
    (await dial()).end(makeCotEvent());
    await vi.waitFor(() => expect(stored).toHaveLength(1), patience);
    await vi.waitFor(() => expect(server.measure().connections).toBe(0), patience);
  });

  it('keeps what it does not support with its bytes, and goes on', async () => {
    const { stored, refused, dial } = await start();
    const drawing = makeCotEvent({ type: 'u-d-f' });
    (await dial()).write(drawing + makeCotEvent({ type: 't-x-c-t' }) + makeCotEvent({ point: '' }) + makeCotEvent());
    await vi.waitFor(() => expect(stored).toHaveLength(1), patience);
    expect(refused).toMatchObject([
      { problem: { name: 'unsupported-cot' }, text: drawing },
      { problem: { name: 'malformed-cot' } },
    ]);
  });

  it('keeps what the sink refuses with its bytes', async () => {
    const problem: Problem = { name: 'time-in-future', detail: 'ahead' };
    const { refused, dial } = await start({
      sink: async (reports) => reports.map((): ReportResult => ({ status: 'refused', problem })),
    });
    const event = makeCotEvent();
    (await dial()).write(event);
    await vi.waitFor(() => expect(refused).toEqual([{ problem, text: event }]), patience);
  });

  it('closes a connection that sends no XML, with its bytes kept, and leaves the others alone', async () => {
    const { stored, refused, dial } = await start();
    const [bad, good] = [await dial(), await dial()];
    bad.write(`${makeCotEvent({ uid: 'before' })}GET / HTTP/1.1\r\n`);
    await hasEnded(bad);
    good.write(makeCotEvent({ uid: 'other' }));
    await vi.waitFor(() => expect(stored.map(({ trackId }) => trackId)).toEqual(['before', 'other']), patience);
    expect(refused).toMatchObject([{ problem: { name: 'malformed-cot' }, text: 'GET / HTTP/1.1\r\n' }]);
  });

  it('closes a connection whose event never ends', async () => {
    const { refused, dial } = await start();
    const socket = await dial();
    socket.write(`<event><detail>${'x'.repeat(200_000)}`);
    await hasEnded(socket);
    await vi.waitFor(() => expect(refused).toHaveLength(1), patience);
    expect(refused[0]!.problem.detail).toBe('an event is longer than 64 KiB');
    expect(refused[0]!.text).toHaveLength(65_536);
  });

  it('keeps an event that was cut short by the end of the connection', async () => {
    const { refused, dial } = await start();
    (await dial()).end('<event uid="a"');
    await vi.waitFor(() => expect(refused).toHaveLength(1), patience);
    expect(refused[0]).toEqual({
      problem: { name: 'malformed-cot', detail: 'the connection ended inside an event' },
      text: '<event uid="a"',
    });
  });

  it('closes a silent connection, and one whose event trickles', async () => {
    const { refused, dial } = await start({ idleTimeoutMs: 60, eventTimeoutMs: 150 });
    await hasEnded(await dial());
    expect(refused).toEqual([]);
    const slow = await dial();
    const trickle = setInterval(() => slow.write('<!-- -->'), 10);
    slow.write('<event>');
    await hasEnded(slow);
    clearInterval(trickle);
    await vi.waitFor(() => expect(refused).toHaveLength(1), patience);
    expect(refused[0]!.problem.detail).toBe('an event was begun and not finished in time');
  });

  it('takes no more connections than it may, and a place is free again after', async () => {
    const { server, stored, dial } = await start({ maxConnections: 2 });
    const first = await dial();
    await dial();
    await hasEnded(await dial());
    expect(server.measure()).toMatchObject({ connections: 2, rejectedConnections: 1 });
    first.end();
    await vi.waitFor(() => expect(server.measure().connections).toBe(1), patience);
    (await dial()).write(makeCotEvent());
    await vi.waitFor(() => expect(stored).toHaveLength(1), patience);
  });

  it('stops reading while the sink is slow, holds a bounded queue, and loses nothing', async () => {
    const gate = Promise.withResolvers<void>();
    const seen: string[] = [];
    const { server, dial } = await start({
      sink: async (reports) => {
        await gate.promise;
        seen.push(...(reports as Stored[]).map(({ trackId }) => trackId));
        return reports.map((): ReportResult => ({ status: 'accepted', sequence: 1 }));
      },
    });
    const socket = await dial();
    const total = 40_000;
    const events = Array.from({ length: total }, (_, index) => makeCotEvent({ uid: `t${index}` })).join('');
    const written = new Promise<void>((resolve) => socket.write(events, () => resolve()));
    await delay(300);
    const held = server.measure().queuedEvents;
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(1_000);
    expect(socket.writableLength).toBeGreaterThan(0);
    gate.resolve();
    await written;
    await vi.waitFor(() => expect(seen).toHaveLength(total), { timeout: 20_000, interval: 20 });
    expect(seen.every((uid, index) => uid === `t${index}`)).toBe(true);
  }, 30_000);

  it('sends a batch again until it is stored, in order', async () => {
    let attempts = 0;
    const seen: string[] = [];
    const { dial } = await start({
      sink: async (reports) => {
        attempts += 1;
        if (attempts % 3 !== 0) throw new Error('not recording');
        seen.push(...(reports as Stored[]).map(({ trackId }) => trackId));
        return reports.map((): ReportResult => ({ status: 'accepted', sequence: 1 }));
      },
    });
    const socket = await dial();
    const uids = Array.from({ length: 600 }, (_, index) => `t${index}`);
    socket.end(uids.map((uid) => makeCotEvent({ uid })).join(''));
    await vi.waitFor(() => expect(seen).toEqual(uids), patience);
  });

  it('when stopped hands in what it holds, or keeps it with its bytes, and closes its connections', async () => {
    const { server, refused, dial } = await start({
      sink: () => Promise.reject(new Error('not recording')),
      retryDelayMs: 60_000,
    });
    const socket = await dial();
    const events = [makeCotEvent({ uid: 'a' }), makeCotEvent({ uid: 'b' })];
    socket.write(events.join(''));
    await vi.waitFor(() => expect(server.measure().queuedEvents).toBe(2), patience);
    await server.close();
    expect(refused.map(({ problem, text }) => [problem.name, text])).toEqual(
      events.map((text) => ['overloaded', text]),
    );
    await hasEnded(socket);
    expect(server.measure().connections).toBe(0);
  });

  it('stops by its signal, and names a port that is taken', async () => {
    const abort = new AbortController();
    const { server, dial } = await start({ signal: abort.signal });
    await expect(start({ port: server.port })).rejects.toThrow('EADDRINUSE');
    const socket = await dial();
    abort.abort();
    await hasEnded(socket);
    await server.close();
  });
});
