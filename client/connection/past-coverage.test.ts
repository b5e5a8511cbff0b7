import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { encodeCoverage } from '#shared/protocol/coverage.ts';
import { createCoverageStore } from '../store/coverage-store.ts';
import type { PictureClock } from '../store/live/link-clock.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import { createViewStore } from '../store/view/view-store.ts';
import { keepPastCoverage } from './past-coverage.ts';

const minuteMs = 60_000;
const noon = Date.UTC(2026, 10, 12, 12);

function bytesOf(computedAt: number): Uint8Array<ArrayBuffer> {
  const grid = { west: 0, north: 0, cell: 1, columns: 1, rows: 1 } as never;
  const known = { team: new Uint8Array([30]), surgery: new Uint8Array([60]) };
  const head = { revision: `at-${computedAt}`, computedAt, isNight: false, detail: 'roads' as never };
  return encodeCoverage({ ...head, raster: { grid, known, hopeful: known } as never }) as Uint8Array<ArrayBuffer>;
}

function setUp() {
  const asked: { minute: number; signal: AbortSignal; answer: (status?: number) => Promise<void> }[] = [];
  const world = { now: noon + 20_000, isCurrent: true, replay: { isPlaying: false, speed: 60 } };
  const coverage = createCoverageStore();
  const view = createViewStore('');
  const stop = keepPastCoverage({
    store: {
      get isCurrent() {
        return world.isCurrent;
      },
      get lastBeat() {
        return { replay: world.replay };
      },
    } as unknown as LiveStore,
    clock: { serverNow: () => world.now } as unknown as PictureClock,
    ...{ view, coverage },
    fetch: (url, { signal } = {}) =>
      new Promise((resolve, reject) => {
        const minute = Date.parse(new URL(String(url), 'http://test').searchParams.get('at')!);
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        asked.push({
          ...{ minute, signal: signal as AbortSignal },
          answer: async (status = 200) => {
            resolve(new Response(status === 200 ? bytesOf(minute) : null, { status }));
            await settle();
          },
        });
      }),
  });
  const shown = () => coverage.getState().coverage?.computedAt;
  const look = (part: Partial<typeof world> = {}, forMs = 500) => {
    Object.assign(world, part);
    vi.advanceTimersByTime(forMs);
  };
  return { asked, look, shown, view, stop };
}

/** Answers are read in a few turns, one of which fetches how. */
async function settle(): Promise<void> {
  await vi.dynamicImportSettled();
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('cover of the moment is fetched to the minute, one at a time, while the map shows it', async () => {
  const { asked, look, shown, view, stop } = setUp();
  look({ isCurrent: false });
  look({ isCurrent: true });
  look();
  expect(asked.map(({ minute }) => minute)).toEqual([noon]);
  await asked[0]!.answer();
  expect(shown()).toBe(noon);
  look({ now: noon + 50_000 });
  expect(asked).toHaveLength(1);
  look({ now: noon + 70_000 });
  expect(asked.at(-1)?.minute).toBe(noon + minuteMs);
  await asked[1]!.answer();
  view.getState().toggleHidden('coverage');
  look({ now: noon + 130_000 });
  expect(asked).toHaveLength(2);
  stop();
});

it('cover of another moment is not drawn: not after a jump, not when it could not be fetched anew', async () => {
  const { asked, look, shown, stop } = setUp();
  look();
  await asked[0]!.answer();
  look({ now: noon + 90 * minuteMs });
  expect(shown()).toBeUndefined();
  await asked[1]!.answer(503);
  look();
  expect([shown(), asked.length]).toEqual([undefined, 2]);
  look({}, 6_000);
  expect(asked).toHaveLength(3);
  stop();
});

it('cover of a few minutes before stays until that of the moment is there, cover of after it does not', async () => {
  const { asked, look, shown, stop } = setUp();
  look();
  await asked[0]!.answer();
  look({ now: noon + 4 * minuteMs });
  expect(shown()).toBe(noon);
  await asked[1]!.answer();
  expect(shown()).toBe(noon + 4 * minuteMs);
  look({ now: noon + 3 * minuteMs });
  expect(shown()).toBeUndefined();
  stop();
});

it('played faster than sixty times nothing is fetched, and what is shown goes when it is of too long ago', async () => {
  const { asked, look, shown, stop } = setUp();
  look();
  await asked[0]!.answer();
  look({ now: noon + 4 * minuteMs, replay: { isPlaying: true, speed: 600 } });
  expect(shown()).toBe(noon);
  look({ now: noon + 9 * minuteMs });
  expect([shown(), asked.length]).toEqual([undefined, 1]);
  stop();
});

it('an answer is not waited for, nor taken, when the moment is elsewhere or the replay is over', async () => {
  const { asked, look, shown, stop } = setUp();
  look();
  look({ now: noon - 90 * minuteMs });
  expect(asked[0]!.signal.aborted).toBe(true);
  await asked[0]!.answer();
  expect(shown()).toBeUndefined();
  expect(asked.at(-1)?.minute).toBe(noon - 90 * minuteMs);
  stop();
  expect(asked[1]!.signal.aborted).toBe(true);
  await asked[1]!.answer();
  look();
  expect([shown(), asked.length]).toEqual([undefined, 2]);
});

it('cover of a minute at which nothing could help is not that of the one before, and is asked for once', async () => {
  const { asked, look, shown, stop } = setUp();
  look();
  await asked[0]!.answer();
  expect(shown()).toBe(noon);
  look({ now: noon + 70_000 });
  await asked[1]!.answer(409);
  expect(shown()).toBeUndefined();
  look({}, 20_000);
  expect(asked).toHaveLength(2);
  stop();
});
