import type { CoverRaster } from '#shared/coverage/compute-cover.ts';
import type { PatrolCover } from '#shared/coverage/patrol-cover.ts';
import type { PatrolPlace, Situation } from '#shared/coverage/situation.ts';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { Ground } from '#shared/schema/ground.ts';

/** What the thread of coverage is started with. */
export type CoverageSetting = { box: BoundingBox; ground: Ground };

export type CoverageRequest =
  | { kind: 'cover'; situation: Situation; patrols: readonly PatrolPlace[]; wantsRaster: boolean }
  | { kind: 'close' };

export type CoverageAnswer = {
  raster: CoverRaster | undefined;
  patrols: { patrolId: string; cover: PatrolCover }[];
  isNight: boolean;
  /** Milliseconds it took. */
  tookMs: number;
};
