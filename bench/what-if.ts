import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Position } from '#shared/geo/position.ts';
import { startBrowser } from '../tests/browser/browser.ts';
import { leaveOutDrawing } from '../tests/browser/leave-out-drawing.ts';
import type { Benchmark } from './benchmark.ts';
import { atMost, medianOf } from './figure.ts';
import { withRunFolder } from './run-folder.ts';
import { startServerProcess } from './server-process.ts';

const goals = { dragMs: 33, editMs: 150, slowEditMs: 400, blockedMs: 50 };
/** 1,000 × 1,000 km around 17° N. */
const area = [-4.7, 12.5, 4.7, 21.5] as const;
const helicopters = 30;
const facilities = 20;
const steps = { quick: 20, full: 60 };
const patienceMs = 120_000;

/**
 * A planner drags helicopters and hospitals over a map of 1,000 × 1,000 km with 30 helicopters and 20 facilities, and
 * changes season, light, notice and tables. Measured in the browser: what the worker takes for a frame, and for how long
 * the page was ever deaf.
 */
export const measureWhatIf: Benchmark = async ({ isQuick, say }) => {
  let measured: Measured | undefined;
  await withRunFolder(async (folder) => {
    const server = await startServerProcess(folder, { area });
    const browser = await startBrowser(['--disable-gpu-compositing']);
    try {
      await report(server.url);
      const page = await browser.newPage({ width: 800, height: 600 });
      await page.addInitScript(leaveOutDrawing);
      measured = await measure(page, server.url, isQuick ? steps.quick : steps.full, say);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
  const { dragHelicopter, dragFacility, edits, slowEdits, blocked } = measured!;
  return {
    dragHelicopterMedian: atMost(goals.dragMs, 'ms', medianOf(dragHelicopter)),
    dragFacilityMedian: atMost(goals.dragMs, 'ms', medianOf(dragFacility)),
    otherWhatIfs: atMost(goals.editMs, 'ms', Math.max(...edits)),
    seasonAndTables: atMost(goals.slowEditMs, 'ms', Math.max(...slowEdits)),
    longestBlockWhileDragging: atMost(goals.blockedMs, 'ms', Math.max(0, ...blocked)),
  };
};

type Measured = {
  dragHelicopter: number[];
  dragFacility: number[];
  edits: number[];
  slowEdits: number[];
  blocked: number[];
};

/** Assets and facilities on a seeded raster, so that each run measures the same. */
async function report(url: string): Promise<void> {
  const observedAt = new Date().toISOString();
  const place = (index: number, of: number): [number, number] => [
    area[0] + 0.5 + ((index * 0.618_034) % 1) * (area[2] - area[0] - 1),
    area[1] + 0.5 + ((index + 0.5) / of) * (area[3] - area[1] - 1),
  ];
  const assets = Array.from({ length: helicopters }, (_, index) => ({
    kind: 'asset',
    messageId: `asset-${index}`,
    observedAt,
    assetId: `h-${index}`,
    name: `Rescue ${index}`,
    type: 'helicopter',
    position: place(index, helicopters),
    status: 'ready',
    noticeMinutes: 30,
    nightCapable: index % 2 === 0,
    medicalCrew: true,
  }));
  const places = Array.from({ length: facilities }, (_, index) => ({
    kind: 'facility',
    messageId: `facility-${index}`,
    observedAt,
    facilityId: `f-${index}`,
    name: `Level 2 number ${index}`,
    level: '2',
    position: place(index + 0.5, facilities),
    tablesFree: 1,
    landingSite: 'day-and-night',
  }));
  const answer = await fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify([...assets, ...places]),
  });
  if (answer.status !== 202) throw new Error(`the reports were refused: ${await answer.text()}`);
}

type Probe = {
  whatIf: {
    drawn: { tookMs: number } | undefined;
    onDrag: (key: string, position: readonly [number, number], isEnd: boolean) => void;
    onEdit: (edit: object) => void;
  };
};
type Measuring = Window & { __vedette: Probe; blocked: number[] };

async function measure(page: Page, url: string, frames: number, say: (line: string) => void): Promise<Measured> {
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${url}/?open=whatif`);
  await page.waitForFunction(() => (window as unknown as Measuring).__vedette?.whatIf.drawn !== undefined);
  await delay(2_000);
  await page.evaluate(() => {
    const measuring = window as unknown as Measuring;
    measuring.blocked = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) measuring.blocked.push(duration);
    }).observe({ type: 'longtask' });
  });
  const suppose = (edit: object) => actInPage(page, { edit });
  // Twice before it counts: the first grab computes what stays the same.
  const drag = async (key: string): Promise<number[]> => {
    const took: number[] = [];
    for (let step = -2; step < frames; step++) {
      const ms = await actInPage(page, { drag: [key, [area[0] + 1 + step * 0.07, 17 + Math.sin(step) * 0.5], false] });
      if (step >= 0) took.push(ms);
    }
    await actInPage(page, { drag: [key, [0, 17], true] });
    return took;
  };
  const dragHelicopter = await drag('asset/h-3');
  say(`what-if, helicopter dragged: median ${medianOf(dragHelicopter).toFixed(1)} ms`);
  const dragFacility = await drag('facility/f-4');
  say(`what-if, facility dragged: median ${medianOf(dragFacility).toFixed(1)} ms`);
  const blocked = await page.evaluate(() => (window as unknown as Measuring).blocked);
  const edits: number[] = [];
  for (const minutes of [10, 60, 15, 45, 20])
    edits.push(await suppose({ kind: 'asset', key: 'asset/h-5', set: { noticeMinutes: minutes } }));
  for (const clearanceMinutes of [30, 60, 0])
    edits.push(await suppose({ kind: 'conditions', set: { clearanceMinutes } }));
  say(`what-if, notice and clearance: ${edits.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  const slowEdits: number[] = [];
  for (const season of ['wet', 'dry', 'wet']) slowEdits.push(await suppose({ kind: 'conditions', set: { season } }));
  for (const light of ['night', 'day']) slowEdits.push(await suppose({ kind: 'light', light }));
  for (const tablesFree of [0, 1])
    slowEdits.push(await suppose({ kind: 'facility', key: 'facility/f-7', set: { tablesFree } }));
  say(`what-if, season, light, tables: ${slowEdits.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  return { dragHelicopter, dragFacility, edits, slowEdits, blocked };
}

/** What the worker took for the first what-if that was drawn after an edit, or after a step of a drag. */
function actInPage(
  page: Page,
  act: { edit: object } | { drag: readonly [string, Position, boolean] },
): Promise<number> {
  return page.evaluate(async (given) => {
    const { __vedette } = window as unknown as Measuring;
    const before = __vedette.whatIf.drawn;
    if ('edit' in given) __vedette.whatIf.onEdit(given.edit);
    else __vedette.whatIf.onDrag(...given.drag);
    while (__vedette.whatIf.drawn === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    return __vedette.whatIf.drawn!.tookMs;
  }, act);
}
