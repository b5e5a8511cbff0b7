import { parentPort, workerData } from 'node:worker_threads';
import { planCase, prepareReadings } from '#shared/coverage/cases/case-plans.ts';
import { leftUncovered } from '#shared/coverage/cases/left-uncovered.ts';
import { computeRaster, prepareSituation } from '#shared/coverage/compute-cover.ts';
import { GroundModel } from '#shared/coverage/ground/ground-model.ts';
import { coverOfPatrol } from '#shared/coverage/patrol-cover.ts';
import { usualConfidence } from '#shared/coverage/situation/situation.ts';
import { serveThread } from '../log/thread-port.ts';
import type {
  CoverageAnswer,
  CoverageRequest,
  CoverageSetting,
  PatrolAnswer,
  PlansComputed,
} from './coverage-messages.ts';

/** Computes cover beside the server, which meanwhile answers viewers. */

/** The rest of the patrols is asked for again, so that others who wait come in between. */
const enoughMs = 500;

let model: GroundModel | undefined;

serveThread<CoverageRequest, true>(parentPort!, {
  open: () => true,
  handle: (request) => ({ value: answer(request) }),
});

function answer(request: CoverageRequest): CoverageAnswer | PlansComputed | undefined {
  if (request.kind === 'close') return undefined;
  return request.kind === 'plans' ? plan(request) : cover(request);
}

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

function plan({ situation, patrols, wanted }: Extract<CoverageRequest, { kind: 'plans' }>): PlansComputed {
  model ??= makeModel();
  const prepared = prepareReadings(model, situation);
  const plans = planCase(model, prepared, wanted);
  const usual = prepared[usualConfidence];
  const assetSets = plans.map(({ assets }) => assets);
  const uncovered = leftUncovered(model, usual, patrols, { now: situation.now, assetSets });
  return {
    plans: plans.map((each, index) => ({ ...each, uncovered: uncovered[index]! })),
    isNight: usual.read.isNight,
  };
}

/** Made by the first request, because the ground of a large mission takes a second. */
function makeModel(): GroundModel {
  const { box, ground, cellMetres } = workerData as CoverageSetting;
  const made = GroundModel.make(box, ground, { cellMetres });
  if (!made.ok) throw new Error(`no cover can be computed for the area of the mission: ${made.problem}`);
  return made.model;
}
