import { createStore, type StoreApi } from 'zustand/vanilla';
import { classifyCells } from '#shared/coverage/cover-classes.ts';
import { cellAt } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Coverage } from '#shared/protocol/coverage.ts';

/** Medical cover as the server last computed it, with the class of each cell. */
export type CoverageState = {
  coverage: Coverage | undefined;
  /** Index in `coverClasses` by cell. */
  classes: Uint8Array | undefined;
};
export type CoverageStore = StoreApi<CoverageState>;

export function createCoverageStore(): CoverageStore {
  return createStore<CoverageState>()(() => ({ coverage: undefined, classes: undefined }));
}

export function takeCoverage(store: CoverageStore, coverage: Coverage): void {
  const { known, hopeful } = coverage.raster;
  store.setState({ coverage, classes: classifyCells(known, hopeful) });
}

/** Minutes at one place: as known, and as they may be. */
export type CoverAtPlace = { known: TierMinutes; hopeful: TierMinutes; class: number };
type TierMinutes = { team: number; surgery: number };

export function coverAt({ coverage, classes }: CoverageState, position: Position): CoverAtPlace | undefined {
  if (!coverage || !classes) return undefined;
  const { grid, known, hopeful } = coverage.raster;
  const cell = cellAt(grid, position);
  if (cell < 0) return undefined;
  const at = ({ team, surgery }: typeof known) => ({ team: team[cell]!, surgery: surgery[cell]! });
  return { known: at(known), hopeful: at(hopeful), class: classes[cell]! };
}
