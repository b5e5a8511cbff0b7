import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBrowser } from './browser.ts';
import { type RunningServer, startVedette } from './running-server.ts';

/** What `window.__vedette` offers, as far as these tests ask. */
type Replayed = {
  status?: { at: number; truth: string; state: string; isPlaying: boolean };
  hash: string;
  mismatches: number;
  incidents: string[];
};
type Probe = {
  facts: number;
  frame: number;
  frozen: boolean;
  hashMismatches: number;
  gaps: number;
  replays: Replayed[];
  drawn?: { live: number };
  hash: () => string;
};

const minuteMs = 60_000;
const lateId = 'late-report';

let browser: Awaited<ReturnType<typeof startTestBrowser>>;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([startTestBrowser(), startVedette()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

function ask<T>(page: Page, question: (probe: Probe) => T): Promise<T> {
  return page.evaluate(`(${question.toString()})(window.__vedette)`) as Promise<T>;
}

async function until(
  what: string,
  holds: () => Promise<boolean>,
  { timeoutMs = 30_000, page }: { timeoutMs?: number; page?: Page } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      const replays = page && (await ask(page, (probe) => probe.replays));
      const stands = replays?.map(({ status, mismatches }) => ({ status, mismatches }));
      throw new Error(`waited in vain until ${what}: ${JSON.stringify(stands)}`);
    }
    await delay(100);
  }
}

async function openWatch(query = ''): Promise<Page> {
  const page = await browser.newPage({ width: 1100, height: 720 });
  await page.goto(`${server.url}/${query}`);
  await until('the picture is live', () => ask(page, (probe) => !probe?.frozen && (probe?.drawn?.live ?? 0) > 0), {
    timeoutMs: 60_000,
  });
  return page;
}

async function post(...reports: Record<string, unknown>[]): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(reports),
  });
  expect(answer.status).toBe(202);
  const { results } = (await answer.json()) as { results: { status: string }[] };
  expect(results.map(({ status }) => status)).toEqual(reports.map(() => 'accepted'));
}

const iso = (at: number) => new Date(at).toISOString();

function attack(incidentId: string, occurredAt: number, more: object = {}): Record<string, unknown> {
  return {
    ...{
      kind: 'incident',
      messageId: incidentId,
      incidentId,
      observedAt: iso(occurredAt),
      occurredAt: iso(occurredAt),
    },
    ...{ type: 'ATK.IED', position: [0, 16.5], title: `Device ${incidentId}`, ...more },
  };
}

const momentOf = async (page: Page) => (await ask(page, (probe) => probe.replays[0]?.status))?.at ?? 0;
const holds = async (page: Page, id: string, side = 0) =>
  (await ask(page, (probe) => probe.replays.map(({ incidents }) => incidents)))[side]?.includes(id) ?? false;
const isHere = (page: Page) => ask(page, (probe) => probe.replays[0]?.status?.state === 'here');

/** Drags the moment along the timeline, from one share of its width to another, until it is where it was dragged to. */
async function scrub(page: Page, from: number, to: number): Promise<void> {
  const box = (await page.locator('.timeline canvas').boundingBox())!;
  const y = box.y + box.height / 2;
  const before = await momentOf(page);
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step++) {
    await page.mouse.move(box.x + box.width * (from + ((to - from) * step) / 6), y);
    await delay(60);
  }
  await page.mouse.up();
  // The last of the seeks on the way may be asked for after the others were answered.
  await until('the moment is here and stays', async () => {
    const moment = await momentOf(page);
    await delay(400);
    return moment !== before && moment === (await momentOf(page)) && (await isHere(page));
  });
}

describe('the replay room', () => {
  it('scrubs across an incident, tells the two truths apart, and goes back to a present that missed nothing', async () => {
    const stays = await openWatch();
    const page = await openWatch();
    const now = Date.now();
    // Happened half an hour ago, and nobody knew until now.
    await post(attack(lateId, now - 30 * minuteMs));
    await page.keyboard.press('y');
    await page.locator('.replay-banner').waitFor();
    await until('the past is here', () => isHere(page));
    expect(await page.locator('.is-replay').count()).toBeGreaterThan(0);
    expect(await page.locator('.link-badge.is-live').count()).toBe(0);

    await page.locator('.timeline canvas').focus();
    const before = await momentOf(page);
    await scrub(page, 0.72, 0.3);
    const early = await momentOf(page);
    expect(early).toBeLessThan(before - 60 * minuteMs);
    expect(await holds(page, lateId)).toBe(false);
    await scrub(page, 0.3, 0.7);
    expect(await momentOf(page)).toBeGreaterThan(early + 60 * minuteMs);

    // To a moment between the occurrence and the report, by the address that another person would open.
    await page.evaluate(
      (at) => {
        const query = new URLSearchParams(location.search);
        query.set('replay', at);
        history.pushState(null, '', `?${query}`);
        dispatchEvent(new PopStateEvent('popstate'));
      },
      iso(now - 20 * minuteMs),
    );
    await until('as happened it is there', () => holds(page, lateId));
    await page.getByRole('button', { name: 'As known then' }).click();
    await until('as known then it is not', async () => !(await holds(page, lateId)));
    await page.getByRole('button', { name: 'Both', exact: true }).click();
    await until(
      'both are side by side',
      async () => (await holds(page, lateId, 0)) && (await ask(page, (p) => p.replays.length === 2)),
      { page },
    );
    await until('only one of them knows', async () => !(await holds(page, lateId, 1)));
    expect(await page.locator('.replay-half').count()).toBe(2);

    await post(attack('meanwhile', Date.now() - 1_000));
    await page.getByRole('alert').filter({ hasText: 'Device meanwhile' }).waitFor();
    expect(await ask(page, (probe) => probe.replays.map(({ mismatches }) => mismatches))).toEqual([0, 0]);

    await page.keyboard.press('Escape');
    await page.locator('.replay-banner').waitFor({ state: 'detached' });
    await page.locator('.link-badge.is-live').waitFor();
    expect(await ask(page, (probe) => probe.replays.length)).toBe(0);
    const held = (probe: Probe) => `${probe.facts} ${probe.frame} ${probe.hash()}`;
    // Two pages are asked one after the other: until both were asked at the same frame.
    await until('both hold the same to the bit', async () => (await ask(page, held)) === (await ask(stays, held)));
    expect(await ask(page, (probe) => [probe.gaps, probe.hashMismatches])).toEqual([0, 0]);
    await page.close();
    await stays.close();
  });

  it('plays, pauses, steps and changes speed by keys, and says where it is to whoever cannot see', async () => {
    const page = await openWatch(`?replay=${iso(Date.now() - 5 * 60 * minuteMs)}&speed=600`);
    await until('the past is here', () => isHere(page));
    const begun = await momentOf(page);
    await page.locator('body').press('Space');
    await until('it runs', async () => (await momentOf(page)) > begun + 10 * minuteMs);
    await page.locator('body').press('Space');
    await until('it stands', () => ask(page, (probe) => probe.replays[0]?.status?.isPlaying === false));
    const stands = await momentOf(page);
    await page.locator('body').press('.');
    await until('it is at the next incident', async () => (await momentOf(page)) > stands);
    await page.locator('body').press(',');
    await until('and back before', async () => (await momentOf(page)) <= stands);
    // A button that was clicked has the focus, and the space bar plays all the same.
    const isPlaying = () => ask(page, (probe) => probe.replays[0]?.status?.isPlaying === true);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await until('it runs by the button', isPlaying);
    await page.keyboard.press('Space');
    await until('and stands by the key', async () => !(await isPlaying()));
    await page.locator('body').press('-');
    await until('it is slower', async () => (await page.locator('.replay-speed select').inputValue()) === '300');
    const slider = page.getByRole('slider', { name: 'Moment shown' });
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/UTC.*local/);
    await slider.focus();
    const at = await momentOf(page);
    await slider.press('ArrowLeft');
    await until('it went back', async () => (await momentOf(page)) < at);
    await until('the address names it', async () => page.url().includes('replay='));
    await page.close();
  });
});
