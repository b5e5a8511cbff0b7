import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../integration/test-server.ts';
import { runAxe } from './axe.ts';
import { startTestBrowser, type TestBrowser } from './browser.ts';
import { faultsOf, read, watchFaults } from './client-page.ts';

const patience = { timeout: 30_000 };
const size = { width: 800, height: 600 };
const base: [number, number] = [-1, 16];
/** 139 km from the hospital: covered only by a helicopter that stands nearer. */
const far: [number, number] = [0.3, 16];

type Drawn = { classes: Uint8Array; places: { key: string; position: number[]; isEdited: boolean }[] };
type Page1 = Window & { __vedette: { whatIf: { drawn: Drawn | undefined } } };

let server: TestServer;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([new TestServer().start(), startTestBrowser({ draws: true })]);
  await report(server);
  page = await openPage('?open=whatif&at=16.3,0,6');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function report(to: TestServer): Promise<void> {
  const observedAt = new Date().toISOString();
  const asset = {
    ...{ kind: 'asset', observedAt, type: 'helicopter', position: base, status: 'ready', noticeMinutes: 30 },
    ...{ medicalCrew: true, nightCapable: true },
  };
  const facility = { kind: 'facility', observedAt, level: '2', tablesFree: 1, landingSite: 'day-and-night' };
  const site = { kind: 'site', observedAt, type: 'operating-base' };
  const plan = { callSign: 'LYNX 1', route: [{ position: far }], startAt: observedAt, tracks: ['desk/lynx'] };
  await to.post([
    { ...asset, messageId: 'a1', assetId: 'h1', name: 'Rescue 1' },
    { ...facility, messageId: 'f1', facilityId: 'f1', name: 'Level 2 West', position: base },
    { ...site, messageId: 's1', siteId: 's1', name: 'Far camp', position: [-4, 15] },
    { ...site, messageId: 's2', siteId: 's2', name: 'Bend', position: [0.2, 16.1] },
    { kind: 'patrol', messageId: 'p1', observedAt, action: 'plan', patrolId: 'p1', plan, source: 'desk' },
    { kind: 'patrol', messageId: 'p2', observedAt, action: 'start', patrolId: 'p1', source: 'desk' },
    {
      kind: 'position',
      messageId: 'x1',
      observedAt,
      trackId: 'lynx',
      trackType: 'voice',
      position: far,
      source: 'desk',
    },
  ]);
}

async function openPage(query: string): Promise<Page> {
  const opened = await browser.newPage(size);
  watchFaults(opened);
  await opened.emulateMedia({ reducedMotion: 'reduce' });
  await opened.goto(`${server.url}/${query}`);
  await opened.waitForFunction(() => (window as unknown as Page1).__vedette?.whatIf.drawn !== undefined, undefined, {
    timeout: 60_000,
  });
  return opened;
}

const place = (of: Page, key: string) =>
  of.evaluate(
    (wanted) => (window as unknown as Page1).__vedette.whatIf.drawn?.places.find((each) => each.key === wanted),
    key,
  );
/** What was computed is on the map, and can be grabbed there. */
async function drawnAgain(of: Page): Promise<void> {
  const draws = await read(of, (probe) => probe.drawn?.draws ?? 0);
  await expect.poll(() => read(of, (probe) => probe.drawn?.draws ?? 0), patience).toBeGreaterThan(draws + 3);
}
const panel = (of = page) => of.locator('.panel-whatif');

describe('a what-if', () => {
  it('says what it is, and follows a helicopter that is dragged with the mouse', async () => {
    await page.getByText('as it would be, not as it is').waitFor(patience);
    const box = (await page.locator('.map').boundingBox())!;
    const world = 512 * 2 ** 6;
    const mercator = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
    const pixel = ([longitude, latitude]: [number, number]) => ({
      x: box.x + box.width / 2 + (longitude / 360) * world,
      y: box.y + box.height / 2 - (mercator(latitude) - mercator(16.3)) * world,
    });
    // The helicopter stands at its hospital: it is moved away from there by keyboard first, so that one thing is grabbed.
    const line = panel().locator('li').filter({ hasText: 'Rescue 1' });
    await line.getByRole('button').press('Enter');
    await expect.poll(async () => (await place(page, 'asset/h1'))?.position[1], patience).toBeCloseTo(16.3, 1);
    const [from, to] = [pixel([0, 16.3]), pixel([0.5, 16.3])];
    await drawnAgain(page);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 3 });
    // Let go over the bar and not over the map: it stays where it was seen last, and is let go.
    await page.mouse.move(box.x + box.width / 2, 10);
    await page.mouse.up();
    await page.mouse.move(from.x, from.y, { steps: 3 });
    await expect.poll(async () => (await place(page, 'asset/h1'))?.position[0], patience).toBeCloseTo(0.5, 1);
    expect(new URL(page.url()).searchParams.get('at') ?? '16.3,0,6').toMatch(/^16\.3/);
    await panel().getByText('1 patrol gains cover').waitFor(patience);
  });

  it('takes steps back and forward, and supposes nothing again', async () => {
    await panel().getByRole('button', { name: 'Undo' }).press('Enter');
    await expect.poll(async () => (await place(page, 'asset/h1'))?.position[0], patience).toBeCloseTo(0, 1);
    await panel().getByRole('button', { name: 'Redo' }).press('Enter');
    await expect.poll(async () => (await place(page, 'asset/h1'))?.position[0], patience).toBeCloseTo(0.5, 1);
  });

  it('is in the address, and opens elsewhere as it was', async () => {
    await expect.poll(() => new URL(page.url()).searchParams.get('if') ?? '', patience).toMatch(/\[0\.[45]/);
    const other = await openPage(new URL(page.url()).search);
    await expect.poll(async () => (await place(other, 'asset/h1'))?.position[0], patience).toBeCloseTo(0.5, 1);
    await panel(other).getByText('1 patrol gains cover').waitFor(patience);
    await other.close();
  });

  it('is saved under a name for all, and changes nothing that is known', async () => {
    await panel().getByLabel('Name of the scenario').fill('Forward at the bend');
    await panel().getByRole('button', { name: 'Save for all' }).press('Enter');
    await panel().getByText('Saved as record').waitFor(patience);
    await panel().getByRole('button', { name: 'Suppose nothing' }).press('Enter');
    await expect.poll(async () => (await place(page, 'asset/h1'))?.isEdited, patience).toBe(false);
    await panel().getByRole('button', { name: 'Forward at the bend' }).press('Enter');
    await expect.poll(async () => (await place(page, 'asset/h1'))?.position[0], patience).toBeCloseTo(0.5, 1);
    const { text } = await server.get('/assets');
    expect(JSON.parse(text).records[0].body.position).toEqual(base);
  });

  it('answers what less notice would bring, and has nothing that axe finds wrong', async () => {
    await panel().getByRole('button', { name: 'Compute' }).press('Enter');
    await panel()
      .getByText(/Rescue 1: /)
      .waitFor(patience);
    expect(await runAxe(page)).toEqual([]);
  });

  it('finds where a helicopter would serve best, and puts it there', async () => {
    await panel().getByRole('button', { name: 'Suppose nothing' }).press('Enter');
    await panel().getByLabel('Helicopter, ambulance or facility').selectOption('Rescue 1');
    await panel().getByRole('button', { name: 'Find places' }).press('Enter');
    const found = panel().locator('.what-if-places li');
    await expect.poll(() => found.allTextContents(), patience).toEqual([expect.stringContaining('Bend: 1 patrol')]);
    await found.getByRole('button').press('Enter');
    await expect.poll(async () => (await place(page, 'asset/h1'))?.position[0], patience).toBeCloseTo(0.2, 1);
    await panel().getByText('1 patrol gains cover').waitFor(patience);
  });

  it('ends with its panel: the map draws what is', async () => {
    await page.getByRole('button', { name: 'Back to what is' }).press('Enter');
    await expect
      .poll(() => page.evaluate(() => (window as unknown as Page1).__vedette.whatIf.drawn === undefined), patience)
      .toBe(true);
    expect(await page.getByText('as it would be, not as it is').count()).toBe(0);
    expect(faultsOf(page)).toEqual([]);
  });
});
