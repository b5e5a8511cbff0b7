import type { Position } from '../../geo/position.ts';
import type { Confidence } from '../../parameters/medical.ts';
import type { PictureRecord } from '../../picture/record.ts';

/** Everything medical cover is computed from, at one moment: plain data, so that it crosses threads and can be kept. */
export type Situation = {
  /** When those hurt would be hurt, epoch milliseconds. */
  readonly now: number;
  readonly assets: readonly PictureRecord<'asset'>[];
  readonly facilities: readonly PictureRecord<'facility'>[];
  readonly sites: readonly PictureRecord<'site'>[];
  readonly roads: readonly PictureRecord<'road'>[];
  /** Threat, where the conditions ask for an escort; it may be left out while they do not. */
  readonly zones: readonly PictureRecord<'zone'>[];
  readonly conditions: PictureRecord<'conditions'> | undefined;
  readonly parameters: PictureRecord<'parameters'> | undefined;
  /** Newest fix of the tracks that assets name, as `source/trackId`. */
  readonly fixes: ReadonlyMap<string, Fix>;
  /** Day or night where a what-if says so; otherwise the sun does. */
  readonly light?: 'day' | 'night' | undefined;
};

export type Fix = {
  readonly position: Position;
  readonly observedAt: number;
  readonly intervalMs: number;
  readonly accuracyMetres: number;
};

/** The reading of the parameters that a picture of cover is drawn with, unless another is asked for. */
export const usualConfidence: Confidence = 'planning';

/** Where a patrol was last heard; undefined where nobody knows. */
export type PatrolPlace = { readonly patrolId: string; readonly fix: Fix | undefined };
