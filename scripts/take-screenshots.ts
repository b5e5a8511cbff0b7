import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startBrowser, type TestBrowser } from '../tests/browser/browser.ts';
import { startVedette } from '../tests/browser/running-server.ts';
import { reducePng } from './screenshots/reduce-png.ts';
import { type Screen, screens } from './screenshots/screens.ts';

const usage = `Usage: npm run screenshots -- [NAME…] [--docs] [--url URL]

Takes pictures of the exercise to .cache/screens. NAME takes those whose name begins so.

  --docs      take those that the documents show, to docs/images
  --url URL   of a server that runs already
  --query Q   add to the view, e.g. "language=fr"
`;

/** Software draws the map: a wall of eight million pixels takes it a while. */
const patienceMs = 300_000;
const settleMs = 5_000;
const docsFolder = new URL('../docs/images/', import.meta.url).pathname;
const ownFolder = new URL('../.cache/screens/', import.meta.url).pathname;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    docs: { type: 'boolean', default: false },
    url: { type: 'string' },
    query: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
const chosen = screens.filter(
  ({ name, isInDocs }) =>
    (!values.docs || isInDocs) && (positionals.length === 0 || positionals.some((start) => name.startsWith(start))),
);

if (chosen.length === 0) {
  process.stderr.write(`no picture is called so; there are ${screens.map(({ name }) => name).join(', ')}\n`);
  process.exit(1);
}

async function take(screen: Screen, browser: TestBrowser, url: string): Promise<void> {
  const page = await browser.newPage({ width: screen.width, height: screen.height });
  page.setDefaultTimeout(patienceMs);
  try {
    await page.goto(`${url}/?${screen.query}&${values.query}`);
    await settle(page);
    if (screen.prepare) {
      await screen.prepare(page, url);
      await settle(page);
    }
    if (screen.isOnPaper) await page.emulateMedia({ media: 'print' });
    const picture = await page.screenshot({ timeout: patienceMs });
    if (values.docs) await writeFile(`${docsFolder}${screen.name}.png`, await reduce(page, picture, screen));
    else await writeFile(`${ownFolder}${screen.name}.png`, picture);
    process.stdout.write(`${screen.name}.png\n`);
  } finally {
    await page.close();
  }
}

/** Waits until the picture is live, the map has drawn it, and has had time for its tiles. */
async function settle(page: Page): Promise<void> {
  await page.locator('.link-badge:is(.is-live, .is-replay)').waitFor();
  const until = Date.now() + patienceMs;
  while (Date.now() < until && !(await page.evaluate<boolean>('(window.__vedette?.drawn?.draws ?? 0) > 4')))
    await delay(250);
  await delay(settleMs);
}

/** The browser unpacks its own picture, so that no library is needed for it. */
async function reduce(page: Page, picture: Buffer, { width, height }: Screen): Promise<Buffer> {
  await page.goto('about:blank');
  const packed = await page.evaluate(
    async ([source, across, down]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: across, height: down });
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, across, down);
      return new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(new Blob([data]));
      });
    },
    [picture.toString('base64'), width, height] as const,
  );
  return reducePng(Buffer.from(packed.slice(packed.indexOf(',') + 1), 'base64'), width, height);
}

if (values.help) process.stdout.write(usage);
else {
  await mkdir(values.docs ? docsFolder : ownFolder, { recursive: true });
  const [server, browser] = await Promise.all([values.url ? undefined : startVedette(), startBrowser()]);
  try {
    for (const screen of chosen) await take(screen, browser, values.url ?? server!.url);
  } finally {
    await browser.close();
    await server?.stop();
  }
}
