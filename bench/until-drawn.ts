import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';

const patienceMs = 120_000;

/** Until the map has its tiles and every record of the snapshot has been drawn on it. */
export async function untilDrawn(page: Page): Promise<void> {
  const until = performance.now() + patienceMs;
  // The content policy of the page forbids the string evaluation that waitForFunction rests on.
  while (!(await page.evaluate<boolean>('Boolean(window.__vedette?.drawn?.draws) && !window.__vedette.drawn.frozen'))) {
    if (performance.now() > until) throw new Error(`no picture within ${patienceMs} ms`);
    await page.waitForTimeout(20);
  }
}
