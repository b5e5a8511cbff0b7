import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClientTest, faultsOf, openClient, read, startClientTest, waitFor } from './client-page.ts';

let test: ClientTest;
let page: Page;
const patience = { timeout: 10_000 };

beforeAll(async () => {
  test = await startClientTest();
  const { stream } = test;
  stream.track('trackers/GAO-07', { at: [-0.04, 16.27] });
  stream.track('trackers/KID-02', { at: [1.4, 18.44], ageMs: 150_000 });
  stream.track('trackers/MEN-01', { at: [2.39, 15.92], ageMs: 200_000 });
  stream.track('trackers/TES-01', { at: [1.01, 20.2], ageMs: 500_000 });
  stream.put('site', 'camp', { siteId: 'camp', name: 'Camp', type: 'camp', position: [0, 16.3], status: 'open' });
});

beforeEach(async () => {
  const { stream } = test;
  Object.assign(stream.faults, { isSilent: false, hash: undefined, recording: true, hidden: 0 });
  stream.faults.refusesConnections = false;
  stream.heard.fresh.length = 0;
  stream.heard.cursors.length = 0;
  stream.track('trackers/GAO-07', { at: [-0.04, 16.27] });
});
afterEach(() => page?.close());
afterAll(() => test?.close());

describe('the live picture in the browser', () => {
  it('is the server’s picture, each track in the state its age deserves, and says what is always to be seen', async () => {
    page = await openClient(test);
    await expect.poll(() => read(page, (probe) => probe.hash()), patience).toBe(test.stream.picture.hash());
    const states = () =>
      read(page, (probe) => ['GAO-07', 'KID-02', 'MEN-01', 'TES-01'].map((name) => probe.stateOf(`trackers/${name}`)));
    // Asked again: a page that had no time to hear a beat is frozen for a moment, and then nothing is live.
    await expect.poll(states, patience).toEqual(['live', 'late', 'stale', 'lost']);
    const drawn = { live: 1, late: 1, stale: 1, lost: 1, frozen: false };
    await expect.poll(() => read(page, (probe) => probe.drawn), patience).toMatchObject(drawn);
    const text = await page.locator('body').innerText();
    for (const always of ['UNMIX', 'EXERCISE', 'LIVE', 'hidden', 'UNCLASSIFIED', 'endorsement'])
      expect(text).toContain(always);
    expect(faultsOf(page)).toEqual([]);
  });

  it('follows positions and facts, and acknowledges them', async () => {
    page = await openClient(test);
    const { stream } = test;
    stream.track('trackers/GAO-07', { at: [0.5, 16.5] });
    stream.put('incident', 'i1', {
      ...{ type: 'ATK.IED', position: [0, 16], precision: 'district', occurredAt: Date.now(), timePrecision: 'minute' },
      ...{ title: 'Device found', casualties: [], actors: [], verification: 'unverified' },
    });
    await waitFor(page, (probe) => probe.positionOf('trackers/GAO-07')?.[0] === 0.5);
    const facts = await read(page, (probe) => probe.facts);
    await expect.poll(() => stream.heard.acknowledged.at(-1)?.facts, patience).toBe(facts);
    await expect.poll(() => read(page, (probe) => probe.hash()), patience).toBe(stream.picture.hash());
  });

  it('freezes within four seconds of silence, draws nothing live, and thaws with the next heartbeat', async () => {
    page = await openClient(test);
    test.stream.faults.isSilent = true;
    const before = Date.now();
    await page.locator('.banner-frozen').waitFor({ timeout: 6_000 });
    expect(Date.now() - before).toBeLessThan(5_000);
    expect(await page.locator('.banner-frozen').innerText()).toMatch(/PICTURE FROZEN AT \d\d:\d\d:\d\dZ/);
    await waitFor(page, (probe) => probe.drawn?.frozen === true);
    expect(await read(page, (probe) => probe.drawn?.live)).toBe(0);
    test.stream.faults.isSilent = false;
    await waitFor(page, (probe) => !probe.frozen && probe.drawn?.live === 1, 5_000);
    await page.locator('.banner-frozen').waitFor({ state: 'detached' });
  });

  it('asks for a fresh picture when its hash differs, and counts it', async () => {
    page = await openClient(test);
    test.stream.faults.hash = 'different';
    await waitFor(page, (probe) => probe.hashMismatches > 0);
    test.stream.faults.hash = undefined;
    expect(test.stream.heard.fresh).toContain('hash');
    await waitFor(page, (probe) => !probe.frozen && probe.resyncs > 0);
    expect(await read(page, (probe) => probe.hash())).toBe(test.stream.picture.hash());
  });

  it('asks for a fresh picture when a fact is missing', async () => {
    page = await openClient(test);
    const { stream } = test;
    stream.loseFact();
    stream.put('site', 'lost', { siteId: 'lost', name: 'Lost', type: 'camp', position: [1, 17], status: 'open' });
    stream.put('site', 'next', { siteId: 'next', name: 'Next', type: 'camp', position: [1, 18], status: 'open' });
    await waitFor(page, (probe) => probe.gaps === 1 && !probe.frozen);
    expect(stream.heard.fresh).toEqual(['gap']);
    expect(await read(page, (probe) => probe.hash())).toBe(stream.picture.hash());
  });

  it('comes back by itself after a lost link, with its cursor, and is frozen meanwhile', async () => {
    page = await openClient(test);
    const { stream } = test;
    await waitFor(page, (probe) => probe.pictureAt !== undefined);
    stream.faults.refusesConnections = true;
    stream.disconnectAll();
    await page.locator('.banner-frozen').waitFor({ timeout: 8_000 });
    stream.track('trackers/GAO-07', { at: [0.7, 16.7] });
    stream.flush();
    stream.faults.refusesConnections = false;
    await waitFor(page, (probe) => !probe.frozen, 60_000);
    expect(stream.heard.cursors.at(-1)).toMatch(/^\d+:\d+$/);
    await waitFor(page, (probe) => probe.positionOf('trackers/GAO-07')?.[0] === 0.7);
    expect(await read(page, (probe) => [probe.snapshots, probe.hashMismatches])).toEqual([1, 0]);
  });

  it('says so when nothing is recorded, and how much is withheld', async () => {
    page = await openClient(test);
    Object.assign(test.stream.faults, { recording: false, hidden: 4 });
    await page.locator('.banner-recording').waitFor();
    await expect.poll(() => page.locator('.hidden-count').innerText(), patience).toBe('4 hidden');
  });

  it('ages by the server’s clock though its own is a day off', async () => {
    test.stream.track('trackers/KID-02', { at: [1.4, 18.44], ageMs: 130_000 });
    const other = await test.browser.newPage();
    page = other;
    await other.addInitScript(() => {
      const RealDate = Date;
      const shift = 86_400_000;
      globalThis.Date = new Proxy(RealDate, {
        construct: (target, given: number[]) =>
          given.length === 0 ? new target(target.now() + shift) : new target(...(given as [number])),
        get: (target, name) => (name === 'now' ? () => target.now() + shift : Reflect.get(target, name)),
      });
    });
    await other.goto(test.stream.url);
    await waitFor(other, (probe) => probe.stateOf('trackers/GAO-07') === 'live');
    expect(await read(other, (probe) => probe.stateOf('trackers/KID-02'))).toBe('late');
    const serverNow = await read(other, (probe) => probe.serverNow);
    expect(Math.abs(serverNow! - Date.now())).toBeLessThan(5_000);
  });

  it('builds the map again after its graphics context is lost', async () => {
    page = await openClient(test);
    expect(await page.locator('.map canvas').count()).toBe(2);
    for (const which of [0, 1]) {
      const draws = await read(page, (probe) => probe.drawn!.draws);
      await page
        .locator('.map canvas')
        .nth(which)
        .evaluate((canvas) => {
          const context = (canvas as HTMLCanvasElement).getContext('webgl2')!;
          context.getExtension('WEBGL_lose_context')!.loseContext();
        });
      await page.locator('.notice').waitFor({ timeout: 5_000 });
      await page.locator('.notice').waitFor({ state: 'detached', timeout: 20_000 });
      await expect
        .poll(() => read(page, (probe) => probe.drawn!.draws), { timeout: 20_000 })
        .toBeGreaterThan(draws + 2);
      expect(
        await page
          .locator('.map canvas')
          .nth(which)
          .evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('webgl2')!.isContextLost()),
      ).toBe(false);
    }
  });
});
