import { beyond, type GroundField } from '../ground/ground-field.ts';
import type { DisplayGrid } from './display-grid.ts';

/**
 * A field of the ground as the display sees it: seconds over a window of its cells, `beyond` where it does not reach.
 * Index = y × width + x, for the display cell at column `left + x` and row `top + y`.
 */
export type SampledField = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly seconds: Uint16Array;
};

const samplesOfFields = new WeakMap<GroundField, { display: DisplayGrid; sample: SampledField }>();

/** Kept with the field: it is asked for at each step of a drag. */
export function sampleField(display: DisplayGrid, field: GroundField): SampledField {
  const known = samplesOfFields.get(field);
  if (known?.display === display) return known.sample;
  const { grid, stride, offset } = display;
  const left = Math.max(0, Math.ceil((field.left - offset) / stride));
  const top = Math.max(0, Math.ceil((field.top - offset) / stride));
  const right = Math.min(grid.columns - 1, Math.floor((field.left + field.width - 1 - offset) / stride));
  const bottom = Math.min(grid.rows - 1, Math.floor((field.top + field.height - 1 - offset) / stride));
  const [width, height] = [Math.max(0, right - left + 1), Math.max(0, bottom - top + 1)];
  const seconds = new Uint16Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    let from = ((top + y) * stride + offset - field.top) * field.width + left * stride + offset - field.left;
    for (let x = 0; x < width; x++, from += stride) seconds[to++] = field.seconds[from]!;
  }
  const sample = { left, top, width, height, seconds };
  samplesOfFields.set(field, { display, sample });
  return sample;
}

/** Calls `visit` for each cell of the display that a field of the ground reaches, with its seconds. */
export function visitField(
  display: DisplayGrid,
  field: GroundField,
  visit: (cell: number, seconds: number) => void,
): void {
  const { left, top, width, height, seconds } = sampleField(display, field);
  const { columns } = display.grid;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, cell = (top + y) * columns + left; x < width; x++, at++, cell++)
      if (seconds[at] !== beyond) visit(cell, seconds[at]!);
}
