import { cellMetresByRow, type MercatorGrid } from '../../geo/mercator-grid.ts';
import { padding } from './moves.ts';

/**
 * How slowly ground is crossed. Arrays are padded by `padding` closed cells on each side, so that moves need no bounds;
 * index = (row + padding) × stride + column + padding.
 */
export type Terrain = {
  readonly columns: number;
  readonly rows: number;
  readonly stride: number;
  /** Seconds to cross one cell; Infinity where it is closed. */
  readonly friction: Float32Array;
  /** Bits of `moves` that a barrier closes, by cell; undefined when there is none. */
  readonly blocked: Uint16Array | undefined;
};

/** Ground of one size everywhere, before speeds are known. */
export function makeTerrain(columns: number, rows: number): Terrain {
  const stride = columns + 2 * padding;
  const friction = new Float32Array(stride * (rows + 2 * padding)).fill(Number.POSITIVE_INFINITY);
  return { columns, rows, stride, friction, blocked: undefined };
}

/** Off-road speeds in km/h by cell of the grid, 0 where it is closed, as seconds to cross each cell. */
export function makeTerrainOf(grid: MercatorGrid, speedOf: (cell: number) => number): Terrain {
  const { columns, rows } = grid;
  const terrain = makeTerrain(columns, rows);
  const metres = cellMetresByRow(grid);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const speed = speedOf(row * columns + column);
      if (speed > 0) terrain.friction[nodeOf(terrain, column, row)] = (metres[row]! * 3.6) / speed;
    }
  }
  return terrain;
}

/** Index in the padded arrays. */
export function nodeOf({ stride }: Pick<Terrain, 'stride'>, column: number, row: number): number {
  return (row + padding) * stride + column + padding;
}

export function placeOfNode({ stride }: Pick<Terrain, 'stride'>, node: number): { column: number; row: number } {
  return { column: (node % stride) - padding, row: Math.floor(node / stride) - padding };
}
