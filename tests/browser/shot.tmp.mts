import { startBrowser } from './browser.ts';
const [url, out, size = '1366x768', wait = '9000', ...clicks] = process.argv.slice(2);
const [width, height] = size.split('x').map(Number) as [number, number];
const { newPage, close } = await startBrowser();
const page = await newPage({ width, height });
page.on('console', (m) => { if (!/GPU stall|GL Driver/.test(m.text())) console.log('[console]', m.type(), m.text().slice(0, 400)); });
page.on('pageerror', (e) => console.log('[pageerror]', e.stack?.slice(0, 800)));
page.on('requestfailed', (r) => console.log('[failed]', r.url(), r.failure()?.errorText));
await page.goto(url!);
await page.waitForTimeout(Number(wait));
for (const click of clicks) {
  if (click.startsWith('key:')) await page.keyboard.press(click.slice(4));
  else if (click.startsWith('js:')) console.log(await page.evaluate(click.slice(3)));
  else if (click.startsWith('move:')) await page.mouse.move(...(click.slice(5).split(',').map(Number) as [number, number]));
  else if (click.startsWith('at:')) await page.mouse.click(...(click.slice(3).split(',').map(Number) as [number, number]));
  else await page.click(click, { timeout: 5000 });
  await page.waitForTimeout(1500);
}
console.log(JSON.stringify(await page.evaluate(() => { const v = (window as any).__vedette; return { facts: v.facts, frame: v.frame, phase: v.phase, frozen: v.frozen, records: v.records, tracks: v.tracks, drawn: v.drawn, gaps: v.gaps, mm: v.hashMismatches, url: location.search }; })));
await page.screenshot({ path: out });
await close();
