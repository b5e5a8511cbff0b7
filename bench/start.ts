import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { startKeptBrowser } from '../tests/browser/browser.ts';
import type { Benchmark } from './benchmark.ts';
import { atMost, medianOf } from './figure.ts';
import { withRunFolder } from './run-folder.ts';
import { untilDrawn } from './until-drawn.ts';

const goals = { first: 30, second: 5 };
const runs = { quick: 1, full: 5 };
const desk = { width: 1366, height: 768 };
/** As long as a person looks before stopping it; the browser has then put away what it learned. */
const lookingMs = 8_000;

const root = fileURLToPath(new URL('..', import.meta.url));

type Start = { readyMs: number; pictureMs: number };

/**
 * From `npm start` to the first picture in the browser, which is open and empty: right after `npm ci`, with nothing
 * built and an empty log; then again and again by the same person; then by somebody whose browser never was here.
 */
export const measureStart: Benchmark = async ({ isQuick, say }) => {
  const { first, again, strangers } = await withRunFolder(async (folder) => {
    const place = { dataDir: join(folder, 'data'), port: await findFreePort(), say };
    const profile = join(folder, 'profile');
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    const first = await measureOne('first start', profile, place);
    const again: Start[] = [];
    const strangers: Start[] = [];
    for (let run = 1; run <= (isQuick ? runs.quick : runs.full); run++) {
      again.push(await measureOne(`start again, run ${run}`, profile, place));
      strangers.push(await measureOne(`another browser, run ${run}`, join(folder, `profile-${run}`), place));
    }
    return { first, again, strangers };
  });
  const seconds = (starts: readonly Start[], part: keyof Start) => medianOf(starts.map((start) => start[part])) / 1000;
  return {
    firstStartToPicture: atMost(goals.first, 's', first.pictureMs / 1000),
    secondStartToPicture: atMost(goals.second, 's', seconds(again, 'pictureMs')),
    ofItUntilReady: atMost(goals.second, 's', seconds(again, 'readyMs')),
    secondStartInNewBrowser: atMost(goals.second, 's', seconds(strangers, 'pictureMs')),
  };
};

async function measureOne(
  name: string,
  profile: string,
  { dataDir, port, say }: { dataDir: string; port: number; say: (line: string) => void },
): Promise<Start> {
  const browser = await startKeptBrowser(profile, desk);
  const startedAt = performance.now();
  const server = spawn('npm', ['start', '--', '--port', String(port), '--data', dataDir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => server.once('exit', resolve).once('error', resolve));
  try {
    const isReady = Promise.withResolvers<void>();
    let output = '';
    server.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.includes('Vedette is ready at')) isReady.resolve();
    });
    void exited.then(() => isReady.reject(new Error(`Vedette ended before it was ready\n${output}`)));
    await isReady.promise;
    const readyMs = Math.round(performance.now() - startedAt);
    await openPage(browser, port);
    const pictureMs = Math.round(performance.now() - startedAt);
    say(`${name}: ready after ${readyMs} ms, picture after ${pictureMs} ms`);
    await delay(lookingMs);
    return { readyMs, pictureMs };
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await exited;
  }
}

async function openPage(browser: BrowserContext, port: number): Promise<void> {
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
  await untilDrawn(page);
}

/** The same for all starts: what a browser keeps, it keeps by address. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
