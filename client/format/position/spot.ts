import type { Position } from '#shared/geo/position.ts';

/**
 * A place that a person named by its coordinates. `reference` is the same place in the tidied form of its notation, and
 * parses to the same spot again; `ring` is the area within which the given digits leave it open, closed.
 */
export type Spot = {
  notation: 'decimal' | 'dms' | 'mgrs';
  position: Position;
  ring: readonly Position[];
  /** The longer side of that area, metres. */
  widthMetres: number;
  reference: string;
};

/** Why something that looks like coordinates names no place. */
export type SpotProblem = 'latitude-range' | 'longitude-range' | 'minutes-range' | 'mgrs-digits' | 'mgrs-square';

/** `undefined`: not coordinates at all. */
export type SpotResult = { ok: true; value: Spot } | { ok: false; problem: SpotProblem } | undefined;
