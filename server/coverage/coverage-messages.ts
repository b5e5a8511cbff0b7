import type { CasePlan, WantedPlans as WantedWays } from '#shared/coverage/cases/case-plans.ts';
import type { CoverRaster } from '#shared/coverage/compute-cover.ts';
import type { PatrolCover } from '#shared/coverage/patrol-cover.ts';
import type { PatrolPlace, Situation } from '#shared/coverage/situation/situation.ts';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { Ground } from '#shared/schema/ground.ts';

/** What the thread of coverage is started with. */
export type CoverageSetting = { box: BoundingBox; ground: Ground; cellMetres?: number | undefined };

export type CoverageRequest =
  | { kind: 'cover'; situation: Situation; patrols: readonly PatrolPlace[]; wantsRaster: boolean }
  | { kind: 'plans'; situation: Situation; patrols: readonly PatrolPlace[]; wanted: WantedPlans }
  | { kind: 'close' };

export type PatrolAnswer = { patrolId: string; cover: PatrolCover };

export type CoverageAnswer = {
  raster: CoverRaster | undefined;
  /** Of the first patrols asked for: as many as the time of one request allows, at least one. */
  patrols: PatrolAnswer[];
  isNight: boolean;
  /** Milliseconds it took. */
  tookMs: number;
  /** How many times over ground this thread has computed so far. */
  fields: number;
};

/** A raster, named by what it was computed from. */
export type NamedRaster = { revision: string; computedAt: number; raster: CoverRaster; isNight: boolean };
/** Ways from one place to a tier of care. `caseId`: what was sent to this case counts as free for it. */
export type WantedPlans = WantedWays & { caseId?: string | undefined };

/** `uncovered`: ids of the patrols that each plan would leave without a tier. */
export type PlansComputed = { plans: (CasePlan & { uncovered: string[] })[]; isNight: boolean };
