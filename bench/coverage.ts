import { mergeAir } from '#shared/analysis/coverage/air-cover.ts';
import { allAirChains } from '#shared/analysis/coverage/chains.ts';
import { emptyCover } from '#shared/analysis/coverage/cover-map.ts';
import { makeDisplayGrid } from '#shared/analysis/coverage/display-grid.ts';
import { rankPlans } from '#shared/analysis/coverage/rank-plans.ts';
import { computeRaster, prepareSituation } from '#shared/coverage/compute-cover.ts';
import { GroundModel, type GroundOptions, tierLimitSeconds } from '#shared/coverage/ground/ground-model.ts';
import { classesAt } from '#shared/coverage/look-up.ts';
import type { Benchmark } from './benchmark.ts';
import { measure, type Took } from './coverage-clock.ts';
import { measureFields } from './coverage-fields.ts';
import { box, makeRandom, makeSyntheticGround, randomPlace } from './coverage-ground.ts';
import { makeBusyMission } from './coverage-situation.ts';
import { measureBridgeLoss, measureWhatIfs } from './coverage-what-if.ts';
import { everyPair } from './every-pair.ts';
import { atMost } from './figure.ts';

const seed = 7;
const runs = { quick: 5, full: 9 };

/** The kernels of medical cover over a synthetic mission of 1,000 × 1,000 km: pure functions, one thread. */
export const measureCoverage: Benchmark = async ({ isQuick, say }) => {
  const count = isQuick ? runs.quick : runs.full;
  const { ground, towns, bridges } = makeSyntheticGround(seed);
  const situation = makeBusyMission(seed, towns);
  const named = (name: string) => ({ name, runs: count, say });

  const fields = measureFields({ ground, towns, seed, named, say });

  const makeModel = (options: GroundOptions = {}): GroundModel => {
    const made = GroundModel.make(box, ground, options);
    if (!made.ok) throw new Error(made.problem);
    return made.model;
  };
  let model = makeModel();
  const groundMade = measure(named('ground read'), () => {
    model = makeModel();
  });
  /** Each run has a model that has computed nothing yet. */
  const measureCold = (name: string, options: GroundOptions): Took => {
    const models = Array.from({ length: 2 + count }, () => makeModel(options));
    return measure(named(name), (run) => {
      const fresh = models[run]!;
      computeRaster(fresh, prepareSituation(fresh, situation, 'planning'));
      models[run] = model;
    });
  };
  const coldMap = measureCold('cold full map', { limitSeconds: tierLimitSeconds });
  const coldMapFar = measureCold('cold full map, four hours over ground', {});

  const prepared = prepareSituation(model, situation, 'planning');
  const { input } = prepared.known;
  // Every pair takes seconds; the short form compares on cells of 2 km.
  const display = isQuick ? makeDisplayGrid(model.grid, 4) : model.display;
  const [ours, plain] = [emptyCover(display), emptyCover(display)];
  const air = measure(named('30 helicopters × 20 facilities'), () => {
    for (const each of [ours.team, ours.surgery]) each.fill(Number.POSITIVE_INFINITY);
    mergeAir(display.grid, ours, input, allAirChains(input));
  });
  const pairs = measure({ ...named('the same, every pair'), runs: 5 }, () => {
    for (const each of [plain.team, plain.surgery]) each.fill(Number.POSITIVE_INFINITY);
    everyPair(display.grid, plain, input);
  });
  let unequal = 0;
  for (const tier of ['team', 'surgery'] as const)
    ours[tier].forEach((seconds, cell) => {
      if (seconds !== plain[tier][cell]) unequal++;
    });

  const random = makeRandom(seed);
  const patrols = Array.from({ length: 10_000 }, () => randomPlace(random));
  const raster = computeRaster(model, prepared);
  const lookUp = measure(named('10,000 patrols by look-up'), () => void classesAt(raster, patrols));
  const places = patrols.slice(0, 100);
  const plan = measure(named('plans for 100 places'), () => {
    for (const place of places) rankPlans(place, model.grid, input, 'surgery');
  });
  // As the worker of what-ifs has it.
  const near = makeModel({ limitSeconds: tierLimitSeconds });
  const whatIfs = measureWhatIfs({ model: near, situation, bridges, named, say });
  const bridgeLossFar = measureBridgeLoss({ model, situation, bridges, say });
  return {
    ...fields,
    groundRead: atMost(3_000, 'ms', groundMade.wallMs),
    coldMap: atMost(500, 'ms', coldMap.wallMs),
    coldMapCpu: atMost(500, 'ms', coldMap.cpuMs),
    coldMapFourHours: atMost(1_000, 'ms', coldMapFar.wallMs),
    airOverEveryPair: atMost(0.25, 'times', air.cpuMs / pairs.cpuMs),
    airUnequalCells: atMost(0, 'cells', unequal),
    patrolsLookedUp: atMost(5, 'ms', lookUp.wallMs),
    rankedPlan: atMost(2, 'ms', plan.wallMs / places.length),
    ...whatIfs,
    bridgeLossFourHours: atMost(100, 'ms', bridgeLossFar),
  };
};
