import { describe, expect, it } from 'vitest';
import { northernLantern as mission } from '../../mission/northern-lantern.ts';
import type { ReportSink } from '../source.ts';
import { type ExerciseOptions, type Schedule, startExercise } from './start-exercise.ts';

const startAt = Date.UTC(2026, 10, 23, 9, 0);
type Report = Record<string, unknown>;

/** A clock that moves only when the exercise waits; the run ends when it reaches `endAt`. */
function makeRun(endAt: number, options: Partial<ExerciseOptions> & { refuseAt?: (now: number) => boolean } = {}) {
  let now = startAt;
  const taken: { at: number; report: Report }[] = [];
  const ended = Promise.withResolvers<void>();
  const schedule: Schedule = async (delayMs, signal) => {
    await Promise.resolve();
    now += delayMs;
    if (now < endAt) return;
    ended.resolve();
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  };
  const sink: ReportSink = async (reports) => {
    if (options.refuseAt?.(now)) throw new Error('overloaded');
    expect(reports.length).toBeLessThanOrEqual(1_000);
    for (const report of reports) taken.push({ at: now, report: report as Report });
    return reports.map((_, index) => ({ status: 'accepted', sequence: index + 1 }));
  };
  const { refuseAt: _, ...rest } = options;
  const running = startExercise({ sink, mission, seed: 7, clock: { now: () => now }, schedule, ...rest });
  return {
    taken,
    running,
    advance: (ms: number) => {
      now += ms;
    },
    finish: async () => {
      await ended.promise;
      await running.close();
      return taken;
    },
  };
}

const fixesOf = (taken: { at: number; report: Report }[]) =>
  taken.filter(({ report }) => report['kind'] === 'position');
const observedAt = (report: Report) => Date.parse(report['observedAt'] as string);

describe('playing the exercise', () => {
  it('says first what holds, then what happens, and never what is still to come', async () => {
    const taken = await makeRun(startAt + 120_000).finish();
    expect(new Set(taken.filter(({ at }) => at === startAt).map(({ report }) => report['kind']))).toEqual(
      new Set(['zone', 'sensor', 'facility', 'asset', 'patrol']),
    );
    expect(taken.filter(({ at, report }) => observedAt(report) > at)).toEqual([]);
    expect(fixesOf(taken).filter(({ at, report }) => at - observedAt(report) > 500)).toEqual([]);
    expect(fixesOf(taken).length).toBeGreaterThan(500);
  });

  it('plays the same from the same seed and clock', async () => {
    expect(await makeRun(startAt + 60_000).finish()).toEqual(await makeRun(startAt + 60_000).finish());
  });

  it('waits while the sink cannot store, leaves the gap and counts it', async () => {
    const refuseAt = (now: number) => now > startAt + 60_000 && now < startAt + 180_000;
    const run = makeRun(startAt + 300_000, { refuseAt });
    const taken = await run.finish();
    const { pauses, fixesGivenUp, silentMs, accepted } = run.running.counters();
    expect(pauses).toBeGreaterThan(4);
    expect(pauses).toBeLessThan(12);
    expect(fixesGivenUp).toBeGreaterThan(0);
    expect(silentMs).toBeGreaterThan(110_000);
    expect(accepted).toBe(taken.length);
    const times = fixesOf(taken).map(({ report }) => observedAt(report));
    expect(times.filter((at) => at > startAt + 61_000 && at < startAt + 179_000)).toEqual([]);
    expect(times.filter((at) => at > startAt + 215_000).length).toBeGreaterThan(300);
  });

  it('hands in the facts of a pause late, each at least once', async () => {
    const withPause = await makeRun(startAt + 1_800_000, {
      refuseAt: (now) => now > startAt + 60_000 && now < startAt + 900_000,
    }).finish();
    const without = await makeRun(startAt + 1_800_000).finish();
    const ids = (taken: typeof without) => new Set(taken.flatMap(({ report }) => report['messageId'] ?? []));
    expect([...ids(without)].filter((id) => !ids(withPause).has(id))).toEqual([]);
  });

  it('does not make up positions for a sleep of the machine', async () => {
    const run = makeRun(startAt + 8 * 3_600_000);
    run.advance(7.99 * 3_600_000);
    const taken = await run.finish();
    expect(run.running.counters().silentMs).toBeGreaterThan(7 * 3_600_000);
    expect(fixesOf(taken).filter(({ at, report }) => at - observedAt(report) > 15_000)).toEqual([]);
  });

  it('stamps in clock time when played faster', async () => {
    const taken = await makeRun(startAt + 30_000, { timeFactor: 60 }).finish();
    expect(taken.filter(({ at, report }) => observedAt(report) > at)).toEqual([]);
    const times = fixesOf(taken).map(({ report }) => observedAt(report));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(startAt);
    const ofOne = fixesOf(taken).filter(({ report }) => report['trackId'] === 'V-001-1');
    expect(ofOne.length).toBeGreaterThan(20);
  });

  it('counts what the sink refuses and keeps the reason', async () => {
    let now = startAt;
    const running = startExercise({
      sink: async (reports) => reports.map(() => ({ status: 'refused', problem: { name: 'internal', detail: 'no' } })),
      mission,
      seed: 7,
      clock: { now: () => now },
      schedule: async (delayMs) => {
        await new Promise(setImmediate);
        now += delayMs;
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await running.close();
    const { refused, accepted, lastRefusal } = running.counters();
    expect(refused).toBeGreaterThan(0);
    expect(accepted).toBe(0);
    expect(lastRefusal?.detail).toBe('no');
  });

  it('stops when the signal aborts', async () => {
    const stop = new AbortController();
    const running = startExercise({
      sink: async () => [],
      mission,
      seed: 7,
      clock: { now: () => startAt },
      signal: stop.signal,
    });
    stop.abort();
    await running.close();
    expect(running.counters().pauses).toBe(0);
  });
});
