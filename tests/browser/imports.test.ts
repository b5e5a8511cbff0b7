import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runAxe } from './axe.ts';
import { startTestBrowser } from './browser.ts';
import { type RunningServer, startVedette } from './running-server.ts';

let browser: Awaited<ReturnType<typeof startTestBrowser>>;
let server: RunningServer;
let page: Page;
const patience = { timeout: 30_000 };
/** Drawing in software on a busy machine takes its time; nothing here measures any. */
const slow = { timeout: 300_000 };

const posts = [
  'Site,Long,Lat,What stands there,Seen on',
  'Post Alpha,30.50,6.20,Roadblock,03/11/2026',
  'Camp Bravo,31.10,7.35,Barracks,14/11/2026',
  'Post Charlie,0,0,Roadblock,15/11/2026',
].join('\n');
const file = { name: 'posts.csv', mimeType: 'text/csv', buffer: Buffer.from(posts) };

beforeAll(async () => {
  [browser, server] = await Promise.all([startTestBrowser(), startVedette({ args: ['--no-exercise'] })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(() => page?.close());

async function open(query: string): Promise<Page> {
  page = await browser.newPage({ width: 1000, height: 720 });
  page.setDefaultTimeout(patience.timeout);
  await page.goto(`${server.url}/${query}`);
  await page.locator('.link-badge', { hasText: 'LIVE' }).waitFor({ timeout: 60_000 });
  return page;
}

const dialog = () => page.getByRole('dialog', { name: 'Import files' });
const counts = async () => (await dialog().locator('.import-counts').innerText()).replace(/\s+/g, ' ');
const choose = () => dialog().locator('input[type=file]').setInputFiles(file);
const line = () => dialog().locator('.import-line').first();

/** What the search box finds in the picture, as a person would look for it. */
async function find(words: string): Promise<() => Promise<string>> {
  const box = page.getByPlaceholder(/search/i).first();
  await box.fill('');
  await box.fill(words);
  return () => page.locator('.search-results').innerText();
}

describe('the page of imports', () => {
  it('takes a table from the choice of the file to the map, and back out of it', slow, async () => {
    await open('?open=imports');
    await dialog().getByText('No file was loaded yet').waitFor();
    await choose();
    await expect.poll(counts, patience).toBe('2 new 0 on record already 1 refused');
    expect(await dialog().getByLabel('Read as').innerText()).toContain('CSV');

    // The guess knows no column for the type; a person says it, and what its words stand for.
    const type = dialog().locator('.mapping-line', { hasText: 'Type' });
    await type.locator('select').first().selectOption('What stands there');
    await expect.poll(counts, patience).toBe('0 new 0 on record already 3 refused');
    await type.getByLabel('“Roadblock” is').selectOption('checkpoint');
    await type.getByLabel('“Barracks” is').selectOption('camp');
    const asOf = dialog().locator('.mapping-line', { hasText: 'As of' });
    await asOf.locator('select').first().selectOption('Seen on');
    await asOf.getByLabel(/how times are written/).selectOption('day-month-year');
    await expect.poll(counts, patience).toBe('2 new 0 on record already 1 refused');
    const rows = dialog().locator('.import-rows tbody tr');
    expect(await rows.first().innerText()).toMatch(/Sites\s+Post Alpha\s+2026-11-03 00:00Z\s+6\.20000° N/);

    const reason = dialog().locator('.import-reasons details', { hasText: '0, 0' });
    await reason.locator('summary').click();
    expect(await reason.locator('.refused-rows').innerText()).toContain('Line 4');
    await dialog().getByLabel('Name', { exact: true }).last().fill('Posts of the north');
    await dialog().getByRole('button', { name: 'Save for next time' }).click();
    await dialog().locator('.mapping-save').getByText('Saved').waitFor();
    await dialog().getByRole('button', { name: 'Load 2 rows' }).click();
    await dialog()
      .getByRole('heading', { name: /Loaded/ })
      .waitFor();
    expect(await counts()).toBe('2 stored 0 on record already 1 refused');
    await expect.poll(() => line().innerText(), patience).toMatch(/posts\.csv\s+loaded/);

    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(await find('Post Alpha'), patience).toContain('Checkpoint');
    await expect.poll(await find('Camp Bravo'), patience).toContain('Camp Bravo');
    await page.close();

    await open('');
    await page.getByRole('button', { name: 'Import files' }).click();
    await line().getByRole('button', { name: 'Undo' }).click();
    const form = dialog().locator('.reason-form');
    expect(await form.innerText()).toContain('Takes back what posts.csv added: 2 reports.');
    const button = form.getByRole('button', { name: 'Take back 2 reports' });
    expect(await button.isDisabled()).toBe(true);
    await form.getByLabel(/Why/).fill('posts of another mission');
    await button.click();
    await expect
      .poll(() => line().innerText(), patience)
      .toMatch(/undone[\s\S]*2 reports retracted[\s\S]*posts of another mission/);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(await find('Post Alpha'), patience).toContain('Nothing found in the picture');
  });

  it(
    'says of a second upload what is on record already, by a saved mapping, from a drop on the window',
    slow,
    async () => {
      await open('');
      const { files, mime } = { files: posts, mime: 'text/csv' };
      const dropped = await page.evaluateHandle(
        ([text, type]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text!], 'posts.csv', { type: type! }));
          return transfer;
        },
        [files, mime],
      );
      await page.dispatchEvent('body', 'dragenter', { dataTransfer: dropped });
      await page.locator('.file-drop').waitFor();
      await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
      await expect.poll(counts, patience).toBe('2 new 0 on record already 1 refused');
      expect(await dialog().locator('.import-earlier').innerText()).toMatch(/loaded before: .*undone/);
      await dialog().getByLabel('Saved').selectOption('Posts of the north');
      await dialog().locator('.mapping-words').waitFor();
      await dialog().getByRole('button', { name: 'Load 2 rows' }).click();
      await dialog()
        .getByRole('heading', { name: /Loaded/ })
        .waitFor();
      expect(await counts()).toBe('2 stored 0 on record already 1 refused');
      await dialog().getByRole('button', { name: 'Another file' }).click();
      await choose();
      await expect.poll(counts, patience).toMatch(/on record already/);
      await dialog().getByLabel('Saved').selectOption('Posts of the north');
      await expect.poll(counts, patience).toBe('0 new 2 on record already 1 refused');
      expect(await runAxe(page)).toEqual([]);
      await dialog().getByRole('button', { name: 'Discard' }).click();
      await dialog().getByText('Choose files').waitFor();
    },
  );

  it('names what is wrong with a file that is none, and goes on', async () => {
    await open('?open=imports');
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    await dialog()
      .locator('input[type=file]')
      .setInputFiles({ name: 'picture.csv', mimeType: 'text/csv', buffer: png });
    await dialog().getByRole('alert').getByText('PNG image').waitFor();
    expect(await dialog().getByRole('button', { name: /^Load/ }).isDisabled()).toBe(true);
    await dialog().getByRole('button', { name: 'Discard' }).click();
    await dialog().getByText('Choose files').waitFor();
  });
});
