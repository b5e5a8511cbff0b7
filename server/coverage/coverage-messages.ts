import type { CasePlan } from '#shared/coverage/case-plans.ts';
import type { CoverRaster } from '#shared/coverage/compute-cover.ts';
import type { PatrolCover, TierName } from '#shared/coverage/patrol-cover.ts';
import type { Fix, Situation } from '#shared/coverage/situation.ts';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Ground } from '#shared/schema/ground.ts';

/** What the thread of coverage is started with. */
export type CoverageSetting = { box: BoundingBox; ground: Ground };

export type CoverageRequest =
  | { kind: 'cover'; situation: Situation; patrols: readonly PatrolPlace[]; wantsRaster: boolean }
  | { kind: 'plans'; situation: Situation; patrols: readonly PatrolPlace[]; wanted: WantedPlans }
  | { kind: 'close' };

/** Where a patrol was last heard; undefined where nobody knows. */
export type PatrolPlace = { patrolId: string; fix: Fix | undefined };

export type CoverageAnswer = {
  raster: CoverRaster | undefined;
  patrols: { patrolId: string; cover: PatrolCover }[];
  isNight: boolean;
  /** Milliseconds it took. */
  tookMs: number;
};

/** Ways from one place to a tier of care. */
export type WantedPlans = { position: Position; tier: TierName; limit: number };

/** `uncovered`: ids of the patrols that each plan would leave without a tier. */
export type PlansComputed = { plans: (CasePlan & { uncovered: string[] })[]; isNight: boolean };
