import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { startTestBrowser, type TestBrowser } from './browser.ts';
import { faultsOf, type Probe, waitFor, watchFaults } from './client-page.ts';
import { type RunningServer, startVedette } from './running-server.ts';

/** Long: what is waited for comes at once on a quiet machine, and this one may be anything but quiet. */
const patience = { timeout: 30_000 };
const size = { width: 900, height: 640 };
/** The map and nothing beside it, far from everything that is looked for. */
const start = '?at=20.5000,-3.5000,6.00&open=';

let browser: TestBrowser;
let server: RunningServer;
let page: Page;

beforeAll(async () => {
  [browser, server] = await Promise.all([startTestBrowser(), startVedette()]);
  page = await openRoom(start);
});
afterEach(async () => {
  // Whatever a test opened or began is stepped back from.
  await page.locator('#search').blur();
  for (let step = 0; step < 6; step++) await page.keyboard.press('Escape');
  await expect.poll(() => parameter('select') ?? parameter('mark') ?? parameter('measure'), patience).toBeUndefined();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function openRoom(query: string): Promise<Page> {
  const opened = await browser.newPage(size);
  watchFaults(opened);
  // Movements of the map end at once, however slowly it is drawn here.
  await opened.emulateMedia({ reducedMotion: 'reduce' });
  await opened.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened.goto(`${server.url}/${query}`);
  await waitFor(opened, (probe) => !probe.frozen && (probe.drawn?.live ?? 0) > 0, 100_000);
  return opened;
}

const parameter = (name: string, of = page) => new URL(of.url()).searchParams.get(name) ?? undefined;

function camera(of = page): { position: Position; zoom: number } {
  const [latitude, longitude, zoom] = (parameter('at', of) ?? '').split(',').map(Number);
  return { position: [longitude!, latitude!], zoom: zoom! };
}

/** Pixels between the middle of the map and a position. */
function pixelsFromMiddle(position: Position): number {
  const { position: middle, zoom } = camera();
  const metresPerPixel = (40_075_017 * Math.cos((middle[1] * Math.PI) / 180)) / (512 * 2 ** zoom);
  return distanceMetres(middle, position) / metresPerPixel;
}

/** Types into the search box, opened by its key, and goes with the arrows to what is wanted: it may come late. */
async function search(words: string, wanted: string | RegExp): Promise<void> {
  await page.keyboard.press('/');
  await expect
    .poll(() => page.locator('#search').evaluate((box) => box === document.activeElement), patience)
    .toBe(true);
  await page.keyboard.type(words);
  await page.locator('#search-results [role=option]').filter({ hasText: wanted }).first().waitFor(patience);
  await expect
    .poll(async () => {
      const chosen = page.locator('#search-results [aria-selected=true]').filter({ hasText: wanted });
      if ((await chosen.count()) > 0) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    }, patience)
    .toBe(true);
}

async function recordsOf<T>(collection: string, limit: number): Promise<T[]> {
  const answer = await fetch(`${server.url}/api/v1/${collection}?limit=${limit}`);
  return ((await answer.json()) as { records: T[] }).records;
}

type Track = {
  id: string;
  body: { callSign?: string; trackType: string };
  state: { position: Position; speedMetresPerSecond?: number };
};
type Incident = { id: string; body: { title: string; position: Position } };

describe('search by keyboard', () => {
  it('finds a call sign, with or without its space, selects it and brings it into view', async () => {
    const { id, body, state } = (await recordsOf<Track>('tracks', 50)).find(({ body }) => body.callSign)!;
    await search(body.callSign!.replace(' ', '').toLowerCase(), body.callSign!);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameter('select'), patience).toBe(`track/${id}`);
    await page.locator('.panel-entity h2', { hasText: body.callSign! }).waitFor(patience);
    await expect.poll(() => camera().zoom, patience).toBeGreaterThan(7.9);
    expect(pixelsFromMiddle(state.position)).toBeLessThan(300);
  });

  it('finds an incident by its number', async () => {
    const { id, body } = (await recordsOf<Incident>('incidents', 40)).at(-1)!;
    await search(id.toLowerCase(), body.title);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameter('select'), patience).toBe(`incident/${id}`);
    await expect.poll(() => pixelsFromMiddle(body.position), patience).toBeLessThan(300);
  });

  it.each([
    ['an MGRS reference', '31QBA 5 6', 'MGRS'],
    ['degrees, minutes, seconds', `18°26′37″N 1°24′33″E`, 'degrees, minutes, seconds'],
    ['decimal degrees', '15.92, 2.396', 'decimal'],
  ])('goes to %s and marks the spot', async (_what, words, detail) => {
    const before = camera().position;
    await search(words, detail);
    await page.keyboard.press('Enter');
    await page.locator('.chip-mark').waitFor(patience);
    await expect
      .poll(() => parameter('mark') !== undefined && String(camera().position) !== String(before), patience)
      .toBe(true);
  });

  it.each([
    ['with its accent', 'Ménaka', /Menaka · Ménaka/, 'Menaka', [2.396, 15.92]],
    ['without it', 'menaka', /Menaka · Ménaka/, 'Menaka', [2.396, 15.92]],
    ['in Arabic', 'ميناكا', /Menaka · Ménaka/, 'Menaka', [2.396, 15.92]],
    ['in Arabic, without hamza', 'انسونغو', /Ansongo/, 'Ansongo', [0.502, 15.66]],
    ['of another continent', 'reykjav', /Reykjavík/, 'Reykjavík', [-21.895, 64.135]],
  ] as const)('finds a town %s', async (_how, words, line, name, position) => {
    await search(words, line);
    await page.keyboard.press('Enter');
    await page.locator('.chip-mark', { hasText: name }).waitFor(patience);
    await expect.poll(() => pixelsFromMiddle(position), patience).toBeLessThan(300);
  });

  it('says so when nothing is found (negative control)', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('xqzvwjkk');
    await page.locator('.search-note', { hasText: 'Nothing' }).waitFor(patience);
    expect(await page.locator('#search-results [role=option]').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('runs a command from the palette', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('theme night');
    await page.locator('#search-results [aria-selected=true]', { hasText: /night/i }).waitFor(patience);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme']), patience).toBe('night');
    await page.keyboard.press('>');
    await page.keyboard.type('dark');
    await page.locator('#search-results [aria-selected=true]', { hasText: /dark/i }).waitFor(patience);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme']), patience).toBe('dark');
  });
});

describe('what is done with what was found', () => {
  it('hands the view to somebody else: the link shows the same camera, selection, layers and filters', async () => {
    const { id, body } = (await recordsOf<Incident>('incidents', 20)).at(-1)!;
    await search(id, body.title);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameter('select'), patience).toBe(`incident/${id}`);
    for (const command of ['Layer: Sites', 'Panel: Layers', 'Theme: Daylight']) await runCommand(command);
    await page.locator('.panel-layers').getByText('30 d').click();
    await expect
      .poll(() => [parameter('hide'), parameter('theme'), parameter('since')], patience)
      .toEqual(['sensor,site', 'daylight', 'month']);
    await page.locator('#search').blur();
    await page.keyboard.press('s');
    await page.getByText('Link to this view copied').waitFor(patience);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const sent = new URL(page.url()).searchParams;
    // One page at a time: two that draw without a graphics card starve each other.
    await page.close();
    page = await openRoom(new URL(link).search);
    await page.locator('.panel-entity h2', { hasText: body.title }).waitFor(patience);
    await page.locator('.panel-layers').waitFor(patience);
    for (const name of ['at', 'select', 'theme', 'since', 'hide', 'open'])
      expect([name, parameter(name)]).toEqual([name, sent.get(name) ?? undefined]);
    expect(await page.getByRole('checkbox', { name: 'Sites' }).isChecked()).toBe(false);
    expect(faultsOf(page)).toEqual([]);
  });

  it('follows what moves until a person moves the map', async () => {
    const { id, from } = await findMoving();
    await page.close();
    page = await openRoom(`?at=${from[1]},${from[0]},16.50&open=&select=track/${id}`);
    await page.locator('.panel-entity').waitFor(patience);
    await page.keyboard.press('f');
    await page.locator('.chip-follow').waitFor(patience);
    const metresPerPixel = 40_075_017 / (512 * 2 ** 16.5);
    const positionNow = async () => (await positionsOf([id]))[0]!;
    // Far enough that it would have left a map that stands still.
    await expect
      .poll(async () => distanceMetres(from, await positionNow()) / metresPerPixel, { timeout: 90_000 })
      .toBeGreaterThan(size.width / 2);
    await expect.poll(async () => pixelsFromMiddle(await positionNow()), patience).toBeLessThan(size.width / 2);
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('.chip-follow').waitFor({ state: 'detached', ...patience });
  });

  it('measures by keyboard: points at the cross, the map moved in between', async () => {
    await page.keyboard.press('m');
    await page.locator('.panel-measure').waitFor(patience);
    const legs = page.locator('.panel-measure dd');
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => parameter('measure')?.split(';').length, patience).toBe(1);
    const before = camera().position;
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => distanceMetres(before, camera().position), patience).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameter('measure')?.split(';').length, patience).toBe(2);
    const [one, other] = parameter('measure')!
      .split(';')
      .map((point) => point.split(',').map(Number).reverse() as unknown as Position);
    const metres = distanceMetres(one!, other!);
    expect(metres).toBeGreaterThan(1);
    // The address keeps five decimals, a metre.
    await expect
      .poll(async () => Math.abs(metresOf(await legs.first().innerText()) - metres), patience)
      .toBeLessThanOrEqual(2);
    await page.keyboard.press('Backspace');
    await expect.poll(() => legs.count(), patience).toBe(0);
    await page.keyboard.press('Escape');
    await page.locator('.panel-measure').waitFor({ state: 'detached', ...patience });
    expect(faultsOf(page)).toEqual([]);
  });
});

/** The metres at the beginning of a leg as it is shown: `226 m · …`, `1.23 km · …`. */
function metresOf(leg: string): number {
  const [, value, unit] = /^([\d.]+) (m|km)/.exec(leg)!;
  return Number(value) * (unit === 'km' ? 1_000 : 1);
}

async function runCommand(title: string): Promise<void> {
  await page.locator('#search').blur();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`>${title}`);
  await page.locator('#search-results [aria-selected=true]', { hasText: title }).waitFor(patience);
  await page.keyboard.press('Enter');
}

function positionsOf(ids: readonly string[]): Promise<(Position | undefined)[]> {
  return page.evaluate(
    (names) => names.map((name) => (window as unknown as { __vedette: Probe }).__vedette.positionOf(name)),
    ids,
  );
}

/** The fastest of what reports every few seconds, and where it was. */
async function findMoving(): Promise<{ id: string; from: Position }> {
  const flying = (await recordsOf<Track>('tracks', 500)).filter(({ body }) => body.trackType === 'uas');
  const speed = ({ state }: Track) => state.speedMetresPerSecond ?? 0;
  const fastest = flying.reduce((one, other) => (speed(other) > speed(one) ? other : one));
  expect(speed(fastest)).toBeGreaterThan(5);
  return { id: fastest.id, from: fastest.state.position };
}
