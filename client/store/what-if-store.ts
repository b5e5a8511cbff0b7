import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MercatorGrid } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Edit } from '#shared/schema/medical/scenario.ts';

/** What the map draws of a what-if while its panel is open; undefined while what is real is drawn. */
export type DrawnWhatIf = {
  grid: MercatorGrid;
  /** Index in the classes of cover; above them, gained and lost. */
  classes: Uint8Array;
  places: readonly { key: string; name: string; position: Position; isEdited: boolean }[];
  /** How long the worker took, milliseconds. */
  tookMs: number;
};
export type WhatIfState = {
  drawn: DrawnWhatIf | undefined;
  /** Takes a thing that was dragged on the map; `isEnd` when it was let go. */
  onDrag: ((key: string, position: Position, isEnd: boolean) => void) | undefined;
  /** Takes an edit, while the panel is open. */
  onEdit: ((edit: Edit) => void) | undefined;
};
export type WhatIfStore = StoreApi<WhatIfState>;

export function createWhatIfStore(): WhatIfStore {
  return createStore<WhatIfState>()(() => ({ drawn: undefined, onDrag: undefined, onEdit: undefined }));
}
