import { expect, it, onTestFinished } from 'vitest';
import { Picture } from '#shared/picture/picture.ts';
import { noGround } from '#shared/schema/ground.ts';
import { localViewer } from '../access/viewer.ts';
import type { EventLog } from '../log/event-log.ts';
import { makeMetrics } from '../metrics/metrics.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { CoverageService } from './coverage-service.ts';

function makeService(): CoverageService {
  const service = new CoverageService({
    live: { picture: new Picture(), listen: () => () => undefined } as unknown as LivePicture,
    log: {} as EventLog,
    ...{ box: [-2, 15, 2, 17], ground: noGround, metrics: makeMetrics(), now: Date.now },
    submit: async () => [],
    onRaster: () => undefined,
    onFault: (error) => expect.fail(error.message),
  });
  onTestFinished(() => service.close());
  return service;
}

it('answers eight who wait for plans, refuses more by name, and answers again when they have theirs', async () => {
  const service = makeService();
  const ask = () => service.plansFor(localViewer, { position: [0, 16], tier: 'surgery', limit: 1 });
  const answers = await Promise.all(Array.from({ length: 12 }, ask));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(8);
  for (const answer of answers.slice(8)) expect(answer).toMatchObject({ ok: false, problem: { name: 'overloaded' } });
  expect(await ask()).toMatchObject({ ok: true });
});
