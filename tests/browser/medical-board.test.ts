import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { northernLantern } from '../../server/mission/northern-lantern.ts';
import { runAxe } from './axe.ts';
import { startTestBrowser } from './browser.ts';
import { waitFor } from './client-page.ts';
import { type RunningServer, startVedette } from './running-server.ts';

let browser: Awaited<ReturnType<typeof startTestBrowser>>;
let server: RunningServer;
let folder: string;
let board: Page;
let watch: Page;
const slow = 60_000;
const patience = { timeout: slow };
const gao = [-0.0447, 16.2717] as const;
/** Small, so that cover is computed at once. */
const corners = [
  [-1, 15.5],
  [1, 15.5],
  [1, 17],
  [-1, 17],
];
const area = { type: 'Polygon', coordinates: [[...corners, corners[0]]] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-board-'));
  const mission = join(folder, 'mission.json');
  await writeFile(
    mission,
    JSON.stringify({ ...northernLantern, missionId: 'board', isExercise: false, sites: [], area }),
  );
  const args = ['--no-exercise', '--mission', mission];
  [browser, server] = await Promise.all([startTestBrowser(), startVedette({ args })]);
  await report();
  [board, watch] = await Promise.all([open('open=board'), open('open=gaps&select=patrol/lion')]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A hospital, and a patrol a few minutes by road from it, heard now. */
async function report(): Promise<void> {
  const now = Date.now();
  const at = (agoMs: number) => new Date(now - agoMs).toISOString();
  const plan = {
    ...{ callSign: 'LION-3', startAt: at(600_000), checkInMinutes: 600, tracks: ['desk/lion'] },
    route: [{ position: gao }, { position: [0.1, 16.3] }],
  };
  const patrol = { kind: 'patrol', source: 'desk', patrolId: 'lion' };
  const reports = [
    {
      ...{ kind: 'facility', source: 'desk', messageId: 'f', observedAt: at(60_000), facilityId: 'gao' },
      ...{ name: 'Gao hospital', level: '2', position: gao, tablesFree: 1, doctorPresent: true, landingSite: 'day' },
    },
    { ...patrol, messageId: 'plan', observedAt: at(600_000), action: 'plan', plan },
    { ...patrol, messageId: 'start', observedAt: at(500_000), action: 'start' },
    {
      ...{ kind: 'position', source: 'desk', trackId: 'lion', trackType: 'vehicle', position: [-0.04, 16.275] },
      observedAt: at(0),
    },
  ];
  const answer = await fetch(`${server.url}/api/v1/reports`, {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(reports) },
  });
  const { results } = (await answer.json()) as { results: { status: string }[] };
  expect(results.map(({ status }) => status)).toEqual(reports.map(() => 'accepted'));
}

async function open(query: string): Promise<Page> {
  const page = await browser.newPage({ width: 1_100, height: 700 });
  page.setDefaultTimeout(slow);
  await page.goto(`${server.url}/?at=${gao[1]},${gao[0]},8&${query}`);
  await waitFor(page, (probe) => (probe.drawn?.draws ?? 0) > 0 && !probe.frozen, slow);
  return page;
}

const cell = (name: string) => board.locator(`[data-key="facility/gao"] [data-field=${name}]`);
const readout = () => watch.locator('.cover-readout').innerText();
const details = () => watch.locator('.panel-entity').innerText();
const gaps = () => watch.locator('.gap-list > li[data-cover=surgery-late][data-patrols="1"]').count();

/** Notes in the page when each of the three places on the screen first says that surgery is out of reach. */
async function noteWhenLate(): Promise<() => Promise<number[]>> {
  await watch.evaluate(() => {
    const noted: Record<string, number> = {};
    Object.assign(window, { noted });
    const look = () => {
      const text = (place: string) => document.querySelector(place)?.textContent ?? '';
      if (text('.cover-readout').includes('✕')) noted['map'] ??= Date.now();
      if (document.querySelector('.gap-list > [data-cover=surgery-late][data-patrols="1"]'))
        noted['gaps'] ??= Date.now();
      if (text('.panel-entity').includes('no surgery within reach')) noted['patrol'] ??= Date.now();
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return () =>
    watch.evaluate(() => {
      const { noted } = window as unknown as { noted: Record<string, number> };
      return ['map', 'gaps', 'patrol'].map((name) => noted[name] ?? Number.POSITIVE_INFINITY);
    });
}

describe('the medical board', () => {
  it('names a value that cannot be, and Esc brings back what was reported', async () => {
    await cell('bloodUnits').locator('button').press('Enter');
    await board.keyboard.type('many');
    await board.keyboard.press('Enter');
    expect(await cell('bloodUnits').locator('[role=alert]').innerText()).toBe('A number, like 30.');
    await board.keyboard.press('Escape');
    expect(await cell('bloodUnits').locator('button').innerText()).toBe('unknown');
    expect(await board.evaluate("document.activeElement.closest('td').dataset.field")).toBe('bloodUnits');
    await board.keyboard.press('ArrowLeft');
    expect(await board.evaluate("document.activeElement.closest('td').dataset.field")).toBe('bedsFree');
  });

  it('downgrades a hospital by keyboard, and map, gaps and patrol of another page say so within two seconds', async () => {
    await expect.poll(readout, patience).toMatch(/surgery \d+ min ✓/);
    await expect.poll(details, patience).toContain('2 h: met');
    expect(await gaps()).toBe(0);
    const noted = await noteWhenLate();
    await cell('level').locator('button').press('Enter');
    await cell('level').locator('select').selectOption('1+');
    const sentAt = await board.evaluate(() => Date.now());
    await board.keyboard.press('Enter');
    await expect.poll(async () => Math.max(...(await noted())), patience).toBeLessThan(Number.POSITIVE_INFINITY);
    const waits = (await noted()).map((at) => at - sentAt);
    expect(Math.max(...waits), `map, gaps, patrol after ${waits.join(', ')} ms`).toBeLessThan(2_000);
    expect(await details()).toContain('Gao hospital: Level 2 → 1+: surgery');
  });

  it('puts back what was reported before when the last change is undone', async () => {
    await board.locator('.board-foot button', { hasText: 'Undo' }).press('Enter');
    await expect.poll(() => cell('level').innerText(), patience).toBe('Level 2');
    await expect.poll(details, patience).toContain('2 h: met');
    await expect.poll(gaps, patience).toBe(0);
  });

  it('changes conditions and planning values, each refused by name where it is wrong', async () => {
    await board.locator('#board-tab-conditions').click();
    await board.locator('#board-clearance').fill('-3');
    await board.locator('#board-clearance').press('Enter');
    expect(await board.locator('#board-clearance-fault').innerText()).toBe('From 0 to 4320.');
    await board.locator('#board-clearance').fill('150');
    await board.locator('#board-clearance').press('Enter');
    await board.locator('#board-tab-parameters').click();
    const value = board.locator('[data-parameter=injuryToAlert] td').nth(4);
    await value.locator('button').first().press('Enter');
    await board.keyboard.type('20');
    await board.keyboard.press('Enter');
    await value.locator('button', { hasText: 'Reset' }).waitFor();
    expect(await runAxe(board)).toEqual([]);
  });

  it('has no fault that axe finds, nor have the gaps and the layers with their legend', async () => {
    await board.locator('#board-tab-medical').click();
    expect(await runAxe(board)).toEqual([]);
    expect(await runAxe(watch)).toEqual([]);
    await watch.keyboard.press('Escape');
    await watch.keyboard.press('l');
    await watch.locator('.cover-legend').waitFor();
    expect(await runAxe(watch)).toEqual([]);
  });
});
