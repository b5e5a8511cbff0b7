import { cellMetresByRow, type MercatorGrid } from '../geo/mercator-grid.ts';

/** Square kilometres and patrols that one cover has and another has not. */
export type CoverDifference = {
  /** Where both tiers are met only with the edits, and only without. */
  readonly gainedKm2: number;
  readonly lostKm2: number;
  /** By cell: 1 gained, 2 lost, 0 the same. */
  readonly cells: Uint8Array;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
};

type PatrolStates = readonly { patrolId: string; cover: { team: { state: string }; surgery: { state: string } } }[];

/** `before` and `after` are classes as of `classifyCells`; class 0 is covered. `inside` leaves out cells that are 0 there. */
export function compareCover(
  grid: MercatorGrid,
  cells: { before: Uint8Array; after: Uint8Array; inside?: Uint8Array | undefined },
  patrols: { before: PatrolStates; after: PatrolStates },
): CoverDifference {
  const { before, after, inside } = cells;
  const metres = cellMetresByRow(grid);
  const changed = new Uint8Array(before.length);
  const km2 = [0, 0, 0];
  for (let cell = 0; cell < before.length; cell++) {
    if (inside && inside[cell] === 0) continue;
    const [was, is] = [before[cell] === 0, after[cell] === 0];
    if (was === is) continue;
    const change = is ? 1 : 2;
    changed[cell] = change;
    km2[change]! += (metres[Math.floor(cell / grid.columns)]! / 1_000) ** 2;
  }
  return {
    gainedKm2: km2[1]!,
    lostKm2: km2[2]!,
    cells: changed,
    ...comparePatrols(patrols.before, patrols.after),
  };
}

/** Ids of patrols for which both tiers are met only after, and only before. */
export function comparePatrols(before: PatrolStates, after: PatrolStates): Pick<CoverDifference, 'gained' | 'lost'> {
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
