import type { Page } from 'playwright-core';

/** What a page showed at one moment; `at` is milliseconds of a clock that no test tampers with. */
export type Sample = { at: number; live: number; isFrozen: boolean; hasBanner: boolean };

/** Keeps the true clock aside before any page script, or any tampering, runs. Call before the page opens. */
export async function keepTrueClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const trueNow = performance.now.bind(performance);
    Object.defineProperty(window, '__trueNow', { value: trueNow });
  });
}

/** Samples ten times a second from now on what is drawn as live and whether the banner is up. */
export async function startSampling(page: Page): Promise<void> {
  await page.evaluate(() => {
    type Probe = { drawn?: { live?: number; frozen: boolean } };
    const global = window as unknown as { __trueNow: () => number; __samples: Sample[]; __vedette: Probe };
    global.__samples = [];
    setInterval(() => {
      const drawn = global.__vedette.drawn;
      const hasBanner = document.querySelector('.banner-frozen') !== null;
      global.__samples.push({
        at: global.__trueNow(),
        live: drawn?.live ?? 0,
        isFrozen: drawn?.frozen ?? true,
        hasBanner,
      });
    }, 100);
  });
}

export function trueNow(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { __trueNow: () => number }).__trueNow());
}

export function readSamples(page: Page): Promise<Sample[]> {
  return page.evaluate(() => (window as unknown as { __samples: Sample[] }).__samples);
}

/** Samples later than `from` in which something was still drawn as live. */
export function staleAsLive(samples: readonly Sample[], from: number): Sample[] {
  return samples.filter((sample) => sample.at > from && sample.live > 0);
}
