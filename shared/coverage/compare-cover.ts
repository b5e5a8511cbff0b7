import { cellMetresByRow, type MercatorGrid } from '../geo/mercator-grid.ts';
import { gainedClass, lostClass, outsideClass } from './cover-classes.ts';

/** Where both tiers are met only with the edits, and only without, in square kilometres. */
export type AreaDifference = { readonly gainedKm2: number; readonly lostKm2: number };

type PatrolStates = readonly { patrolId: string; cover: { team: { state: string }; surgery: { state: string } } }[];

/**
 * Compares classes as of `classifyCells`, of which 0 is covered, and writes into `after` what is gained, lost or outside:
 * it is then what a what-if draws. `inside` is 0 where the mission has no business.
 */
export function markDifference(
  grid: MercatorGrid,
  { before, after, inside }: { before: Uint8Array; after: Uint8Array; inside: Uint8Array },
): AreaDifference {
  const metres = cellMetresByRow(grid);
  let [gainedKm2, lostKm2] = [0, 0];
  for (let row = 0, cell = 0; row < grid.rows; row++) {
    const km2 = (metres[row]! / 1_000) ** 2;
    for (let column = 0; column < grid.columns; column++, cell++) {
      if (inside[cell] === 0) {
        after[cell] = outsideClass;
        continue;
      }
      const [was, is] = [before[cell] === 0, after[cell] === 0];
      if (was === is) continue;
      after[cell] = is ? gainedClass : lostClass;
      if (is) gainedKm2 += km2;
      else lostKm2 += km2;
    }
  }
  return { gainedKm2, lostKm2 };
}

export type PatrolDifference = { readonly gained: readonly string[]; readonly lost: readonly string[] };

/** Ids of patrols for which both tiers are met only after, and only before. */
export function comparePatrols(before: PatrolStates, after: PatrolStates): PatrolDifference {
  const [was, is] = [inCover(before), inCover(after)];
  return { gained: [...is].filter((id) => !was.has(id)), lost: [...was].filter((id) => !is.has(id)) };
}

function inCover(states: PatrolStates): Set<string> {
  return new Set(
    states.flatMap(({ patrolId, cover }) =>
      cover.team.state === 'met' && cover.surgery.state === 'met' ? [patrolId] : [],
    ),
  );
}
