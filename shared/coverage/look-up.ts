import { cellAt } from '../geo/mercator-grid.ts';
import type { Position } from '../geo/position.ts';
import type { CoverRaster } from './compute-cover.ts';
import { classOf, coverClasses } from './cover-classes.ts';

/** Index in `coverClasses` of each position, read off the map; outside of it nothing is known. */
export function classesAt({ grid, known, hopeful }: CoverRaster, positions: readonly Position[]): Uint8Array {
  return Uint8Array.from(positions, (position) => {
    const cell = cellAt(grid, position);
    if (cell < 0) return coverClasses.indexOf('unknown');
    return classOf([known.team[cell]!, known.surgery[cell]!], [hopeful.team[cell]!, hopeful.surgery[cell]!]);
  });
}
