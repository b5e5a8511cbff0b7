import { expect, it, onTestFinished } from 'vitest';
import type { Situation } from '#shared/coverage/situation/situation.ts';
import { noGround } from '#shared/schema/ground.ts';
import { makeMetrics } from '../metrics/metrics.ts';
import { computeInParts } from './compute-patrols.ts';
import { CoverageWorker } from './coverage-worker.ts';

const now = Date.UTC(2026, 0, 1, 11);
const record = (kind: 'asset' | 'facility', id: string, body: object) => ({
  ...{ key: `${kind}/${id}`, kind, id, source: 'test', messageId: 'm', actor: 'test' },
  ...{ observedAt: now, knownAt: now, sequence: 1, version: 1, body },
  marking: { classification: 'unclassified', releasableTo: [], originator: 'test' },
});

function situationOf(facilities: number): Situation {
  const place = (index: number) => [-2 + (index % 40) * 0.1, 15 + Math.floor(index / 40) * 0.1];
  return {
    now,
    assets: [record('asset', 'h', { type: 'helicopter', position: [0, 16], status: 'ready', medicalCrew: true })],
    facilities: Array.from({ length: facilities }, (_, index) =>
      record('facility', `f${index}`, { level: '2', position: place(index), status: 'open', tablesFree: 1 }),
    ),
    ...{ sites: [], roads: [], conditions: undefined, parameters: undefined, fixes: new Map() },
  } as unknown as Situation;
}

function startWorker(script?: URL) {
  const faults: string[] = [];
  const worker = new CoverageWorker({
    setting: { box: [-2, 15, 2, 17], ground: noGround },
    ...(script ? { script } : {}),
    metrics: makeMetrics(),
    onFault: ({ message }) => faults.push(message),
  });
  onTestFinished(() => worker.close());
  return { worker, faults };
}

it('answers for thousands of patrols in parts, and for others in between', async () => {
  const { worker, faults } = startWorker();
  const fix = { position: [0.5, 16] as const, observedAt: now, intervalMs: 60_000, accuracyMetres: 2_000 };
  const patrols = Array.from({ length: 5_000 }, (_, index) => ({ patrolId: `p${index}`, fix }));
  const order: string[] = [];
  const many = computeInParts(worker, { situation: situationOf(20), patrols, wantsRaster: true }, () =>
    order.push('raster'),
  ).then((answer) => {
    order.push('all');
    return answer;
  });
  const one = computeInParts(worker, { situation: situationOf(1), patrols: [], wantsRaster: true }).then(() =>
    order.push('other'),
  );
  const [answer] = await Promise.all([many, one]);
  expect(answer.patrols.map(({ patrolId }) => patrolId)).toEqual(patrols.map(({ patrolId }) => patrolId));
  expect(order).toEqual(['raster', 'other', 'all']);
  expect(faults).toEqual([]);
});

it('is stopped at once in the middle of a computation, and nobody calls that a fault', async () => {
  const { worker, faults } = startWorker();
  const computing = worker.compute({ kind: 'cover', situation: situationOf(800), patrols: [], wantsRaster: true });
  const ended = expect(computing).rejects.toThrow('the thread of medical cover ended');
  await new Promise((resolve) => setTimeout(resolve, 400));
  const since = performance.now();
  await worker.close();
  await ended;
  expect(performance.now() - since).toBeLessThan(500);
  expect(faults).toEqual([]);
});

it('is started once more when it dies, and then says that it is down', async () => {
  const dies = `import { parentPort } from 'node:worker_threads';
    parentPort.postMessage({ ready: true });
    parentPort.on('message', () => process.exit(3));`;
  const { worker, faults } = startWorker(new URL(`data:text/javascript,${encodeURIComponent(dies)}`));
  const ask = () => worker.compute({ kind: 'cover', situation: situationOf(1), patrols: [], wantsRaster: true });
  for (const words of ['started once more', 'not started again']) {
    await expect(ask()).rejects.toThrow('ended');
    expect(faults.at(-1)).toContain(words);
  }
  expect([worker.isDown, faults.length]).toEqual([true, 2]);
  await expect(ask()).rejects.toThrow('not computed any more');
});
