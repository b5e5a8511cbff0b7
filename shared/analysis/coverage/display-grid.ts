import type { MercatorGrid } from '../../geo/mercator-grid.ts';

/**
 * The grid on which cover is drawn, coarser than the ground it is computed over. Each of its cells is centred on the
 * middle of one ground cell, every `stride`th, so that a cell says what holds at its centre and nothing is averaged.
 */
export type DisplayGrid = {
  readonly grid: MercatorGrid;
  readonly stride: number;
  /** Column and row of the ground cell under the first display cell. */
  readonly offset: number;
};

export function makeDisplayGrid(ground: MercatorGrid, stride: number): DisplayGrid {
  const offset = stride >> 1;
  const shift = (offset + 0.5 - stride / 2) * ground.cell;
  const columns = Math.floor((ground.columns - offset - 1) / stride) + 1;
  const rows = Math.floor((ground.rows - offset - 1) / stride) + 1;
  return {
    grid: { west: ground.west + shift, north: ground.north - shift, cell: ground.cell * stride, columns, rows },
    stride,
    offset,
  };
}
