import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAxe } from './axe.ts';
import { startTestBrowser } from './browser.ts';
import { waitFor } from './client-page.ts';
import { type RunningServer, startVedette } from './running-server.ts';

const slow = 60_000;
const patience = { timeout: slow };
const minuteMs = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'vedette-mission-'));
/** Small, so that its ground is computed at once. */
const mission = {
  ...{ missionId: 'gao', name: 'Sector Gao', isExercise: true, timeZone: 'UTC' },
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [-2, 15],
        [2, 15],
        [2, 18],
        [-2, 18],
        [-2, 15],
      ],
    ],
  },
};

let browser: Awaited<ReturnType<typeof startTestBrowser>>;
let server: RunningServer;
let page: Page;

beforeAll(async () => {
  const file = join(folder, 'mission.json');
  writeFileSync(file, JSON.stringify(mission));
  [browser, server] = await Promise.all([startTestBrowser(), startVedette({ args: ['--mission', file] })]);
  const observedAt = new Date().toISOString();
  const base = { source: 'desk', observedAt };
  const heli = { type: 'helicopter', status: 'ready', noticeMinutes: 15, nightCapable: true, medicalCrew: true };
  const place = [-0.04, 16.27];
  const facility = { level: '2', status: 'open', tablesFree: 1, bedsFree: 12, landingSite: 'day-and-night' };
  await post([
    {
      ...base,
      kind: 'source',
      messageId: 's',
      sourceId: 'desk',
      name: 'Desk',
      status: 'connected',
      intervalSeconds: 3_600,
    },
    { ...base, kind: 'facility', messageId: 'f', facilityId: 'gao', name: 'Gao Level 2', position: place, ...facility },
    { ...base, kind: 'asset', messageId: 'a1', assetId: 'h1', name: 'Rescue 1', position: place, litters: 6, ...heli },
    { ...base, kind: 'position', trackId: 'p1', position: [0.3, 16.5], trackType: 'vehicle' },
    {
      ...{ ...base, kind: 'patrol', messageId: 'p1', patrolId: 'p1', action: 'plan' },
      plan: { callSign: 'GAO-07', tracks: ['desk/p1'], route: [{ position: place }], startAt: observedAt },
    },
    { ...base, kind: 'patrol', messageId: 'p2', patrolId: 'p1', action: 'start' },
  ]);
  page = await browser.newPage({ width: 1366, height: 768 });
  page.setDefaultTimeout(slow);
  await page.goto(`${server.url}/?open=casevac&at=16.5,0.2,7`);
  await waitFor(page, (probe) => (probe.drawn?.draws ?? 0) > 0 && !probe.frozen, slow);
});
afterAll(async () => {
  await page?.close();
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function post(reports: object[]): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/reports`, {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(reports) },
  });
  const { results } = (await answer.json()) as { results: { status: string }[] };
  expect(results.map(({ status }) => status)).toEqual(reports.map(() => 'accepted'));
}

type Said = { action: string; [field: string]: unknown };
async function said(): Promise<Said[]> {
  const answer = await fetch(`${server.url}/api/v1/events?types=casevac`);
  return ((await answer.json()) as { events: { body: Said }[] }).events.map(({ body }) => body);
}

const panel = () => page.locator('.panel-casevac');
const clock = (name: string) => panel().locator('.case-list .case-clock', { hasText: name });

describe('a case of casualties', () => {
  it('has an empty panel that says what would fill it', async () => {
    await panel().locator('.empty').waitFor();
    expect(await panel().innerText()).toContain('No case is open');
    expect(await runAxe(page)).toEqual([]);
  });

  it('is opened with four lines at a place pointed at, and its clocks run from the injury', async () => {
    await page.keyboard.press('n');
    await page.locator('#lines-callSign').waitFor();
    await page.mouse.click(700, 420);
    await expect.poll(() => page.locator('#entry-place').inputValue(), patience).toMatch(/^\d\d[A-Z]{3}/);
    await page.locator('#entry-place').fill('16.5 0.4');
    await page.locator('#lines-callSign').fill('LION-3');
    await page.locator('#lines-casualties').fill('2');
    await page.locator('#lines-severity').selectOption('critical');
    await page.locator('#lines-security').selectOption('N');
    await page.locator('summary', { hasText: 'Times' }).press('Enter');
    const injury = new Date(Date.now() - 20 * minuteMs).toISOString();
    await page.locator('#times-injuryAt').fill(`${injury.slice(0, 10)} ${injury.slice(11, 16)}`);
    await page.locator('#times-teamAt ~ button').press('Enter');
    expect(await runAxe(page)).toEqual([]);
    await page.locator('.entry-form button[type=submit]').press('Enter');
    await panel().locator('.case-list button', { hasText: 'LION-3' }).waitFor();
    expect((await said()).map(({ action }) => action)).toEqual(['open', 'times']);
    await expect
      .poll(() => clock('surgery').innerText(), patience)
      .toMatch(/running, 1 h \d\d min left|running, 99 min/);
    expect(await clock('first aid').innerText()).toContain('OVER by 1');
    // It was said to be unknown, and that is no success.
    expect(await clock('medical team').innerText()).toContain('unknown');
  });

  it('is offered plans with their legs, and what each leaves uncovered', async () => {
    await page.keyboard.press('Escape');
    const plan = panel().locator('.plan', { hasText: 'Rescue 1' }).first();
    await plan.waitFor();
    expect(await plan.innerText()).toMatch(/Rescue 1 → Gao Level 2/);
    expect(await plan.innerText()).toContain('Leaves 1 patrol uncovered');
    expect(await plan.locator('.leg').count()).toBeGreaterThan(4);
    expect(await plan.locator('.leg-words').innerText()).toContain('notice 15 min');
    expect(await plan.innerText()).toContain('robust');
    // It was twenty minutes ago, and that is part of every plan.
    expect(await plan.locator('.leg-words').innerText()).toMatch(/since the injury 2\d min/);
    expect(await panel().innerText()).toContain('counted from the injury at');
  });

  it('is assigned after a question, called off with a reason, and keeps a refusal of clearance with who refused', async () => {
    const plan = panel().locator('.plan', { hasText: 'Rescue 1' }).first();
    await plan.locator('button', { hasText: 'Assign' }).press('Enter');
    await plan.locator('.reason-form').waitFor();
    expect(await runAxe(page)).toEqual([]);
    await plan.locator('.reason-form button[type=submit]').press('Enter');
    await panel().locator('.case-tasks li', { hasText: 'Rescue 1 → Gao Level 2' }).waitFor();
    expect((await said()).at(-1)).toMatchObject({ action: 'assign', assetId: 'h1', facilityId: 'gao' });
    await panel().locator('button', { hasText: 'Clearance REFUSED' }).press('Enter');
    const refuse = panel().locator('.reason-form button[type=submit]');
    expect(await refuse.isDisabled()).toBe(true);
    await page.keyboard.type('Tower Gao');
    await refuse.press('Enter');
    await panel().locator('.case-times .tone-critical', { hasText: 'Tower Gao' }).waitFor();
    await panel().locator('.case-tasks button').press('Enter');
    await page.keyboard.type('weather');
    await page.keyboard.press('Enter');
    await panel().locator('.case-tasks .is-over', { hasText: 'weather' }).waitFor();
    expect((await said()).slice(-2)).toMatchObject([
      { action: 'clearance', state: 'refused', by: 'Tower Gao' },
      { action: 'cancel', assetId: 'h1', reason: 'weather' },
    ]);
  });

  it('can be given what no plan offers, with a question', async () => {
    await panel().locator('button', { hasText: 'Send something else' }).press('Enter');
    const form = panel().locator('.case-plans .reason-form');
    const submit = form.locator('button[type=submit]');
    expect(await submit.isDisabled()).toBe(true);
    await form.locator('select').first().selectOption({ label: 'Rescue 1' });
    expect(await runAxe(page)).toEqual([]);
    await submit.press('Enter');
    await panel().locator('.case-tasks li', { hasText: 'Rescue 1, since' }).waitFor();
    const ordered = (await said()).at(-1)!;
    expect(ordered).toMatchObject({ action: 'assign', assetId: 'h1' });
    expect(ordered).not.toHaveProperty('facilityId');
    // Somebody is on the way now: who relieves says why.
    const opener = panel().locator('button', { hasText: 'Send something else' });
    await opener.press('Enter');
    await form.locator('select').nth(0).selectOption({ index: 0 });
    await form.locator('select').nth(1).selectOption({ label: 'Gao Level 2' });
    expect(await submit.isDisabled()).toBe(true);
    await form.locator('input').fill('dust storm');
    await submit.press('Enter');
    await panel().locator('.case-tasks .is-over', { hasText: 'dust storm' }).waitFor();
    expect((await said()).at(-1)).toMatchObject({ action: 'retask', facilityId: 'gao', reason: 'dust storm' });
    expect((await said()).at(-1)).not.toHaveProperty('assetId');
    await opener.press('Enter');
    await form.locator('select').first().press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => button === document.activeElement), 'goes on from there').toBe(true);
  });

  it('with sixty patients recommends to distribute them and says what is overloaded', async () => {
    await panel().locator('button', { hasText: 'Mass casualty' }).press('Enter');
    await panel().locator('.mass-numbers input').first().fill('60');
    const status = panel().locator('.mass [role=status]');
    await expect.poll(() => status.innerText(), patience).toContain('OVERLOADED');
    expect(await status.innerText()).toContain('Distribute over several facilities');
    expect(await panel().locator('.mass-table').innerText()).toContain('too few');
    expect(await runAxe(page)).toEqual([]);
  });
});
