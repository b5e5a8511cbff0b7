import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBlackHoleProxy } from './black-hole-proxy.ts';
import { startTestBrowser } from './browser.ts';
import { type RunningServer, startVedette } from './running-server.ts';

/** What `window.__vedette` offers, as far as these tests ask. */
type Probe = {
  tracks: number;
  frozen: boolean;
  gaps: number;
  hashMismatches: number;
  malformed: number;
  phase: string;
  drawn?: { live: number };
  hash: () => string;
  positionOf: (track: string) => [number, number] | undefined;
};

let browser: Awaited<ReturnType<typeof startTestBrowser>>;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([startTestBrowser(), startVedette()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const waitForLive = (page: Page) =>
  page.waitForFunction(
    () => {
      const probe = (window as unknown as { __vedette?: Probe }).__vedette;
      return probe !== undefined && !probe.frozen && (probe.drawn?.live ?? 0) > 0;
    },
    undefined,
    { timeout: 45_000 },
  );

function ask<T>(page: Page, question: (probe: Probe) => T): Promise<T> {
  return page.evaluate(`(${question.toString()})(window.__vedette)`) as Promise<T>;
}

async function openWatch(url: string, query = ''): Promise<Page> {
  const page = await browser.newPage({ width: 1000, height: 640 });
  await page.goto(`${url}/${query}`);
  await waitForLive(page);
  return page;
}

async function trackNames(): Promise<{ id: string; callSign: string }[]> {
  const answer = await fetch(`${server.url}/api/v1/tracks?q=&limit=500`);
  const { records } = (await answer.json()) as {
    records: { id: string; body: { trackType: string; callSign?: string } }[];
  };
  return records.flatMap(({ id, body }) =>
    body.trackType === 'uas' && body.callSign ? [{ id, callSign: body.callSign }] : [],
  );
}

describe('the watch room on the exercise', () => {
  it('shows tracks that move, as the server says they do', async () => {
    const page = await openWatch(server.url);
    const names = (await trackNames()).map(({ id }) => id);
    const positions = () =>
      page.evaluate(
        (ids) => ids.map((id) => (window as unknown as { __vedette: Probe }).__vedette.positionOf(id)),
        names,
      );
    const first = await positions();
    // An aircraft may be on the ground between two flights; at any hour most are in the air.
    expect(first.filter((position) => position !== undefined).length).toBeGreaterThan(2);
    const moved = async (): Promise<number> =>
      (await positions()).filter((position, index) => String(position) !== String(first[index])).length;
    await expect.poll(moved, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    expect(await page.getByText('EXERCISE').first().isVisible()).toBe(true);
    await page.close();
  });

  it('switches a layer off and on, says how many objects that hides, and keeps it in the URL', async () => {
    const page = await openWatch(server.url);
    const box = page.getByRole('checkbox', { name: /incidents/i }).first();
    await box.uncheck();
    await page.waitForURL(/hide=[^&]*incident/);
    const hidden = page.getByText(/[\d,]+ hidden/).first();
    await expect
      .poll(async () => Number((await hidden.innerText()).replace(/\D/g, '')), { timeout: 5_000 })
      .toBeGreaterThan(2_000);
    await box.check();
    await expect
      .poll(async () => Number((await hidden.innerText()).replace(/\D/g, '')), { timeout: 5_000 })
      .toBeLessThan(200);
    await page.close();
  });

  it('keeps the selection through a reload', async () => {
    const { id, callSign } = (await trackNames())[0]!;
    const page = await openWatch(server.url, `?select=track/${id}`);
    const panel = page.getByRole('region', { name: callSign }).or(page.getByRole('heading', { name: callSign }));
    await expect.poll(() => panel.first().isVisible(), { timeout: 5_000 }).toBe(true);
    await page.reload();
    await waitForLive(page);
    expect(page.url()).toContain(`select=track/${id}`);
    await expect.poll(() => panel.first().isVisible(), { timeout: 5_000 }).toBe(true);
    await page.close();
  });

  it('finds a call sign from the keyboard alone', async () => {
    const { id, callSign } = (await trackNames())[0]!;
    const page = await openWatch(server.url);
    await page.keyboard.press('/');
    await page.keyboard.type(callSign);
    await delay(500);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url(), { timeout: 5_000 }).toContain(`select=track/${id}`);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url(), { timeout: 5_000 }).not.toContain('select=');
    await page.close();
  });

  it('announces a lost link and heals without a gap: the same picture as one that never left', async () => {
    const proxy = await startBlackHoleProxy(server.url);
    const page = await openWatch(proxy.url);
    proxy.swallow();
    await page.locator('.banner-frozen').waitFor({ timeout: 5_000 });
    await fetch(`${server.url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'incident',
        messageId: 'meanwhile',
        observedAt: new Date().toISOString(),
        occurredAt: new Date().toISOString(),
        type: 'EWS.SUS',
        position: [0.1, 16.4],
        title: 'Reported while the link was lost',
      }),
    });
    await delay(5_000);
    proxy.release();
    await waitForLive(page);
    await expect.poll(() => page.locator('.banner-frozen').count(), { timeout: 10_000 }).toBe(0);
    await page
      .getByPlaceholder(/search/i)
      .first()
      .fill('link was lost');
    await expect
      .poll(() => page.getByText('Reported while the link was lost').first().isVisible(), { timeout: 5_000 })
      .toBe(true);
    await delay(6_000);
    expect(await ask(page, ({ gaps, hashMismatches, malformed }) => ({ gaps, hashMismatches, malformed }))).toEqual({
      gaps: 0,
      hashMismatches: 0,
      malformed: 0,
    });
    await page.close();
    await proxy.close();
  });
});
