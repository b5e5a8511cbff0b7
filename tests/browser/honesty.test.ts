import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BlackHoleProxy, startBlackHoleProxy } from './black-hole-proxy.ts';
import { startTestBrowser } from './browser.ts';
import { keepTrueClock, readSamples, type Sample, staleAsLive, startSampling, trueNow } from './frame-sampler.ts';
import { type RunningServer, startVedette } from './running-server.ts';

/** The limit of the LAN profile, and what drawing and sampling may add to it. */
const frozenAfterMs = 3_000;
const drawingMs = 600;
/** So many samples of a live picture are taken before it is disturbed. */
const liveSamplesBefore = 5;
/** And so many are judged of what stands when nothing comes any more. */
const leastJudged = 11;

let browser: Awaited<ReturnType<typeof startTestBrowser>>;
let server: RunningServer;
const proxies: BlackHoleProxy[] = [];

/** A page of a browser of its own that sleeps for a minute while the other tests run. */
let sleepingBrowser: Awaited<ReturnType<typeof startTestBrowser>>;
let sleeper: Promise<Page>;

beforeAll(async () => {
  // As busy as a page is.
  const draws = { draws: true };
  [browser, sleepingBrowser, server] = await Promise.all([
    startTestBrowser(draws),
    startTestBrowser(draws),
    startVedette(),
  ]);
  const page = await openLive(sleepingBrowser, server.url);
  sleeper = sleepForAMinute(page);
});

/** Stops the processes that draw the page, as closing a laptop does; their clocks go on. */
async function sleepForAMinute(page: Page): Promise<Page> {
  const session = await sleepingBrowser.browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  for (const id of renderers) process.kill(id, 'SIGSTOP');
  await delay(60_000);
  for (const id of renderers) process.kill(id, 'SIGCONT');
  return page;
}

afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await Promise.all([browser.close(), sleeper.then(() => sleepingBrowser.close())]);
  await server.stop();
});

async function openLive(
  { newPage }: Awaited<ReturnType<typeof startTestBrowser>>,
  url: string,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await newPage({ width: 640, height: 400 });
  await keepTrueClock(page);
  await prepare?.(page);
  await page.goto(url);
  await page.waitForFunction(
    () => ((window as never as { __vedette?: { drawn?: { live?: number } } }).__vedette?.drawn?.live ?? 0) > 0,
    undefined,
    { timeout: 30_000 },
  );
  await startSampling(page);
  await page.waitForFunction(
    (wanted) => {
      const { __samples } = window as unknown as { __samples: Sample[] };
      return __samples.filter((sample) => sample.live > 0 && !sample.isFrozen).length >= wanted;
    },
    liveSamplesBefore,
    { timeout: 30_000 },
  );
  return page;
}

async function openBehindProxy(
  prepare?: (page: Page) => Promise<void>,
): Promise<{ page: Page; proxy: BlackHoleProxy }> {
  const proxy = await startBlackHoleProxy(server.url);
  proxies.push(proxy);
  return { page: await openLive(browser, proxy.url, prepare), proxy };
}

async function judgeSilence(page: Page, silentFrom: number): Promise<number> {
  const judgedFrom = silentFrom + frozenAfterMs + drawingMs;
  await delay(frozenAfterMs + drawingMs + 1_500);
  await page.waitForFunction(
    ([from, wanted]) => {
      const { __samples } = window as unknown as { __samples: Sample[] };
      return __samples.filter((sample) => sample.at > from).length >= wanted;
    },
    [judgedFrom, leastJudged] as const,
    { timeout: 30_000 },
  );
  const samples = await readSamples(page);
  const before = samples.filter((sample) => sample.at < silentFrom && sample.live > 0);
  expect(before.length).toBeGreaterThanOrEqual(liveSamplesBefore);
  const banner = samples.find((sample) => sample.at > silentFrom && sample.hasBanner);
  expect(banner, 'the banner appeared').toBeDefined();
  expect(banner!.at - silentFrom).toBeLessThanOrEqual(frozenAfterMs + drawingMs);
  const judged = samples.filter((sample) => sample.at > judgedFrom);
  expect(judged.length).toBeGreaterThanOrEqual(leastJudged);
  expect(staleAsLive(judged, 0)).toEqual([]);
  expect(await page.locator('.banner-frozen').innerText()).toMatch(/PICTURE FROZEN AT \d\d:\d\d:\d\dZ/);
  return judged.length;
}

describe('a picture that stops', () => {
  it('is announced when the link swallows everything and stays open, and heals without a gap', async () => {
    const { page, proxy } = await openBehindProxy();
    const silentFrom = await trueNow(page);
    proxy.swallow();
    await judgeSilence(page, silentFrom);
    proxy.release();
    await page.waitForFunction(
      () => {
        const probe = (window as never as { __vedette: { frozen: boolean; drawn: { live: number } } }).__vedette;
        return !probe.frozen && probe.drawn.live > 0;
      },
      undefined,
      { timeout: 45_000 },
    );
    const counters = await page.evaluate(() => {
      const { gaps, hashMismatches, malformed } = (window as never as { __vedette: Record<string, number> }).__vedette;
      return { gaps, hashMismatches, malformed };
    });
    expect(counters).toEqual({ gaps: 0, hashMismatches: 0, malformed: 0 });
    await page.close();
  });

  it('would be seen as live by a page whose clock stands still (negative control)', async () => {
    const { page, proxy } = await openBehindProxy(async (prepared) => {
      await prepared.addInitScript(() => {
        const [now, wall] = [performance.now.bind(performance), Date.now.bind(Date)];
        const stopped = window as never as { __stopAt?: { now: number; wall: number }; __stopClock: () => void };
        stopped.__stopClock = () => {
          stopped.__stopAt = { now: now(), wall: wall() };
        };
        performance.now = () => stopped.__stopAt?.now ?? now();
        Date.now = () => stopped.__stopAt?.wall ?? wall();
      });
    });
    const silentFrom = await trueNow(page);
    await page.evaluate(() => (window as never as { __stopClock: () => void }).__stopClock());
    proxy.swallow();
    await delay(frozenAfterMs + drawingMs + 1_500);
    expect(staleAsLive(await readSamples(page), silentFrom + frozenAfterMs + drawingMs).length).toBeGreaterThan(5);
    await page.close();
  });

  it('is judged right by a machine whose clock is a day off', async () => {
    const shift = async (offset: number): Promise<void> => {
      const { page, proxy } = await openBehindProxy(async (prepared) => {
        await prepared.addInitScript((by) => {
          const wall = Date.now.bind(Date);
          Date.now = () => wall() + by;
        }, offset);
      });
      const silentFrom = await trueNow(page);
      proxy.swallow();
      await judgeSilence(page, silentFrom);
      await page.close();
    };
    await shift(86_400_000);
    await shift(-86_400_000);
  });

  it('is frozen after a minute asleep until the server is heard again', async () => {
    const page = await sleeper;
    await delay(5_000);
    const samples = await readSamples(page);
    const gap = samples.findIndex((sample, index) => index > 0 && sample.at - samples[index - 1]!.at > 50_000);
    expect(gap, 'the page really slept').toBeGreaterThan(0);
    const wokeAt = samples[gap]!.at;
    const after = samples.slice(gap);
    const thawed = after.findIndex((sample) => !sample.isFrozen && sample.at > wokeAt + drawingMs);
    expect(
      after.slice(0, thawed).some((sample) => sample.isFrozen && sample.live === 0),
      'it froze on waking',
    ).toBe(true);
    expect(staleAsLive(after.slice(0, thawed), wokeAt + drawingMs)).toEqual([]);
    expect(after.at(-1)!.live, 'the picture came back').toBeGreaterThan(0);
    await page.close();
  });
});

describe('a feed that stops', () => {
  it('turns its tracks late, stale and lost at twice, three and six times its interval', async () => {
    const page = await openLive(browser, server.url);
    const post = async (): Promise<void> => {
      const report = {
        kind: 'position',
        source: 'test-feed',
        trackId: 'drone',
        trackType: 'uas',
        callSign: 'TEST-1',
        position: [0.5, 16.8],
        observedAt: new Date().toISOString(),
      };
      const response = await fetch(`${server.url}/api/v1/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(report),
      });
      expect(response.status).toBe(202);
    };
    for (let second = 0; second < 3; second++) {
      await post();
      await delay(1_000);
    }
    const stateOf = () =>
      page.evaluate(() =>
        (window as never as { __vedette: { stateOf: (name: string) => string } }).__vedette.stateOf('test-feed/drone'),
      );
    await post();
    const stopped = Date.now();
    const seen = new Map<string, number>();
    while (Date.now() - stopped < 15_000) {
      const state = await stateOf();
      if (!seen.has(state)) seen.set(state, Date.now() - stopped);
      await delay(100);
    }
    expect([...seen.keys()]).toEqual(['live', 'late', 'stale', 'lost']);
    for (const [state, expected] of [
      ['late', 4_000],
      ['stale', 6_000],
      ['lost', 12_000],
    ] as const) {
      expect(Math.abs(seen.get(state)! - expected), `${state} at ${seen.get(state)} ms`).toBeLessThanOrEqual(1_000);
    }
    await page.close();
  });
});

// Last, because nothing is left to ask after it.
describe('a server that dies', () => {
  it('is announced, and nothing stays live', async () => {
    const page = await openLive(browser, server.url);
    const silentFrom = await trueNow(page);
    await server.kill();
    await judgeSilence(page, silentFrom);
    await page.close();
  });
});
