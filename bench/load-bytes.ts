import { performance } from 'node:perf_hooks';
import { startBrowser } from '../tests/browser/browser.ts';
import { startVedette } from '../tests/browser/running-server.ts';
import type { Benchmark } from './benchmark.ts';
import { startCountingProxy } from './counting-proxy.ts';
import { atMost, medianOf } from './figure.ts';
import { withRunFolder } from './run-folder.ts';
import { untilDrawn } from './until-drawn.ts';

const goals = { megabytes: 0.9, offOrigin: 0, seconds: 10 };
const runs = { quick: 3, full: 5 };

type Load = { http: number; stream: number; offOrigin: number; pictureMs: number };

/**
 * A watch officer opens the exercise for the first time: a browser that holds nothing, until the whole picture has been
 * drawn on the map. Bytes are counted on the wire, between the browser and the server.
 */
export const measureLoad: Benchmark = async ({ isQuick, say }) => {
  const loads: Load[] = [];
  await withRunFolder(async (folder) => {
    const server = await startVedette({ dataDir: folder });
    try {
      // The first is not counted: it warms the files of the server and the programme of the browser.
      for (let run = 0; run <= (isQuick ? runs.quick : runs.full); run++) {
        const load = await measureOne(server.url, say);
        say(`load, run ${run}: ${JSON.stringify(load)}`);
        if (run > 0) loads.push(load);
      }
    } finally {
      await server.stop();
    }
  });
  const megabytes = (bytes: (load: Load) => number) => medianOf(loads.map(bytes)) / 1e6;
  return {
    bytesBeforeFirstPicture: atMost(
      goals.megabytes,
      'MB',
      megabytes(({ http, stream }) => http + stream),
    ),
    ofThemFilesAndTiles: atMost(
      goals.megabytes,
      'MB',
      megabytes(({ http }) => http),
    ),
    ofThemStream: atMost(
      goals.megabytes,
      'MB',
      megabytes(({ stream }) => stream),
    ),
    offOriginRequests: atMost(goals.offOrigin, 'requests', Math.max(...loads.map(({ offOrigin }) => offOrigin))),
    timeToFirstPicture: atMost(goals.seconds, 's', medianOf(loads.map(({ pictureMs }) => pictureMs)) / 1000),
  };
};

async function measureOne(serverUrl: string, say: (line: string) => void): Promise<Load> {
  const wire = await startCountingProxy(serverUrl);
  const browser = await startBrowser([`--proxy-server=127.0.0.1:${wire.elsewhere.port}`]);
  try {
    const page = await browser.newPage({ width: 1366, height: 768 });
    const strangers: string[] = [];
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== wire.url) strangers.push(request.url());
    });
    wire.reset();
    const startedAt = performance.now();
    await page.goto(wire.url, { waitUntil: 'commit' });
    await untilDrawn(page);
    const pictureMs = Math.round(performance.now() - startedAt);
    const { http, stream } = wire.bytes();
    const asked = [...strangers, ...wire.elsewhere.asked];
    if (asked.length > 0) say(`off this origin: ${asked.join(', ')}`);
    return { http, stream, offOrigin: asked.length, pictureMs };
  } finally {
    await browser.close();
    await wire.close();
  }
}
