import { beyond, type GroundField } from '../ground/ground-field.ts';
import type { DisplayGrid } from './display-grid.ts';

/** Calls `visit` for each cell of the display that a field of the ground reaches, with its seconds. */
export function visitField(
  { grid, stride, offset }: DisplayGrid,
  { left, top, width, height, seconds }: GroundField,
  visit: (cell: number, seconds: number) => void,
): void {
  const firstColumn = Math.max(0, Math.ceil((left - offset) / stride));
  const firstRow = Math.max(0, Math.ceil((top - offset) / stride));
  for (let row = firstRow; row < grid.rows; row++) {
    const y = row * stride + offset - top;
    if (y >= height) break;
    for (let column = firstColumn; column < grid.columns; column++) {
      const x = column * stride + offset - left;
      if (x >= width) break;
      const found = seconds[y * width + x]!;
      if (found !== beyond) visit(row * grid.columns + column, found);
    }
  }
}
