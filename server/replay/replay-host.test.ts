import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFixBatch } from '#shared/picture/fix-batch.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import { makeMetrics } from '../metrics/metrics.ts';
import type { ViewerSocket } from '../stream/viewer-connection.ts';
import type { ClipStore } from './clips/clip-store.ts';
import { ReplayHost } from './replay-host.ts';

const presentAt = Date.UTC(2026, 10, 12, 6);
const at = presentAt - 3_600_000;
const nothing = { texts: [], hashes: new Uint32Array(0) };
const noFixes = {
  fixes: makeFixBatch(0),
  ...{ fixTimes: new Float64Array(0), fixSequences: new Float64Array(0), fixRecorded: new Float64Array(0) },
};

/** What follows any moment, to whoever asks. */
type Following = () => { facts: string; factTimes: Float64Array };

/** A record in which nothing happened until somebody looks at what follows. */
function historyOf(following: Following): LogHistory {
  const rows = { ...makeFixBatch(0), count: 0 };
  return {
    markings: async () => [],
    timeline: async () => ({ first: undefined, bins: {} }),
    seek: async () => ({
      ...{ puts: nothing, removed: [], touched: 0 },
      tracks: { rows, freshness: new Uint8Array(0), putBacks: [], lost: [] },
    }),
    advance: async ({ upTo }: { upTo: number }) => ({
      ...{ reached: upTo, bases: nothing, isOutdated: false, touched: 0 },
      ...noFixes,
      ...following(),
    }),
  } as unknown as LogHistory;
}

class FakeSocket extends EventEmitter {
  readonly conn = { writeBuffer: [], write: () => {} };
  isCut = false;

  disconnect(): void {
    this.isCut = true;
    super.emit('disconnect');
  }

  override emit(): boolean {
    return true;
  }
}

describe('the replays of a server', () => {
  const hosts: ReplayHost[] = [];
  afterEach(() => {
    for (const host of hosts.splice(0)) host.close();
  });

  function watch(following: Following, faults: string[] = []) {
    const host = new ReplayHost({
      log: { descriptors: [], settledAt: presentAt } as unknown as EventLog,
      history: historyOf(following),
      clips: {} as ClipStore,
      metrics: makeMetrics(),
      now: () => presentAt,
      state: () => ({ epoch: 'e', isRecording: true, isExercise: true }),
      onFault: ({ message }) => faults.push(message),
    });
    hosts.push(host);
    const socket = new FakeSocket();
    host.open(socket as unknown as ViewerSocket, {
      ...{ viewer: { actor: 'a', clearance: 'unclassified', groups: ['*'] }, profile: 'lan', takesPacked: false },
      request: { session: 'session-1', truth: 'known', at, isPlaying: true },
    });
    return { host, socket };
  }

  it('end the one that comes upon something it cannot fold, and go on', async () => {
    const faults: string[] = [];
    const { host, socket } = watch(
      () => ({ facts: JSON.stringify([{ sequence: 1, kind: 'retire' }]), factTimes: Float64Array.of(at + 1_000) }),
      faults,
    );
    await expect.poll(() => socket.isCut, { timeout: 5_000 }).toBe(true);
    expect([host.viewers, faults.length]).toEqual([0, 1]);
    const { host: other, socket: whole } = watch(() => ({ facts: '[]', factTimes: new Float64Array(0) }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([other.viewers, whole.isCut]).toEqual([1, false]);
  });

  it('end the one whose record cannot be read, and say so once', async () => {
    const faults: string[] = [];
    const { host, socket } = watch(() => {
      throw new Error('the disk is gone');
    }, faults);
    await expect.poll(() => socket.isCut, { timeout: 5_000 }).toBe(true);
    expect([host.viewers, faults]).toEqual([0, ['the disk is gone']]);
  });
});
