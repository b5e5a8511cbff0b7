import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';
import { type ClientTest, startClientTest, waitFor } from './client-page.ts';
import { unpackWoff } from './unpack-woff.ts';

/**
 * Names on the map, seen as pixels, in a browser to which the system offers no font with letters: a bare kiosk. Whatever
 * is written there is written with fonts that Vedette brought along. (Without any font at all this Chromium ends itself,
 * so it is given one of mathematical signs, which leaves letters blank.)
 */
let test: ClientTest;
let bare: TestBrowser;
let folder: string;
let page: Page;

const signs = '@fontsource/noto-sans-arabic/files/noto-sans-arabic-math-400-normal.woff';
const size = { width: 800, height: 600 };
/** Gao in the middle of the map, with nothing near it; its name stands above its dot. */
const middle = 'at=16.2717,-0.0447,8&open=';
const nameBox = { x: 350, y: 265, width: 100, height: 24 };
const dotBox = { x: 396, y: 296, width: 8, height: 8 };
const patienceMs = 60_000;
/** After the dot is drawn a name needs this at most: the same fonts and tiles are there. */
const settleMs = 8_000;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-no-fonts-'));
  const configuration = join(folder, 'fonts.conf');
  const woff = readFileSync(createRequire(import.meta.url).resolve(signs));
  writeFileSync(join(folder, 'signs.ttf'), unpackWoff(woff));
  writeFileSync(
    configuration,
    `<?xml version="1.0"?><fontconfig><dir>${folder}</dir><cachedir>${folder}</cachedir></fontconfig>`,
  );
  test = await startClientTest();
  test.stream.track('trackers/FAR-01', { at: [30, -20] });
  bare = await startBrowser([], { FONTCONFIG_FILE: configuration });
});
afterEach(() => page?.close());
afterAll(async () => {
  await bare?.close();
  await test?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('names on the map without fonts of the system', { timeout: 300_000 }, () => {
  it.each(['en', 'fr', 'ar'])('are drawn in %s', async (language) => {
    page = await open(language);
    expect(await settledInk(page, nameBox)).toBeGreaterThan(60);
  });

  it('in Arabic are another writing than in English, of the Arabic font', async () => {
    page = await open('ar', /noto-sans-arabic/);
    expect(await inkOf(page, nameBox)).toBe(0);
    await page.close();
    page = await open('en', /noto-sans-arabic/);
    expect(await settledInk(page, nameBox)).toBeGreaterThan(60);
  });

  it('vanish when the fonts of the style do not come (negative control)', async () => {
    page = await open('en', /\.woff2?$/);
    expect(await inkOf(page, nameBox)).toBe(0);
  });
});

/** Opens the page; with `without`, waits in vain for these files as long as a name could take. */
async function open(language: string, without?: RegExp): Promise<Page> {
  const opened = await bare.newPage(size);
  if (without) await opened.route(without, (route) => route.abort());
  await opened.goto(`${test.stream.url}/?${middle}&language=${language}`);
  await waitFor(opened, (probe) => (probe.drawn?.draws ?? 0) > 0, patienceMs);
  await settledInk(opened, dotBox, 4);
  if (without) await opened.waitForTimeout(settleMs);
  return opened;
}

type Box = typeof nameBox;

/** Ink once there is some, at the latest after `patienceMs`. */
async function settledInk(page: Page, box: Box, enough = 60): Promise<number> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const ink = await inkOf(page, box);
    if (ink > enough || Date.now() > until) return ink;
    await page.waitForTimeout(250);
  }
}

/** How many pixels of a box of the screen stand out from its most common colour. */
async function inkOf(page: Page, clip: Box): Promise<number> {
  const picture = await page.screenshot({ clip, timeout: 120_000 });
  return page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const brightness = Array.from(
        { length: data.length / 4 },
        (_, i) => data[i * 4]! + data[i * 4 + 1]! + data[i * 4 + 2]!,
      );
      const counts = new Map<number, number>();
      for (const value of brightness) counts.set(value, (counts.get(value) ?? 0) + 1);
      const [ground] = [...counts].sort((one, other) => other[1] - one[1])[0]!;
      return brightness.filter((value) => Math.abs(value - ground) > 60).length;
    },
    [...picture],
  );
}
