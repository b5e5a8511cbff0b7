import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';
import { type ClientTest, startClientTest, waitFor } from './client-page.ts';
import { unpackWoff } from './unpack-woff.ts';

/**
 * Names on the map, seen as pixels, in a browser whose system offers no letter of the language: a bare kiosk. Whatever
 * is legible there is written with the fonts that Vedette brought along. (Without any font at all this Chromium ends
 * itself, so it is given one of another script; for what a font lacks the map draws nothing, or an empty box.)
 */
const languages = { en: 'arabic', ar: 'math' } as const;
/** Gao in the middle of the map, with nothing near it; its name stands above its dot. */
const query = 'at=16.2717,-0.0447,8&open=';
const nameBox = { x: 350, y: 268, width: 100, height: 26 };
/** For this long nothing may change before the name is judged. */
const calmMs = 2_000;

let test: ClientTest;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-no-fonts-'));
  test = await startClientTest();
  test.stream.track('trackers/FAR-01', { at: [30, -20] });
});
afterAll(async () => {
  await test?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the name of a town without fonts of the system', () => {
  const seen: Buffer[] = [];

  it.each(Object.entries(languages))(
    'is written in %s with the fonts of Vedette, and is not when those do not come (negative control)',
    async (language, subset) => {
      const bare = await startBrowser([], { FONTCONFIG_FILE: onlyFont(subset) });
      const written = await drawName(bare, language);
      const unwritten = await drawName(bare, language, /\.woff2?$/);
      await bare.close();
      expect(written.equals(unwritten)).toBe(false);
      seen.push(written);
    },
  );

  it('is another writing in Arabic than in English, and the same each time it is drawn', async () => {
    const bare = await startBrowser([], { FONTCONFIG_FILE: onlyFont(languages.en) });
    const again = await drawName(bare, 'en');
    await bare.close();
    expect(seen.map((picture) => picture.equals(again))).toEqual([true, false]);
  });
});

/** A picture of the name, once it stays the same; files that match `without` never come. */
async function drawName({ newPage }: TestBrowser, language: string, without?: RegExp): Promise<Buffer> {
  const page = await newPage({ width: 800, height: 600 });
  if (without) await page.route(without, (route) => route.abort());
  await page.goto(`${test.stream.url}/?${query}&language=${language}`);
  await waitFor(page, (probe) => (probe.drawn?.draws ?? 0) > 0, 60_000);
  let picture = await page.screenshot({ clip: nameBox });
  for (let calmSince = Date.now(); Date.now() - calmSince < calmMs; ) {
    await page.waitForTimeout(250);
    const next = await page.screenshot({ clip: nameBox });
    if (!next.equals(picture)) calmSince = Date.now();
    picture = next;
  }
  await page.close();
  return picture;
}

/** A configuration of the font system with one font alone: a subset that lacks the letters in question. */
function onlyFont(subset: string): string {
  const { resolve } = createRequire(import.meta.url);
  const woff = readFileSync(resolve(`@fontsource/noto-sans-arabic/files/noto-sans-arabic-${subset}-400-normal.woff`));
  const own = mkdtempSync(join(folder, `${subset}-`));
  writeFileSync(join(own, 'only.ttf'), unpackWoff(woff));
  const configuration = join(own, 'fonts.conf');
  const xml = `<?xml version="1.0"?><fontconfig><dir>${own}</dir><cachedir>${own}</cachedir></fontconfig>`;
  writeFileSync(configuration, xml);
  return configuration;
}
