import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestBrowser } from './browser.ts';
import { type Probe, read, waitFor } from './client-page.ts';
import { type RunningServer, startVedette } from './running-server.ts';

let browser: Awaited<ReturnType<typeof startTestBrowser>>;
let server: RunningServer;
let page: Page;
const slow = 60_000;
const patience = { timeout: slow };
const voiceTrack = 'voice/p-entry';

beforeAll(async () => {
  [browser, server] = await Promise.all([startTestBrowser(), startVedette({ args: ['--no-exercise'] })]);
  const now = Date.now();
  const plan = {
    ...{ callSign: 'LION-3', startAt: new Date(now - 7_200_000).toISOString(), checkInMinutes: 60 },
    route: [{ position: [-0.04, 16.27] }, { position: [1.4, 18.44] }],
  };
  const desk = { kind: 'patrol', source: 'desk', patrolId: 'p-entry' };
  await post([
    { ...desk, messageId: 'plan', observedAt: new Date(now - 7_200_000).toISOString(), action: 'plan', plan },
    { ...desk, messageId: 'start', observedAt: new Date(now - 7_000_000).toISOString(), action: 'start' },
  ]);
});
afterEach(() => page?.close());
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function post(reports: object[]): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/reports`, {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(reports) },
  });
  const { results } = (await answer.json()) as { results: { status: string }[] };
  expect(results.map(({ status }) => status)).toEqual(reports.map(() => 'accepted'));
}

async function open(query = ''): Promise<void> {
  page = await browser.newPage();
  page.setDefaultTimeout(slow);
  await page.goto(`${server.url}/?open=${query}`);
  await waitFor(page, (probe) => (probe.drawn?.draws ?? 0) > 0 && !probe.frozen, slow);
}

/** Facts of a kind in the log. */
async function facts(kind: string): Promise<{ sequence: number; messageId: string; actor: string; body: object }[]> {
  const answer = await fetch(`${server.url}/api/v1/events?types=${kind}`);
  return ((await answer.json()) as { events: [] }).events;
}

async function fixes(track: string): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/tracks/${track}`);
  return answer.ok ? ((await answer.json()) as { fixes: [] }).fixes.length : 0;
}

const field = (name: string) => page.locator(`#entry-${name}`);
const send = () => page.locator('.entry-form button[type=submit]').press('Enter');
const outbox = (state: string) => page.locator(`.outbox [data-state=${state}]`);
const numberIn = async () =>
  Number(/\d+$/.exec((await outbox('stored').first().locator('.grow').innerText()).trim())![0]);
const positionOf = (): Promise<[number, number] | undefined> =>
  read<[number, number] | undefined>(page, (probe: Probe) => probe.positionOf('voice/p-entry'));

describe('a position by voice', () => {
  it('is entered in MGRS for a patrol, moves it, and is of source voice; corrected and taken back it moves again', async () => {
    await open('&select=patrol/p-entry');
    await page.locator('.panel-entity button', { hasText: 'Position by voice' }).click();
    await expect.poll(() => field('call-sign').inputValue(), patience).toBe('LION-3');
    await field('place').fill('30QZD 16385 01092');
    await field('reporter').fill('Sgt Diallo');
    await send();
    await outbox('stored').waitFor();
    const sequence = await numberIn();
    await expect.poll(async () => (await positionOf())?.[1].toFixed(2), patience).toBe('16.27');
    const [checkIn] = (await facts('patrol')).slice(-1);
    expect(checkIn).toMatchObject({ actor: 'local', body: { action: 'check-in', remark: 'reported by Sgt Diallo' } });
    expect(sequence).toBeLessThan(checkIn!.sequence);

    await field('call-sign').fill('lion3');
    await field('place').fill('17.5 0.5');
    await send();
    await expect.poll(() => outbox('stored').count(), patience).toBe(2);
    await expect.poll(async () => (await positionOf())?.[1].toFixed(2), patience).toBe('17.50');
    expect(await fixes(voiceTrack)).toBe(2);
    await page.keyboard.press('Escape');
    await page.locator('.panel-entry').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.panel-entity').innerText(), patience).toContain('17.50000° N');

    await page.keyboard.press('v');
    await outbox('stored').first().locator('button', { hasText: 'Undo' }).click();
    await outbox('undone').waitFor();
    await expect.poll(async () => (await positionOf())?.[1].toFixed(2), patience).toBe('16.27');
  });

  it('with bad coordinates is refused by name, and nothing is posted', async () => {
    await open();
    const posted: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()));
    await page.keyboard.press('v');
    await field('call-sign').fill('LION-3');
    await field('place').fill('30QZD 1638 010');
    await field('time').fill('26:00');
    await send();
    await expect.poll(() => page.locator('#entry-place-fault').innerText(), patience).toContain('MGRS');
    expect(await page.locator('#entry-time-fault').innerText()).toContain('Time:');
    expect(await page.locator('.entry-foot [role=alert]').innerText()).toContain('2 fields');
    expect(await page.evaluate('document.activeElement.id')).toBe('entry-place');
    expect(await field('place').getAttribute('aria-describedby')).toContain('entry-place-fault');
    expect(posted).toEqual([]);
  });

  it('keeps its draft through Escape and a reload', async () => {
    await open();
    await page.keyboard.press('v');
    await field('call-sign').fill('TIGER-9');
    await field('remark').fill('two vehicles');
    await page.keyboard.press('Escape');
    await page.locator('.panel-entry').waitFor({ state: 'detached' });
    await page.keyboard.press('v');
    expect(await field('call-sign').inputValue()).toBe('TIGER-9');
    await page.reload();
    await field('remark').waitFor();
    expect([await field('call-sign').inputValue(), await field('remark').inputValue()]).toEqual([
      ...['TIGER-9', 'two vehicles'],
    ]);
  });

  it('loses nothing when the answer is lost on the way, and is stored exactly once', async () => {
    await open();
    let isCut = true;
    let lost = 0;
    await page.route('**/api/v1/reports', async (route) => {
      if (!isCut) return route.continue();
      // It reaches the server, and the link goes before the answer.
      await route.fetch();
      lost++;
      await route.abort('connectionreset');
    });
    await page.keyboard.press('v');
    await field('call-sign').fill('ZEBRA-1');
    await field('place').fill('16.9 0.9');
    await send();
    await outbox('waiting').waitFor();
    expect(await outbox('waiting').innerText()).toContain('not confirmed');
    await page.reload();
    await outbox('waiting').or(outbox('sending')).first().waitFor();
    await expect.poll(() => lost, patience).toBeGreaterThan(1);
    isCut = false;
    await outbox('stored').waitFor();
    expect(await fixes('voice/ZEBRA-1')).toBe(1);
    const net = (await facts('source')).filter(({ body }) => JSON.stringify(body).includes('ZEBRA-1'));
    expect(net).toHaveLength(1);
  });
});

describe('a quick incident', () => {
  it('is entered by keyboard alone, is in the picture under its number, and can be taken back', async () => {
    await open();
    await page.keyboard.press('i');
    await field('type').waitFor();
    await page.keyboard.type('ambush');
    await page.keyboard.press('Enter');
    expect(await field('type').inputValue()).toBe('Attack, ambush');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    // The first place is pointed at from the beginning: pressed twice, it begins anew with the keys on the map.
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await expect.poll(() => page.evaluate('document.activeElement.tagName'), patience).toBe('CANVAS');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => field('place').inputValue(), patience).toMatch(/^\d\d[A-Z]{3}/);
    expect(await page.evaluate('document.activeElement.id')).toBe('entry-place');
    expect(await field('title').getAttribute('placeholder')).toContain('Attack, ambush');
    await page.keyboard.press('Enter');
    await outbox('stored').waitFor();
    const sequence = await numberIn();
    const [incident] = (await facts('incident')).slice(-1);
    expect(incident).toMatchObject({ sequence, actor: 'local', body: { type: 'ATK.AMB' } });
    await outbox('stored').locator('button', { hasText: 'Show' }).press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.panel-entity h2').innerText(), patience).toContain('Attack, ambush');
    await page.keyboard.press('i');
    await outbox('stored').locator('button', { hasText: 'Undo' }).press('Enter');
    await outbox('undone').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.panel-entity').innerText(), patience).toContain('Retracted');
  });
});

describe('a lost track', () => {
  it('is removed by a person who says why, by keyboard, and comes back with its next position', async () => {
    const position = (ageMs: number) => ({
      ...{ kind: 'position', source: 'desk', trackId: 'old', callSign: 'RHINO-2', trackType: 'vehicle' },
      ...{ position: [0.2, 16.4], observedAt: new Date(Date.now() - ageMs).toISOString() },
    });
    await post([position(7_200_000)]);
    await open('&select=track/desk/old');
    await page.locator('.remove-lost button').press('Enter');
    await page.keyboard.type('x');
    expect(await page.locator('.reason-form button[type=submit]').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('.remove-lost button').press('Enter');
    await page.keyboard.type('parked at the base');
    await page.keyboard.press('Enter');
    await page.locator('.chip-notice', { hasText: 'RHINO-2 removed' }).waitFor();
    await waitFor(page, (probe) => probe.stateOf('desk/old') === undefined, slow);
    const [retired] = (await facts('retire')).slice(-1);
    expect(retired).toMatchObject({ actor: 'local', body: { reason: 'removed', remark: 'parked at the base' } });
    await post([position(0)]);
    await waitFor(page, (probe) => probe.stateOf('desk/old') === 'live', slow);
  });
});
