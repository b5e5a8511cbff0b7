import type { BoundingBox } from '../geo/bounding-box.ts';

/**
 * Answer of `GET /api/v1/basemap`: the parts of the default basemap that come after the first picture. `detail` holds
 * lakes, rivers and towns; it is built once, in the background. `version` changes when the tiles do.
 */
export type BasemapStatus = { detail: DetailStatus };

export type DetailStatus =
  | { state: 'building'; percent: number }
  | { state: 'ready'; version: string; maxzoom: number; area: BoundingBox }
  | { state: 'failed'; problem: string }
  | { state: 'absent' };
