import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildWhatIsMissing } from '../../scripts/build.ts';
import { northernLantern } from '../../server/mission/northern-lantern.ts';
import { startTestBrowser, type TestBrowser } from './browser.ts';
import { type FakeStream, startFakeStream } from './fake-stream.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const clientDir = `${root}dist/client`;

/** What `window.__vedette` tells. */
export type Probe = {
  panels: boolean;
  facts: number;
  frame: number;
  phase: string;
  link: string;
  hash: () => string;
  records: number;
  tracks: number;
  frozen: boolean;
  pictureAt: number | undefined;
  serverNow: number | undefined;
  gaps: number;
  resyncs: number;
  hashMismatches: number;
  snapshots: number;
  drawn?: { live: number; late: number; stale: number; lost: number; frozen: boolean; draws: number };
  stateOf: (name: string) => string | undefined;
  positionOf: (name: string) => [number, number] | undefined;
};

export type ClientTest = { browser: TestBrowser; stream: FakeStream; close: () => Promise<void> };

/** Serves the client as it ships, built anew when it changed, with a stream under the test's hand. */
export async function startClientTest(options?: { draws: boolean }): Promise<ClientTest> {
  await buildWhatIsMissing({ only: ['client'] });
  const stream = await startFakeStream(clientDir, northernLantern);
  const browser = await startTestBrowser(options);
  return {
    browser,
    stream,
    close: async () => {
      await browser.close();
      await stream.close();
    },
  };
}

/** Opens the page and waits until the picture is drawn. Faults of the page fail the test by `faultsOf`. */
export async function openClient(test: ClientTest, query = '', size = { width: 800, height: 600 }): Promise<Page> {
  const page = await test.browser.newPage(size);
  watchFaults(page);
  await page.goto(`${test.stream.url}/${query}`);
  await waitFor(page, (probe) => (probe.drawn?.draws ?? 0) > 0 && !probe.frozen);
  return page;
}

const faults = new WeakMap<Page, string[]>();

export function watchFaults(page: Page): void {
  const found: string[] = [];
  faults.set(page, found);
  page.on('pageerror', (error) => found.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
}

export function faultsOf(page: Page): string[] {
  return faults.get(page) ?? [];
}

/** Waits until the probe fulfils the condition, which runs in the page. */
export async function waitFor(page: Page, condition: (probe: Probe) => boolean, timeout = 20_000): Promise<void> {
  const until = Date.now() + timeout;
  // The content policy of the page forbids the string evaluation that waitForFunction rests on.
  while (!(await page.evaluate<boolean>(`Boolean(window.__vedette && (${condition.toString()})(window.__vedette))`))) {
    if (Date.now() > until) throw new Error(`not within ${timeout} ms: ${condition.toString()}`);
    await page.waitForTimeout(100);
  }
}

/** Reads from the probe, in the page. */
export async function read<T>(page: Page, question: (probe: Probe) => T): Promise<T> {
  return page.evaluate<T>(`(${question.toString()})(window.__vedette)`);
}
