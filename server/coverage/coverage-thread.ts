import { parentPort, workerData } from 'node:worker_threads';
import { computeRaster, prepareSituation } from '#shared/coverage/compute-cover.ts';
import { GroundModel } from '#shared/coverage/ground-model.ts';
import { coverOfPatrol } from '#shared/coverage/patrol-cover.ts';
import { usualConfidence } from '#shared/coverage/situation.ts';
import { serveThread } from '../log/thread-port.ts';
import type { CoverageAnswer, CoverageRequest, CoverageSetting, PatrolAnswer } from './coverage-messages.ts';

/** Computes cover beside the server, which meanwhile answers viewers. */

/** The rest of the patrols is asked for again, so that others who wait come in between. */
const enoughMs = 500;

let model: GroundModel | undefined;

serveThread<CoverageRequest, true>(parentPort!, {
  open: () => true,
  handle: (request) => ({ value: request.kind === 'close' ? undefined : cover(request) }),
});

function cover({ situation, patrols, wantsRaster }: Extract<CoverageRequest, { kind: 'cover' }>): CoverageAnswer {
  const startedAt = performance.now();
  model ??= makeModel();
  const prepared = prepareSituation(model, situation, usualConfidence);
  const raster = wantsRaster ? computeRaster(model, prepared) : undefined;
  const ofPatrols: PatrolAnswer[] = [];
  for (const { patrolId, fix } of patrols) {
    if (ofPatrols.length > 0 && performance.now() - startedAt > enoughMs) break;
    ofPatrols.push({ patrolId, cover: coverOfPatrol(model, prepared, fix, situation.now) });
  }
  const tookMs = performance.now() - startedAt;
  return { raster, patrols: ofPatrols, isNight: prepared.read.isNight, tookMs, fields: model.computed };
}

/** Made by the first request, because the ground of a large mission takes a second. */
function makeModel(): GroundModel {
  const { box, ground, cellMetres } = workerData as CoverageSetting;
  const made = GroundModel.make(box, ground, cellMetres);
  if (!made.ok) throw new Error(`no cover can be computed for the area of the mission: ${made.problem}`);
  return made.model;
}
