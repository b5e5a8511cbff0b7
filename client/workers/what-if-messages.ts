import type { BestPlaces, Candidate } from '#shared/coverage/best-places.ts';
import type { PatrolPlace, Situation } from '#shared/coverage/situation/situation.ts';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { MercatorGrid } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Ground } from '#shared/schema/ground.ts';
import type { Edit } from '#shared/schema/medical/scenario.ts';
import type { Polygon } from '#shared/schema/vocabulary.ts';

/** What is asked of the worker of what-ifs, and what it answers. One request at a time; each answer names its own. */
export type WhatIfRequest =
  /** `cellMetres` as the server has it; `suppose`: what the address says is supposed. */
  | {
      kind: 'open';
      box: BoundingBox;
      ground: Ground;
      cellMetres: number | undefined;
      area: Polygon;
      suppose: string | undefined;
    }
  /** What is known now: everything supposed stands on it. */
  | { kind: 'live'; situation: Situation; patrols: readonly PatrolPlace[] }
  /** `dragged`: what is being moved now; the rest stays the same from frame to frame. */
  | { kind: 'suppose'; edits: readonly Edit[]; dragged?: string | undefined }
  /** What single changes on top of the edits would bring. */
  | { kind: 'levers'; edits: readonly Edit[]; levers: readonly Lever[] }
  /** Where one thing would serve best, on top of the edits. */
  | { kind: 'places'; edits: readonly Edit[]; key: string; candidates: readonly Candidate[] };

/** `key`: the asset it is about, or `conditions`. */
export type Lever = { key: string; edit: Edit };
export type Pulled = { key: string; gained: readonly string[]; lost: readonly string[] };

export type WhatIfAnswer =
  | { kind: 'opened'; edits: readonly Edit[] }
  | { kind: 'ready' }
  | { kind: 'supposed'; supposed: Supposed }
  | { kind: 'levers'; levers: readonly Pulled[] }
  | { kind: 'places'; key: string; best: BestPlaces }
  | { kind: 'fault'; detail: string };

/** Cover as it would be, beside what it is. */
export type Supposed = {
  readonly grid: MercatorGrid;
  /** Index in `coverClasses`, or gained, lost or outside as of `cover-classes.ts`. */
  readonly classes: Uint8Array;
  readonly gainedKm2: number;
  readonly lostKm2: number;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Where assets and facilities would be. */
  readonly places: readonly SupposedPlace[];
  readonly tookMs: number;
};

export type SupposedPlace = { key: string; name: string; position: Position; isEdited: boolean };
