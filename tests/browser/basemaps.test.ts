import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapKinds } from '../../client/format/record-kinds.ts';
import {
  makeProtomapsArchive,
  makeRasterArchive,
  makeTerrainArchive,
  makeUnknownArchive,
} from '../../server/basemap/archives/make-test-archive.ts';
import { findReferenceData } from '../find-reference-data.ts';
import { startTestBrowser, type TestBrowser } from './browser.ts';
import { type RunningServer, startVedette } from './running-server.ts';

type Drawn = Record<string, { isLoaded: boolean; features: number }>;

const reference = findReferenceData('basemap/ucdp_ged231_car.pmtiles');
/** Across the view of these tests, where the default basemap has no boundary of this class. */
const ownBoundaries = {
  type: 'FeatureCollection',
  attribution: 'Survey of the mission',
  features: [
    {
      type: 'Feature',
      properties: { class: 'armistice' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [-1, 17],
          [1, 17],
        ],
      },
    },
  ],
};
const kinds = mapKinds.join(',');
const patience = { timeout: 60_000, interval: 250 };

let browser: TestBrowser;
let server: RunningServer;
const path = (file: string) => join(dataDir, 'basemap', file);

const dataDir = mkdtempSync(join(tmpdir(), 'vedette-basemaps-'));

beforeAll(async () => {
  mkdirSync(path(''));
  writeFileSync(path('boundaries.geojson'), JSON.stringify(ownBoundaries));
  [browser, server] = await Promise.all([startTestBrowser(), startVedette({ dataDir, args: ['--no-exercise'] })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A page with the point of the test archive in its middle, and nothing of the picture in the way. */
async function openLayers(query = ''): Promise<Page> {
  const page = await browser.newPage({ width: 800, height: 600 });
  await page.goto(`${server.url}/?open=layers&at=16.3,0,5.5&hide=${kinds}${query}`);
  await page.locator('.basemap-section').waitFor({ timeout: 60_000 });
  return page;
}

const drawn = (page: Page) =>
  page.evaluate<Drawn>('(window.__vedette && window.__vedette.basemap()) || {}').catch((): Drawn => ({}));
const box = (page: Page, name: string | RegExp) => page.locator('.basemap-section').getByRole('checkbox', { name });

describe('a boundary file in the data folder', () => {
  it('is drawn in place of the default boundaries, and its source is named', async () => {
    const page = await openLayers();
    // Once for each tile that it passes through.
    await expect.poll(async () => (await drawn(page))['boundaries']?.features ?? 0, patience).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.footer-line').innerText(), patience).toContain('Survey of the mission');
    await page.goto(`${page.url().replace(/at=[^&]*/, 'at=16.3,30,5.5')}`);
    // Only there: the layers of all boundaries draw the file alone.
    await expect.poll(async () => (await drawn(page))['boundaries'], patience).toEqual({ isLoaded: true, features: 0 });
    await page.close();
  });
});

describe('archives put into the data folder of a running server', () => {
  it('appear without a reload, are drawn when chosen, replaced in place, and gone when they are gone', async () => {
    const page = await openLayers();
    await page.getByText(/into the folder “basemap”/).waitFor(patience);
    await makeUnknownArchive(path('part'), 'one');
    renameSync(path('part'), path('events.pmtiles'));
    await box(page, /Events/).check(patience);
    await expect.poll(() => page.url(), patience).toContain('base=world,events');
    // One point, one line, one area with its edge.
    await expect.poll(async () => (await drawn(page))['events']?.features ?? 0, patience).toBeGreaterThanOrEqual(3);
    await expect.poll(() => page.locator('.footer-line').innerText(), patience).toContain('Survey');

    await expect.poll(() => titleUnderMiddle(page), patience).toContain('one');
    await makeUnknownArchive(path('part'), 'two');
    renameSync(path('part'), path('events.pmtiles'));
    await expect.poll(() => titleUnderMiddle(page), patience).toContain('two');

    rmSync(path('events.pmtiles'));
    await page.getByText('No longer in the data folder').waitFor(patience);
    await expect.poll(async () => Object.keys(await drawn(page)), patience).toEqual(['boundaries']);
    await page.close();
  });

  it('are drawn by what they are, in every theme, and remembered', async () => {
    await makeProtomapsArchive(path('osm.pmtiles'));
    await makeRasterArchive(path('aerial.pmtiles'));
    await makeTerrainArchive(path('heights.pmtiles'));
    const page = await openLayers();
    for (const name of [/Aerial/, /Heights/, /Protomaps/]) await box(page, name).check(patience);
    const all = async () => {
      const now = await drawn(page);
      const isWhole = ['aerial', 'heights', 'osm'].every((id) => now[id]?.isLoaded);
      return isWhole && now['osm']!.features > 3;
    };
    await expect.poll(all, patience).toBe(true);
    for (const theme of ['daylight', 'night']) {
      await page.goto(`${page.url()}&theme=${theme}`);
      await expect.poll(all, patience).toBe(true);
    }
    // The browser remembers, also for an address that says nothing.
    await page.goto(`${server.url}/?open=layers&at=16.3,0.3,5.5`);
    await expect.poll(() => page.url(), patience).toContain('base=world,aerial,heights,osm');
    await page.close();
  });

  it.skipIf(!reference)(
    'draw and label the reference archive of unknown schema, which says what it holds',
    async () => {
      copyFileSync(reference!, path('part'));
      renameSync(path('part'), path('ucdp_ged231_car.pmtiles'));
      const page = await openLayers('&base=world,ucdp_ged231_car');
      const row = page.locator('.basemap-section li', { hasText: 'GEDEvent' }).first();
      await row.getByRole('button').click(patience);
      await expect.poll(() => row.innerText(), patience).toContain('event');
      await row.getByRole('button', { name: 'Go to its area' }).click(patience);
      await expect
        .poll(async () => (await drawn(page))['ucdp_ged231_car']?.features ?? 0, patience)
        .toBeGreaterThan(50);
      await page.close();
    },
  );
});

/** What the card says of the feature in the middle of the map, where the point of the test archive lies. */
async function titleUnderMiddle(page: Page): Promise<string> {
  const card = page.locator('.feature-card.is-pinned');
  if (await card.isVisible()) await card.getByRole('button').click();
  await page.mouse.click(400, 300);
  await card.waitFor({ timeout: 2_000 }).catch(() => undefined);
  return (await card.isVisible()) ? card.innerText() : '';
}
