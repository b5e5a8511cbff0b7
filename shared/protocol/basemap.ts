import type { BoundingBox } from '../geo/bounding-box.ts';

/**
 * Answer of `GET /api/v1/basemap`: the parts of the default basemap that come after the first picture. `detail` holds
 * lakes, rivers and towns, and is built once, in the background. `version` changes when the tiles do.
 */
export type BasemapStatus = { detail: DetailStatus; boundaries: BoundaryStatus };

export type DetailStatus =
  | { state: 'building'; percent: number }
  | { state: 'ready'; version: string; maxzoom: number; area: BoundingBox }
  | { state: 'failed'; problem: string }
  | { state: 'absent' };

/** Whose boundaries are drawn; `refused` means that a file of the data folder is wrong and the default stays. */
export type BoundaryStatus =
  | { state: 'default' }
  | { state: 'replaced'; version: string; lines: number; attribution: string }
  | { state: 'refused'; problem: string };
