import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';

let started: TestBrowser;
beforeAll(async () => {
  started = await startBrowser();
});
afterAll(() => started?.close());

const page = `<!doctype html><canvas id="c" width="64" height="64"></canvas><p>Patrol دورية</p>`;

describe('the test browser', () => {
  it('draws with WebGL 2', async () => {
    const tab = await started.newPage({ width: 320, height: 240 });
    await tab.goto(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
    const drawn = await tab.evaluate(() => {
      const canvas = document.querySelector('canvas');
      const gl = canvas?.getContext('webgl2', { preserveDrawingBuffer: true });
      if (!gl) return undefined;
      gl.clearColor(0, 1, 0, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const pixel = new Uint8Array(4);
      gl.readPixels(5, 5, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      return { version: gl.getParameter(gl.VERSION) as string, pixel: [...pixel] };
    });
    expect(drawn).toMatchObject({ version: expect.stringContaining('WebGL 2.0'), pixel: [0, 255, 0, 255] });
    const picture = await tab.screenshot();
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    await tab.close();
  });

  it('shows text', async () => {
    const tab = await started.newPage({ width: 320, height: 240 });
    const blank = await tab.screenshot();
    await tab.setContent('<h1>Patrol</h1>');
    expect((await tab.screenshot()).length).toBeGreaterThan(blank.length + 500);
    await tab.close();
  });

  it('keeps pages apart and has a small viewport', async () => {
    const tab = await started.newPage();
    expect(tab.viewportSize()).toEqual({ width: 800, height: 600 });
    expect(await tab.evaluate(() => [innerWidth, innerHeight])).toEqual([800, 600]);
    await tab.close();
  });

  it('keeps web security on: one origin may not read another', async () => {
    const [here, elsewhere] = [await serve('here'), await serve('elsewhere')];
    const tab = await started.newPage();
    await tab.goto(here.url);
    const read = (url: string) =>
      tab.evaluate(
        (address) =>
          fetch(address).then(
            (r) => r.text(),
            () => 'refused',
          ),
        url,
      );
    expect(await read(here.url)).toBe('here');
    expect(await read(elsewhere.url)).toBe('refused');
    await tab.close();
    here.server.close();
    elsewhere.server.close();
  });
});

async function serve(text: string) {
  const server = createServer((_request, response) => response.end(text)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/` };
}
