import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BlackHoleProxy, startBlackHoleProxy } from './black-hole-proxy.ts';
import { startBrowser } from './browser.ts';
import { keepTrueClock, readSamples, staleAsLive, startSampling, trueNow } from './frame-sampler.ts';
import { type RunningServer, startVedette } from './running-server.ts';

/** The limit of the LAN profile, and what drawing and sampling may add to it. */
const frozenAfterMs = 3_000;
const drawingMs = 600;

let browser: Awaited<ReturnType<typeof startBrowser>>;
let server: RunningServer;
const proxies: BlackHoleProxy[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startVedette()]);
});

afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await browser.close();
  await server.stop();
});

async function openLive(url: string, prepare?: (page: Page) => Promise<void>): Promise<Page> {
  const page = await browser.newPage({ width: 640, height: 400 });
  await keepTrueClock(page);
  await prepare?.(page);
  await page.goto(url);
  await page.waitForFunction(
    () => ((window as never as { __vedette?: { drawn?: { live?: number } } }).__vedette?.drawn?.live ?? 0) > 0,
    undefined,
    { timeout: 30_000 },
  );
  await startSampling(page);
  await delay(1_000);
  return page;
}

async function openBehindProxy(
  prepare?: (page: Page) => Promise<void>,
): Promise<{ page: Page; proxy: BlackHoleProxy }> {
  const proxy = await startBlackHoleProxy(server.url);
  proxies.push(proxy);
  return { page: await openLive(proxy.url, prepare), proxy };
}

async function judgeSilence(page: Page, silentFrom: number): Promise<number> {
  await delay(frozenAfterMs + drawingMs + 3_000);
  const samples = await readSamples(page);
  expect(samples.filter((sample) => sample.at < silentFrom && sample.live > 0).length).toBeGreaterThan(3);
  const banner = samples.find((sample) => sample.at > silentFrom && sample.hasBanner);
  expect(banner, 'the banner appeared').toBeDefined();
  expect(banner!.at - silentFrom).toBeLessThanOrEqual(frozenAfterMs + drawingMs);
  const judged = samples.filter((sample) => sample.at > silentFrom + frozenAfterMs + drawingMs);
  expect(judged.length).toBeGreaterThan(20);
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

  it('is announced when the server is killed', async () => {
    const victim = await startVedette();
    const page = await openLive(victim.url);
    const silentFrom = await trueNow(page);
    await victim.kill();
    await judgeSilence(page, silentFrom);
    await page.close();
    await victim.stop();
  });

  it('is judged right by a machine whose clock is a day off', async () => {
    for (const offset of [86_400_000, -86_400_000]) {
      const { page, proxy } = await openBehindProxy(async (prepared) => {
        await prepared.addInitScript((shift) => {
          const wall = Date.now.bind(Date);
          Date.now = () => wall() + shift;
        }, offset);
      });
      const before = await readSamples(page);
      expect(before.some((sample) => sample.live > 0 && !sample.isFrozen)).toBe(true);
      const silentFrom = await trueNow(page);
      proxy.swallow();
      await judgeSilence(page, silentFrom);
      await page.close();
    }
  });

  it('is frozen after a minute asleep until the server is heard again', async () => {
    const page = await openLive(server.url);
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await delay(60_000);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    const wokeBy = await trueNow(page);
    await delay(6_000);
    const samples = (await readSamples(page)).filter((sample) => sample.at > wokeBy - 1_000);
    const firstBeat = samples.findIndex((sample) => !sample.isFrozen);
    expect(samples.length).toBeGreaterThan(10);
    expect(samples[0]!.isFrozen, 'the first drawing after waking is a frozen one').toBe(true);
    expect(samples.slice(0, Math.max(firstBeat, 0)).filter((sample) => sample.live > 0)).toEqual([]);
    expect(firstBeat, 'the picture came back').toBeGreaterThan(0);
    await page.close();
  });
});

describe('a feed that stops', () => {
  it('turns its tracks late, stale and lost at twice, three and six times its interval', async () => {
    const page = await openLive(server.url);
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
