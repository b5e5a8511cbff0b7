/**
 * The sixteen moves between cells: four straight, four diagonal, eight of a chess knight. Bit d of a cell's mask closes
 * move d from it; move `opposite[d]` leads back.
 */
export const moves: readonly { readonly column: number; readonly row: number; readonly length: number }[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
  [1, 1],
  [-1, 1],
  [-1, -1],
  [1, -1],
  [2, 1],
  [1, 2],
  [-1, 2],
  [-2, 1],
  [-2, -1],
  [-1, -2],
  [1, -2],
  [2, -1],
].map(([column, row]) => ({ column: column!, row: row!, length: Math.hypot(column!, row!) }));

export const opposite: readonly number[] = moves.map(({ column, row }) =>
  moves.findIndex((other) => other.column === -column && other.row === -row),
);

/** The two cells that a knight move passes between its ends, relative to its start; none for the other moves. */
export const passed: readonly (readonly { readonly column: number; readonly row: number }[])[] = moves.map(
  ({ column, row }) => {
    if (Math.abs(column) + Math.abs(row) < 3) return [];
    const isWide = Math.abs(column) === 2;
    return isWide
      ? [
          { column: column / 2, row: 0 },
          { column: column / 2, row },
        ]
      : [
          { column: 0, row: row / 2 },
          { column, row: row / 2 },
        ];
  },
);

/** Straight and diagonal moves come first, so that eight directions are the first eight. */
export type Directions = 8 | 16;

/** Cells of padding on each side, so that no move can leave the arrays. */
export const padding = 2;
