import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { buildWhatIsMissing } from '../scripts/build.ts';
import { northernLantern } from '../server/mission/northern-lantern.ts';
import { startBrowser } from '../tests/browser/browser.ts';
import { type FakeStream, startFakeStream } from '../tests/browser/fake-stream.ts';
import { leaveOutDrawing } from '../tests/browser/leave-out-drawing.ts';
import type { Benchmark } from './benchmark.ts';
import { ClientPicture } from './client-picture.ts';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';

const clientDir = fileURLToPath(new URL('../dist/client', import.meta.url));
const goals = { medianMs: 8, p95Ms: 16, heapGrowth: 0.1 };
const counts = { tracks: 10_000, standing: 100_000 };
/** The server's own tick on a local network. */
const tickMs = 100;
/** Each track reports once a second: so many ticks go by until all have moved. */
const ticksPerRound = 10;
const pace = { quick: { ticks: 200, lateMinutes: 9 }, full: { ticks: 600, lateMinutes: 30 } };
const earlyMinutes = 3;
const simulatedStepMs = 1_000;

/**
 * A page of the watch room in headless Chromium, as it ships, holds 10,000 moving and 100,000 standing things. How long
 * its main thread runs script in each tick, and whether its memory grows.
 */
export const measureClient: Benchmark = async ({ isQuick, say }) => {
  await buildWhatIsMissing({ only: ['client'] });
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const stream = await startFakeStream(clientDir, northernLantern, now);
  const browser = await startBrowser();
  try {
    const picture = new ClientPicture(stream, { ...counts, now: now() });
    say(`${counts.tracks + counts.standing} things, snapshot on its way`);
    const page = await openPage(browser, stream);
    const session = await page.context().newCDPSession(page);
    const form = isQuick ? pace.quick : pace.full;
    // Not counted: the first seconds compile.
    await measureTicks(page, session, picture, 60);
    const each = await measureTicks(page, session, picture, form.ticks);
    say(`script a tick: ${describe(each)}`);
    const simulate = async (minutes: number): Promise<number> => {
      for (let second = 0; second < minutes * 60; second++) {
        ahead += simulatedStepMs;
        if (second % 30 === 0) picture.addIncident(now());
        picture.move(second % 2, 2, 2);
        // The page must take each frame by itself: what piles up would be memory of the socket.
        if (second % 20 === 0) await waitForFrame(page, stream);
        else await wait(10);
      }
      await waitForFrame(page, stream);
      await wait(1_500);
      return heapBytes(session);
    };
    const early = await simulate(earlyMinutes);
    const late = await simulate(form.lateMinutes - earlyMinutes);
    say(`heap after ${earlyMinutes} min ${mebibytes(early)} MiB, after ${form.lateMinutes} min ${mebibytes(late)} MiB`);
    const { tracks, hashMismatches, gaps } = await probe(page);
    return {
      scriptPerTickMedian: atMost(goals.medianMs, 'ms', medianOf(each)),
      scriptPerTickP95: atMost(goals.p95Ms, 'ms', percentileOf(each, 0.95)),
      heapGrowth: atMost(goals.heapGrowth, 'share', late / early - 1),
      tracksHeld: atLeast(counts.tracks, 'tracks', tracks),
      pictureFaults: atMost(0, 'faults', hashMismatches + gaps),
    };
  } finally {
    await browser.close();
    await stream.close();
  }
};

type Probe = { frame: number; tracks: number; hashMismatches: number; gaps: number; frozen: boolean };

function probe(page: Page): Promise<Probe> {
  return page.evaluate(() => {
    const { frame, tracks, hashMismatches, gaps, frozen } = (window as unknown as { __vedette: Probe }).__vedette;
    return { frame, tracks, hashMismatches, gaps, frozen };
  });
}

async function openPage(browser: Awaited<ReturnType<typeof startBrowser>>, stream: FakeStream): Promise<Page> {
  const page = await browser.newPage({ width: 1280, height: 720 });
  await page.addInitScript(leaveOutDrawing);
  await page.goto(`${stream.url}/?open=layers,list,activity&hide=`);
  for (let waited = 0; ; waited += 250) {
    const isReady = await page.evaluate(() => {
      const page = window as unknown as { __vedette?: Probe & { drawn?: { draws: number } } };
      return page.__vedette?.frozen === false && (page.__vedette.drawn?.draws ?? 0) > 5;
    });
    if (isReady) return page;
    if (waited > 120_000) throw new Error('the page did not draw its picture within two minutes');
    await wait(250);
  }
}

/** Milliseconds of script on the main thread in each tick, message handling, drawing and panels included. */
async function measureTicks(page: Page, session: CDPSession, picture: ClientPicture, ticks: number): Promise<number[]> {
  // Time of the processor and not of the clock: what else runs on this machine is no part of the page.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const each: number[] = [];
  let before = await scriptMs(session);
  for (let tick = 0; tick < ticks; tick++) {
    const startedAt = performance.now();
    picture.move(tick % ticksPerRound, ticksPerRound, 1);
    await wait(Math.max(0, tickMs - (performance.now() - startedAt)));
    const after = await scriptMs(session);
    each.push(after - before);
    before = after;
  }
  if ((await probe(page)).frozen) throw new Error('the picture froze while it was measured');
  return each;
}

async function scriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')!.value * 1000;
}

async function waitForFrame(page: Page, stream: FakeStream): Promise<void> {
  const wanted = stream.frame();
  while ((await probe(page)).frame < wanted) await wait(20);
}

async function heapBytes(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

function describe(values: readonly number[]): string {
  const at = (share: number) => percentileOf(values, share).toFixed(1);
  return `median ${at(0.5)}, p75 ${at(0.75)}, p95 ${at(0.95)}, most ${at(1)} ms`;
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1);
}
