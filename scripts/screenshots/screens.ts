import type { Page } from 'playwright-core';

/** One picture: a view of the Watch room, by URL where the URL can say it, else by the hands of `prepare`. */
export type Screen = {
  name: string;
  width: number;
  height: number;
  query: string;
  /** Also written to docs/images, where the documents show it. */
  isInDocs?: true;
  prepare?: (page: Page, url: string) => Promise<void>;
  /** As it would be printed. */
  isOnPaper?: true;
};

const sizes = {
  wall: [3840, 2160],
  desk: [1920, 1080],
  laptop: [1366, 768],
  tablet: [800, 600],
  phone: [390, 844],
} as const;
const themes = ['dark', 'daylight', 'night'] as const;

/** The whole room at every size in every theme: what has to be looked at before a change of looks is called done. */
function* wholeRoom(): Generator<Screen> {
  for (const [size, [width, height]] of Object.entries(sizes))
    for (const theme of themes) yield { name: `watch-${size}-${theme}`, width, height, query: `theme=${theme}` };
}

const [width, height] = sizes.laptop;
const panel = { width, height, isInDocs: true } as const;
const press = (keys: string) => (page: Page) => page.keyboard.press(keys);

/** The complex attack of the exercise is in the last hours of its past: a moment of these shows what a replay is for. */
function* replayScreens(): Generator<Screen> {
  const at = new Date(Date.now() - 10 * 3_600_000).toISOString();
  yield { ...panel, name: 'replay', query: `open=layers&replay=${at}`, prepare: press('.') };
  yield { ...panel, name: 'replay-split', query: `open=&replay=${at}&truth=both`, prepare: press('.') };
  yield { name: 'replay-wall', width: 3840, height: 2160, query: `open=layers&replay=${at}` };
  yield { name: 'replay-phone', width: 390, height: 844, query: `replay=${at}` };
  yield { width, height, name: 'replay-arabic', query: `open=layers&replay=${at}&language=ar` };
  yield { ...panel, name: 'dossier', query: 'open=', prepare: openDossier };
  yield { name: 'dossier-phone', width: 390, height: 844, query: 'open=', prepare: openDossier };
  yield {
    width,
    height,
    name: 'passages',
    query: `open=passages&replay=${at}&area=16.7,-0.6;16.7,0.4;15.8,0.4;15.8,-0.6`,
  };
  yield { width, height, name: 'briefing', query: `open=briefing&replay=${at}` };
  yield { width, height, name: 'replay-night', query: `open=layers&replay=${at}&theme=night` };
}

export const screens: readonly Screen[] = [
  ...wholeRoom(),
  { ...panel, name: 'watch-desk', query: '' },
  { ...panel, name: 'patrol', query: 'open=patrols,activity', prepare: choosePatrol },
  { width, height, name: 'incident', query: 'open=layers', prepare: chooseIncident },
  { name: 'watch-phone', width: 390, height: 844, query: '', isInDocs: true },
  { width, height, name: 'search', query: 'open=layers', prepare: search('kidal') },
  { ...panel, name: 'watch-daylight', query: 'theme=daylight' },
  { width, height, name: 'sources', query: 'open=sources' },
  { width, height, name: 'measure', query: 'open=&at=17.3,0.4,6.6', prepare: measure },
  { width, height, name: 'watch-night', query: 'theme=night' },
  { ...panel, name: 'gaps', query: 'open=gaps' },
  { ...panel, name: 'board', query: 'open=board' },
  { ...panel, name: 'casevac', query: '', prepare: chooseCase },
  { ...panel, name: 'what-if', query: 'open=whatif', prepare: supposeOtherLight },
  ...['daylight', 'night'].flatMap((theme): Screen[] => [
    { name: `gaps-${theme}`, width, height, query: `open=gaps&theme=${theme}` },
    { name: `casevac-${theme}`, width, height, query: `theme=${theme}`, prepare: chooseCase },
    { name: `what-if-${theme}`, width, height, query: `open=whatif&theme=${theme}`, prepare: supposeOtherLight },
  ]),
  ...replayScreens(),
  { name: 'cover-wall', width: 3840, height: 2160, query: 'open=layers,patrols,activity' },
  { name: 'cover-close', width, height, query: 'open=layers&at=16.4,-0.2,7.5' },
  { name: 'board-arabic', width, height, query: 'open=board&language=ar' },
  { name: 'casevac-arabic', width, height, query: 'language=ar', prepare: chooseCase },
  { name: 'phone-casevac', width: 390, height: 844, query: '', prepare: chooseCase },
  { name: 'phone-board', width: 390, height: 844, query: 'open=board' },
  { name: 'phone-what-if', width: 390, height: 844, query: 'open=whatif' },
  {
    name: 'print',
    width: 1123,
    height: 794,
    query: 'open=gaps',
    prepare: printView,
    isOnPaper: true,
  },
  { name: 'palette', width, height, query: 'open=layers', prepare: search('>') },
  { name: 'layers', width, height, query: 'open=layers', prepare: openLayers },
  { name: 'list', width, height, query: 'open=list' },
  { name: 'keys', width, height, query: 'open=layers', prepare: press('?') },
  { name: 'french', width, height, query: 'language=fr', prepare: choosePatrol },
  { name: 'arabic', width, height, query: 'language=ar&open=patrols,activity', prepare: choosePatrol },
  { name: 'phone-patrol', width: 390, height: 844, query: 'open=patrols', prepare: choosePatrol },
  { name: 'phone-layers', width: 390, height: 844, query: 'open=layers' },
  { ...panel, name: 'incident-form', query: 'open=activity', prepare: fillIncident('ambush') },
  { ...panel, name: 'imports', query: 'open=imports', prepare: offerTable },
  { name: 'position-form', width, height, query: '', prepare: press('v') },
  { name: 'phone-more', width: 390, height: 844, query: '', prepare: (page) => page.locator('.tab-more').click() },
  { name: 'phone-form-arabic', width: 390, height: 844, query: 'language=ar', prepare: press('i') },
  { name: 'arabic-form', width, height, query: 'language=ar&open=&at=16.42,-0.31,9', prepare: fillIncident('كمين') },
  { name: 'phone-form', width: 390, height: 844, query: '', prepare: press('i') },
  { name: 'basemap', width, height, query: 'open=layers', prepare: showBasemap },
  { name: 'lost', width, height, query: '', prepare: chooseLost },
];

type Known = {
  id: string;
  state?: { freshness: string };
  body: { status?: string; type?: string; parts?: unknown; partOf?: string };
};

async function fetchItems(url: string, kind: string): Promise<Known[]> {
  const answer = (await (await fetch(`${url}/api/v1/${kind}?limit=10000`)).json()) as { records: Known[] };
  return answer.records;
}

async function show(page: Page, key: string): Promise<void> {
  const url = new URL(page.url());
  url.searchParams.set('select', key);
  await page.goto(url.href);
}

/** The first patrol that is on its way. */
async function choosePatrol(page: Page, url: string): Promise<void> {
  const patrols = await fetchItems(url, 'patrols');
  const chosen = patrols.find(({ body }) => body.status === 'under-way');
  if (chosen) await show(page, `patrol/${chosen.id}`);
}

/** The whole of the complex attack: an incident that others name as theirs. */
async function chooseIncident(page: Page, url: string): Promise<void> {
  const incidents = await fetchItems(url, 'incidents');
  const whole = incidents.find(({ body }) => body.partOf !== undefined)?.body.partOf ?? incidents[0]?.id;
  if (whole) await show(page, `incident/${whole}`);
}

async function openDossier(page: Page, url: string): Promise<void> {
  await chooseIncident(page, url);
  await page.locator('body').press('d');
  await page.locator('dialog h2').first().waitFor();
}

/** The first case of casualties, with its plans. */
async function chooseCase(page: Page, url: string): Promise<void> {
  const cases = await fetchItems(url, 'casevacs');
  const chosen = cases.find(({ body }) => body.status !== 'closed') ?? cases[0];
  const address = new URL(page.url());
  address.searchParams.set('open', 'casevac');
  if (chosen) address.searchParams.set('select', `casevac/${chosen.id}`);
  await page.goto(address.href);
  await page.locator('.plan-list li').first().waitFor();
}

/** The sheet that goes to paper, without the dialogue of the browser. */
async function printView(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.keyboard.press('Control+p');
  await page.locator('.print-sheet[data-state=taken]').waitFor({ state: 'attached' });
}

/** The other half of the day than it is there: the exercise is where Greenwich is. */
async function supposeOtherLight(page: Page): Promise<void> {
  const hour = new Date().getUTCHours();
  const other = hour >= 6 && hour < 18 ? 'night' : 'day';
  await page.locator('.what-if-group select').first().selectOption(other);
  await page.locator('.what-if-outcome').waitFor();
}

function search(text: string) {
  return async (page: Page) => {
    await page.keyboard.press('/');
    await page.keyboard.type(text, { delay: 30 });
  };
}

async function openLayers(page: Page): Promise<void> {
  for (const index of [0, 2]) await page.locator('.layer-list > li > .layer-row .disclosure').nth(index).click();
}

async function measure(page: Page): Promise<void> {
  await page.keyboard.press('m');
  for (const [x, y] of [
    [0.36, 0.62],
    [0.52, 0.34],
    [0.66, 0.6],
  ] as const)
    await page.mouse.click(width * x, height * y);
}

/** What the watch types in its first half minute. */
function fillIncident(type: string) {
  return async (page: Page) => {
    await page.keyboard.press('i');
    await page.locator('#entry-type').fill(type);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#entry-place').fill('16.42 -0.31');
  };
}

const table = `Ref;Title;Latitude;Longitude;Date;Killed;Injured;Category
A-1;Ambush near Bourem;16.9541;-0.3482;2026-11-03 08:10;2;1;IED
A-2;Theft of cattle;16.2710;0.0450;2026-11-09 18:30;0;0;Theft
A-3;Place not said;;;2026-11-10;0;0;Theft
`;

/** A table on its way in: what it would become, before anything is stored. */
async function offerTable(page: Page): Promise<void> {
  const file = { name: 'incidents-november.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
  await page.locator('input[type=file]').setInputFiles(file);
}

async function showBasemap(page: Page): Promise<void> {
  await page.locator('.basemap-section').scrollIntoViewIfNeeded();
}

/** A track that went silent, and the question that its removal asks. */
async function chooseLost(page: Page, url: string): Promise<void> {
  const lost = (await fetchItems(url, 'tracks')).find(({ state }) => state?.freshness === 'lost');
  if (!lost) return;
  await show(page, `track/${lost.id}`);
  await page.locator('.remove-lost button').click();
}
