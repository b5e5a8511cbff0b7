import { drawFigures, measureFigures } from './draw-figures.ts';
import { contains, findX } from './time-window.ts';
import type { TimelineScene } from './timeline-scene.ts';

/** The needle and its label; a moment out of the window is named at the end beyond which it lies. */
export function drawMoment(context: CanvasRenderingContext2D, scene: TimelineScene): void {
  const { width, rows, rem, window, at, palette, momentTexts } = scene;
  const x = findX(window, width, at);
  const isShown = contains(window, at);
  const lead = isShown ? '' : x < 0 ? '◂ ' : '▸ ';
  const padding = 0.4 * rem;
  const texts = momentTexts.map((text) => lead + text);
  const box = placeLabel(x, {
    width,
    padding,
    lengths: texts.map((text) => measureFigures(context, text)),
  });
  if (isShown) {
    context.fillStyle = palette.text;
    context.fillRect(x - 0.75, rows.bars - 0.15 * rem, 1.5, rows.axis - rows.bars + 0.15 * rem);
  }
  if (!box) return;
  const height = rows.bars - 0.15 * rem;
  context.fillStyle = isShown ? palette.text : palette.surface2;
  context.beginPath();
  context.roundRect(box.left, 0, box.length, height, 0.25 * rem);
  context.fill();
  context.fillStyle = isShown ? palette.surface0 : palette.text;
  context.textAlign = 'left';
  drawFigures(context, texts[box.index]!, box.left + padding, height / 2 + 0.5);
}

/** The longest label that fits, centred on its place and moved into the canvas where it would leave it. */
export function placeLabel(
  x: number,
  { width, padding, lengths }: { width: number; padding: number; lengths: readonly number[] },
): { index: number; left: number; length: number } | undefined {
  const index = lengths.findIndex((each) => each + 2 * padding <= width);
  if (index < 0) return;
  const length = lengths[index]! + 2 * padding;
  return { index, length, left: Math.min(width - length, Math.max(0, x - length / 2)) };
}
