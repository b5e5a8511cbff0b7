import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ClientTest, faultsOf, openClient, startClientTest, waitFor } from './client-page.ts';

let test: ClientTest;
let page: Page;
const patience = { timeout: 10_000 };

beforeAll(async () => {
  test = await startClientTest();
  const { stream } = test;
  stream.track('trackers/GAO-07', { at: [-0.04, 16.27] });
  stream.track('trackers/KID-02', { at: [1.4, 18.44] });
  stream.track('radar/R-1', { at: [1, 17], body: { trackType: 'radar' } });
  const now = Date.now();
  stream.put('patrol', 'p7', {
    status: 'under-way',
    plan: {
      ...{ callSign: 'Gazelle 7', mode: 'vehicle', tracks: ['trackers/GAO-07'], startAt: now - 7_200_000 },
      ...{ route: [{ position: [-0.04, 16.27] }, { position: [1.4, 18.44], name: 'Kidal' }], checkInMinutes: 60 },
    },
    marks: [{ at: now - 5_400_000, action: 'start', messageId: 'm1' }],
  });
  stream.put('facility', 'f1', {
    ...{ facilityId: 'f1', name: 'Hospital Gao', level: '2', position: [-0.05, 16.25], precision: 'exact' },
    ...{ status: 'open', tablesFree: 1, validUntil: now - 60_000 },
  });
});
afterEach(() => page?.close());
afterAll(() => test?.close());

const search = () => new URL(page.url()).searchParams;

describe('the interface', () => {
  it('asks nothing of any other origin', async () => {
    const foreign: string[] = [];
    page = await test.browser.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(test.stream.url) && !/^(blob|data):/.test(request.url()))
        foreign.push(request.url());
    });
    await page.goto(test.stream.url);
    await waitFor(page, (probe) => (probe.drawn?.draws ?? 0) > 3);
    expect(foreign).toEqual([]);
  });

  it('finds a track by keyboard alone, shows it, and steps back', async () => {
    page = await openClient(test);
    await page.keyboard.press('/');
    await page.keyboard.type('gao 07');
    await page.locator('#search-results [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    const panel = page.locator('.panel-entity');
    await panel.waitFor();
    const text = await panel.innerText();
    for (const shown of ['GAO-07', 'LIVE', '16.27000° N', '16°16′12″N', '36 km/h · 19 kn', 'OVERDUE', 'Gazelle 7'])
      expect(text).toContain(shown);
    await expect.poll(() => search().get('select'), patience).toBe('track/trackers/GAO-07');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await expect.poll(() => search().get('select'), patience).toBeNull();
  });

  it.each([
    ['a desk', { width: 1366, height: 768 }, 'open=layers,activity'],
    ['a phone', { width: 390, height: 844 }, 'open='],
  ])('brings what was found into the middle of what panels leave free on %s', async (_what, size, query) => {
    page = await openClient(test, `?at=12.0000,-8.0000,6.00&${query}`, size);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('/');
    await page.keyboard.type('gao 07');
    await page.locator('#search-results [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.panel-entity').waitFor();
    await expect.poll(() => search().get('at')?.startsWith('12.0000,'), patience).toBe(false);
    const [latitude, longitude, zoom] = search().get('at')!.split(',').map(Number);
    const world = 512 * 2 ** zoom!;
    const across = size.width / 2 + ((-0.04 - longitude!) / 360) * world;
    const mercator = (degrees: number) => Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI);
    const down = size.height / 2 + (mercator(latitude!) - mercator(16.27)) * world;
    const free = await page.evaluate(() => {
      const box = (name: string) => document.querySelector(name)?.getBoundingClientRect();
      const [head, foot, panel] = ['.desk-head', '.desk-foot', '.panel-entity'].map((name) => box(name)!);
      const isSheet = panel!.width > innerWidth / 2;
      const left = isSheet ? 0 : (box('.panel-layers')?.right ?? 0);
      return {
        ...{ left, right: isSheet ? innerWidth : panel!.left, top: head!.bottom },
        bottom: isSheet ? panel!.top : foot!.top,
      };
    });
    expect(Math.abs(across - (free.left + free.right) / 2)).toBeLessThan(30);
    expect(Math.abs(down - (free.top + free.bottom) / 2)).toBeLessThan(30);
  });

  it('lists every moving object for those without a pointer', async () => {
    page = await openClient(test, '?open=list');
    const rows = page.locator('.track-list button');
    expect(await rows.count()).toBe(3);
    await rows.filter({ hasText: 'KID-02' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.panel-entity h2').innerText()).toBe('KID-02');
    expect(await rows.filter({ hasText: 'KID-02' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('selects what is clicked on the map, and nothing where nothing is', async () => {
    // What is clicked on the map is found by what is drawn there.
    const drawing = await startClientTest({ draws: true });
    drawing.stream.track('trackers/GAO-07', { at: [-0.04, 16.27] });
    page = await openClient(drawing, '?at=16.27,-0.04,9&open=');
    // Symbols reach the graphics card a moment after the first drawing.
    await expect
      .poll(async () => {
        await page.mouse.click(400, 300);
        // Clicked again at once it would be a double click, which zooms.
        const came = page.locator('.panel-entity').waitFor({ timeout: 1_000 });
        return came.then(
          () => true,
          () => false,
        );
      }, patience)
      .toBe(true);
    expect(await page.locator('.panel-entity h2').innerText()).toBe('GAO-07');
    await page.mouse.click(120, 450);
    await page.locator('.panel-entity').waitFor({ state: 'detached' });
    await drawing.close();
  });

  it('shows the same view again from its URL', async () => {
    page = await openClient(
      test,
      '?at=17.5000,0.5000,7.00&hide=track.radar&select=facility/f1&theme=night&open=layers',
    );
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('night');
    await waitFor(page, (probe) => probe.drawn?.live === 2);
    await expect.poll(() => page.locator('.hidden-count').innerText(), patience).toBe('1 hidden');
    const panel = await page.locator('.panel-entity').innerText();
    expect(panel).toContain('Hospital Gao');
    expect(panel).toContain('expired');
    await page.locator('.layer-list input').first().uncheck();
    await expect.poll(() => search().get('hide'), patience).toBe('track.radar,track');
    await waitFor(page, (probe) => probe.drawn?.live === 0);
    expect(search().get('at')).toBe('17.5000,0.5000,7.00');
  });

  it.each([
    ['fr', 'ltr', 'Couches'],
    ['ar', 'rtl', 'الطبقات'],
  ])('speaks %s, %s', async (language, direction, word) => {
    page = await openClient(test, `?language=${language}&select=track/trackers/GAO-07`);
    expect(await page.evaluate(() => [document.documentElement.lang, document.body.dir])).toEqual([
      language,
      direction,
    ]);
    expect(await page.locator('.panel-layers h2').innerText()).toBe(word);
    const box = (await page.locator('.panel-layers').boundingBox())!;
    expect(box.x < 400).toBe(direction === 'ltr');
    const text = (await page.locator('body').innerText()).replace(/\n/g, ' ');
    for (const english of ['Layers', 'hidden', 'Patrols', 'Last fix', 'LIVE']) expect(text).not.toContain(english);
    expect(faultsOf(page)).toEqual([]);
  });

  it('lists its keys on ? and closes them on Esc', async () => {
    page = await openClient(test);
    await page.keyboard.press('?');
    const sheet = page.locator('dialog.keys-sheet');
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('turns panels into sheets on a phone', async () => {
    page = await openClient(test, '', { width: 390, height: 844 });
    expect(await page.locator('.panel').count()).toBe(0);
    await page.locator('.panel-tabs .tab-list').click();
    const box = (await page.locator('.panel-list').boundingBox())!;
    expect(box.width).toBe(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const target = (await page.locator('.track-list button').first().boundingBox())!;
    await page.locator('.track-list button').first().click();
    await page.locator('.panel-entity').waitFor();
    expect(target.height).toBeGreaterThanOrEqual(28);
  });
});
