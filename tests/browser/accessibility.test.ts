import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientTest, openClient, startClientTest, waitFor } from './client-page.ts';
import { walkByTab } from './keyboard-walk.ts';

/** Every state of the room that has controls of its own. A new panel joins by a line here. */
const states: Record<string, string> = {
  'the record of a facility': 'open=&select=facility/f1',
  'the record of a track': 'open=&select=track/trackers/GAO-07',
  'layers and activity': 'open=layers,activity',
  'the list of tracks': 'open=list',
  patrols: 'open=patrols',
  'a case of casualties': 'open=casevac&select=casevac/c1',
  sources: 'open=sources',
  'measuring, rings and a mark':
    'open=&measure=16.2,-0.1;16.4,0.1&rings=track/trackers/GAO-07@10000&mark=16.27,%20-0.04&follow=track/trackers/GAO-07',
  'the sheet of keys': 'open=keys',
  'the page of imports': 'open=imports',
};
const sizes = { desk: { width: 1200, height: 760 }, phone: { width: 390, height: 844 } };
const patience = { timeout: 30_000 };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let test: ClientTest;
let page: Page;

beforeAll(async () => {
  test = await startClientTest();
  const { stream } = test;
  stream.track('trackers/GAO-07', { at: [-0.04, 16.27] });
  stream.track('trackers/KID-02', { at: [1.4, 18.44], ageMs: 500_000 });
  const now = Date.now();
  stream.put('patrol', 'p7', {
    status: 'under-way',
    plan: {
      ...{ callSign: 'Gazelle 7', mode: 'vehicle', tracks: ['trackers/GAO-07'], startAt: now - 7_200_000 },
      ...{ route: [{ position: [-0.04, 16.27] }, { position: [1.4, 18.44], name: 'Kidal' }], checkInMinutes: 60 },
    },
    marks: [{ at: now - 5_400_000, action: 'start', messageId: 'm1' }],
  });
  stream.put('casevac', 'c1', {
    ...{ status: 'assigned', callSign: 'LION-3', position: [0.3, 16.5], casualties: 2, severity: 'critical' },
    ...{ times: { injuryAt: now - 1_500_000, firstAidAt: 'unknown' }, patients: [{ patientId: '1', injuries: 'leg' }] },
    tasks: [{ assetId: 'h1', facilityId: 'f1', at: now, state: 'assigned' }],
    clearances: [{ state: 'refused', by: 'Tower', at: now }],
    entries: [],
  });
  stream.put('facility', 'f1', {
    ...{ facilityId: 'f1', name: 'Hospital Gao', level: '2', position: [-0.05, 16.25], precision: 'exact' },
    ...{ status: 'open', tablesFree: 1, validUntil: now - 60_000 },
  });
});
afterAll(() => test?.close());

describe.each(Object.entries(sizes))('the room at the width of a %s', (_name, size) => {
  beforeAll(async () => {
    page = await openClient(test, '?open=', size);
    await waitFor(page, (probe) => probe.panels, 60_000);
    await page.evaluate(axe);
  });
  afterAll(() => page?.close());

  it.each(Object.entries(states))(
    'is reached by Tab in every control, and shows where one is: %s',
    async (_state, query) => {
      await show(query);
      const walk = await walkByTab(page);
      expect(walk).toMatchObject({ unreached: [], unmarked: [] });
      expect(walk.reached).toBeGreaterThan(1);
    },
  );

  it.each(Object.entries(states))(
    'has no fault that axe finds, in three themes and in Arabic: %s',
    async (_state, query) => {
      await show(`${query}&theme=dark`);
      expect(await faultsByAxe()).toEqual([]);
      for (const theme of ['daylight', 'night']) {
        await show(`${query}&theme=${theme}`);
        expect([theme, await faultsByAxe(['color-contrast'])]).toEqual([theme, []]);
      }
      await show(`${query}&theme=dark&language=ar`);
      expect(['ar', await faultsByAxe()]).toEqual(['ar', []]);
    },
  );

  it.each([
    ['a position by voice', 'v'],
    ['an incident', 'i'],
    ['a case of casualties', 'n'],
  ])('is reached by Tab in every control and has no fault that axe finds in the form of %s', async (_form, key) => {
    for (const language of ['en', 'ar']) {
      await show(`open=&language=${language}`);
      await page.locator('.maplibregl-canvas').focus();
      await page.keyboard.press(key);
      await page.locator('form').first().waitFor(patience);
      expect(await faultsByAxe()).toEqual([]);
      expect(await walkByTab(page)).toMatchObject({ unreached: [], unmarked: [] });
      // The first steps back from pointing at the map, where the form began with that.
      await expect
        .poll(async () => {
          await page.keyboard.press('Escape');
          return page.locator('form').count();
        }, patience)
        .toBe(0);
    }
  });

  it('has none with the search open either', async () => {
    for (const theme of ['dark', 'daylight', 'night']) {
      await show(`open=&theme=${theme}`);
      await page.keyboard.press('/');
      await page.keyboard.type('ga');
      await page.locator('#search-results [role=option]').first().waitFor(patience);
      expect([theme, await faultsByAxe()]).toEqual([theme, []]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
  });
});

it('is told of what cannot be reached or not be seen to be (negative control)', async () => {
  page = await openClient(test, '?open=');
  await page.evaluate(() => {
    const beside = document.createElement('div');
    beside.innerHTML =
      '<p style="cursor: pointer">a</p><button style="outline: 0">b</button><button onfocus="this.blur()" tabindex="-1">c</button>';
    document.querySelector('main')!.append(beside);
  });
  const { unreached, unmarked } = await walkByTab(page);
  expect([unreached.length, unmarked.length]).toEqual([2, 1]);
  await page.close();
});

/** The view of a URL without loading the page again: as when somebody goes back in the browser. */
async function show(query: string): Promise<void> {
  await page.evaluate((wanted) => {
    history.replaceState(null, '', `?${wanted}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, query);
  const { searchParams } = new URL(`http://here/?${query}`);
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const { dataset, lang } = document.documentElement;
          const panels = document.querySelectorAll('.panel').length;
          return [dataset['theme'], lang, panels > 0];
        }),
      patience,
    )
    .toEqual([
      searchParams.get('theme') ?? 'dark',
      searchParams.get('language') ?? 'en',
      query !== '' && /open=\w|select|measure/.test(query),
    ]);
  await settle();
}

/** Panels come when they are first opened: until none is missing, nothing more appears. */
async function settle(): Promise<void> {
  const count = () =>
    page.evaluate(() => document.querySelectorAll('button, input, select, a, section, dialog').length);
  for (let last = -1, now = await count(); now !== last; now = await count()) {
    last = now;
    await page.waitForTimeout(400);
  }
}

async function faultsByAxe(rules?: string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, rules);
}
