import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Truth } from '#shared/replay/moment.ts';
import type { EventLog } from '../event-log.ts';
import { makeBatch, makeDataFolder, makeDescriptor, makeFixes, makeIncident, openTestLog } from '../make-test-log.ts';
import { type LogHistory, openLogHistory } from './open-log-history.ts';

/** Each opening starts threads, which takes a second on a busy machine. */
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

let folder: ReturnType<typeof makeDataFolder>;
let log: EventLog;
let history: LogHistory;
let now = 0;
let faults: (Error & { isFatal?: boolean })[] = [];
let workers: Worker[] = [];
const noteWorker = (worker: Worker) => workers.push(worker);

beforeEach(async () => {
  folder = makeDataFolder();
  now = 10_000_000;
  faults = [];
  log = await openTestLog(folder.path, { now: () => now });
  workers = [];
  process.on('worker', noteWorker);
  history = openLogHistory(folder.path, (error) => faults.push(error), 200);
});
afterEach(async () => {
  process.off('worker', noteWorker);
  await history.close();
  await log.close();
  folder.remove();
});

describe('the thread of the history', () => {
  it('ends without ending the server: whoever asks meanwhile is told to come back, and then is answered', async () => {
    await log.append(makeBatch({ facts: [makeIncident('a')] }));
    expect(await history.markings()).toHaveLength(1);
    const dying = workers[0]!.terminate();
    const refused = { name: 'Overloaded', isRetryable: true };
    await expect(history.markings()).rejects.toMatchObject(refused);
    await dying;
    await expect(history.markings()).rejects.toMatchObject(refused);
    expect(faults.map(({ name, isFatal }) => [name, isFatal])).toEqual([['LogFault', false]]);
    await expect.poll(() => history.markings().catch(() => []), { timeout: 10_000 }).toHaveLength(1);
    expect([workers.length, history.waiting]).toEqual([2, 0]);
  });

  it('is started after a pause that doubles while it keeps ending', async () => {
    for (const pauseMs of [200, 400]) {
      await expect.poll(() => history.markings().catch(() => undefined), { timeout: 10_000 }).toEqual([]);
      const diedAt = performance.now();
      await workers.at(-1)!.terminate();
      await expect.poll(() => faults.length).toBe(pauseMs / 200);
      await expect.poll(() => history.markings().catch(() => undefined), { timeout: 10_000, interval: 10 }).toEqual([]);
      expect(performance.now() - diedAt).toBeGreaterThanOrEqual(pauseMs - 1);
    }
  });

  it('takes 256 questions at a time and refuses the next', async () => {
    const asked = Array.from({ length: 300 }, () => history.markings());
    expect(history.waiting).toBe(256);
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(44);
    expect(answers.at(-1)).toMatchObject({ reason: { name: 'Overloaded' } });
    expect([history.waiting, await history.markings()]).toEqual([0, []]);
  });
});

describe('what follows a moment', () => {
  const everything = (truth: Truth) => ({ truth, at: 0, by: 20_000_000 });
  const feed = (observed: readonly number[], knownAt?: number) => {
    const fixes = makeFixes(observed.map((observedAt) => ({ descriptor: 0, observedAt })));
    if (knownAt !== undefined) fixes.knownAt.fill(knownAt);
    return makeBatch({ descriptors: log.descriptors.length > 0 ? [] : [makeDescriptor('t')], fixes });
  };

  it('is told in parts, also of what was all recorded late', async () => {
    await log.append(feed(Array.from({ length: 3_000 }, (_, index) => 1_000_000 + index * 1_000)));
    const { sequence } = await history.seek(undefined, everything('happened'));
    let [from, told] = [{ ...everything('happened'), sequence }, 0];
    for (let parts = 0; from.at < 5_000_000; parts++) {
      const { fixes, reached } = await history.advance({ from, upTo: 5_000_000, mostRows: 500 });
      expect(fixes.count).toBeLessThanOrEqual(501);
      expect(parts).toBeLessThan(10);
      told += fixes.count;
      from = { ...from, at: reached };
    }
    expect(told).toBe(3_000);
  });

  it.each(['known', 'happened'] as const)('says what was missed of a moment that was told, as %s', async (truth) => {
    await log.append(feed([1_000_000]));
    const moment = { ...everything(truth), at: 2_000_000 };
    let { sequence } = await history.seek(undefined, moment);
    const isOutdated = async () =>
      (await history.advance({ from: { ...moment, sequence }, upTo: 3_000_000, mostRows: 100 })).isOutdated;
    // What is of a later time is among what follows.
    await log.append(feed([2_500_000], 2_500_000));
    await log.append(makeBatch({ facts: [makeIncident('later', { knownAt: 2_500_000, observedAt: 2_400_000 })] }));
    expect(await isOutdated()).toBe(truth === 'happened');
    ({ sequence } = await history.seek(undefined, moment));
    expect(await isOutdated()).toBe(false);
    await log.append(feed([1_500_000], 1_900_000));
    expect(await isOutdated()).toBe(true);
    ({ sequence } = await history.seek(undefined, moment));
    expect(await isOutdated()).toBe(false);
    await log.append(makeBatch({ facts: [makeIncident('dated', { knownAt: 1_900_000 })] }));
    expect(await isOutdated()).toBe(true);
  });
});
