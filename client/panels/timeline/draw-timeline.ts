import { drawAxis } from './draw-axis.ts';
import { drawBars } from './draw-bars.ts';
import { drawMoment } from './draw-moment.ts';
import { findNearX, findX } from './time-window.ts';
import type { TimelineScene } from './timeline-scene.ts';

/** Fine enough for the figures of a desk; a wall is read from afar. */
const smallestFontPixels = 11;

export function drawTimeline(canvas: HTMLCanvasElement, scene: TimelineScene): void {
  const { width, rows, rem, fontFamily } = scene;
  const context = canvas.getContext('2d');
  if (!context || width <= 0) return;
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(rows.height * ratio)];
  // Setting a size throws the drawing away and its memory with it: only where it changed.
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, rows.height);
  context.font = `${Math.max(smallestFontPixels, 0.86 * rem)}px ${fontFamily}`;
  context.direction = 'ltr';
  context.textBaseline = 'middle';
  drawGround(context, scene);
  drawBars(context, scene);
  drawRange(context, scene);
  drawAxis(context, scene);
  drawMoment(context, scene);
}

/** The lane of the range, and hatching where there is no record. */
function drawGround(
  context: CanvasRenderingContext2D,
  { width, rows, window, extent, palette, rem }: TimelineScene,
): void {
  context.fillStyle = palette.surface0;
  context.fillRect(0, rows.lane, width, rows.axis - rows.lane);
  const start = Math.min(width, findX(window, width, extent.from));
  const end = Math.max(0, findX(window, width, extent.to));
  context.save();
  context.beginPath();
  if (start > 0) context.rect(0, rows.bars, start, rows.axis - rows.bars);
  if (end < width) context.rect(end, rows.bars, width - end, rows.axis - rows.bars);
  context.clip();
  context.strokeStyle = palette.line;
  context.beginPath();
  const height = rows.axis - rows.bars;
  for (let x = -height; (start > 0 || end < width) && x < width; x += 0.5 * rem) {
    context.moveTo(x, rows.axis);
    context.lineTo(x + height, rows.bars);
  }
  context.stroke();
  context.restore();
}

function drawRange(
  context: CanvasRenderingContext2D,
  { width, rows, window, range, palette, rem }: TimelineScene,
): void {
  if (!range) return;
  const start = findNearX(window, width, range.from);
  const end = findNearX(window, width, range.to);
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.14;
  context.fillRect(start, rows.bars, end - start, rows.lane - rows.bars);
  context.globalAlpha = 0.5;
  context.fillRect(start, rows.lane, end - start, rows.axis - rows.lane);
  context.globalAlpha = 1;
  for (const x of [start, end]) {
    context.fillRect(x - 0.5, rows.bars, 1, rows.axis - rows.bars);
    context.fillRect(x - 0.2 * rem, rows.lane, 0.4 * rem, rows.axis - rows.lane);
  }
}
