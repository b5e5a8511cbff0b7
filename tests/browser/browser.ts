import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type BrowserProgram, unpackBundledChromium } from './bundled-chromium.ts';
import { leaveOutDrawing } from './leave-out-drawing.ts';

/**
 * A browser for tests: the system's Chromium (`CHROMIUM_PATH` or /usr/bin/chromium) when there is one, else the one from
 * npm. `VEDETTE_BUNDLED_CHROMIUM=1` takes the latter in any case. Web security stays on. WebGL is drawn in software:
 * keep pages small and test behaviour, not frame rates.
 */
export type TestBrowser = {
  browser: Browser;
  /** A page in a context of its own (no cookies or storage shared); 800×600 unless told otherwise. */
  newPage(viewport?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
};

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Pixels of the screen to one of the page: the map is drawn in a quarter of the time, and the page is laid out the same. */
const coarse = 0.5;

/** For tests that look at behaviour and not at pixels: nothing is drawn, unless what is drawn has to be pointed at. */
export async function startTestBrowser({ draws = false } = {}): Promise<TestBrowser> {
  // Put together by the page itself, where nothing of the map is to be seen: half the work of the whole page.
  const started = await startBrowser(draws ? [] : ['--disable-gpu-compositing'], {}, coarse);
  if (draws) return started;
  return {
    ...started,
    newPage: async (viewport) => {
      const page = await started.newPage(viewport);
      await page.addInitScript(leaveOutDrawing);
      return page;
    },
  };
}

/** `more` are further flags for the programme, `environment` further variables, stronger than ours. */
export async function startBrowser(
  more: readonly string[] = [],
  environment: Record<string, string> = {},
  deviceScaleFactor = 1,
): Promise<TestBrowser> {
  const browser = await chromium.launch(await optionsFor(more, environment));
  return {
    browser,
    newPage: (viewport = { width: 800, height: 600 }) => browser.newPage({ viewport, deviceScaleFactor }),
    close: () => browser.close(),
  };
}

/** A browser that keeps what it learned in a folder, as the one of a person does. */
export async function startKeptBrowser(
  profileDir: string,
  viewport: { width: number; height: number },
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileDir, { ...(await optionsFor()), viewport });
}

async function optionsFor(more: readonly string[] = [], environment: Record<string, string> = {}) {
  const program = await chooseProgram();
  return {
    executablePath: program.path,
    args: [...flags, ...more],
    env: { ...process.env, ...program.env, ...environment },
    timeout: 60_000,
  };
}

async function chooseProgram(): Promise<BrowserProgram> {
  const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const bundled = process.env['VEDETTE_BUNDLED_CHROMIUM'] === '1';
  return !bundled && existsSync(path) ? { path, env: {} } : unpackBundledChromium();
}
