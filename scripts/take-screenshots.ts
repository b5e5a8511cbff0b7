import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { startBrowser } from '../tests/browser/browser.ts';
import { startVedette } from '../tests/browser/running-server.ts';

/** The pictures in the documents, taken from the exercise: `npx node scripts/take-screenshots.ts`. */
const shots = [
  { name: 'watch-desk', width: 1600, height: 900, query: '' },
  { name: 'watch-daylight', width: 1366, height: 768, query: '?theme=daylight' },
  { name: 'watch-phone', width: 390, height: 844, query: '' },
];

const folder = new URL('../docs/images/', import.meta.url).pathname;
await mkdir(folder, { recursive: true });
const [server, browser] = await Promise.all([startVedette(), startBrowser()]);
try {
  for (const { name, width, height, query } of shots) {
    const page = await browser.newPage({ width, height });
    await page.goto(`${server.url}/${query}`);
    await page.locator('.link-badge.is-live').waitFor({ timeout: 60_000 });
    await delay(6_000);
    await page.screenshot({ path: `${folder}${name}.png` });
    await page.close();
    process.stdout.write(`${name}.png\n`);
  }
} finally {
  await browser.close();
  await server.stop();
}
