import { type MarkFill, markOrder, markStyles } from './mark-styles.ts';
import { findNearX, findX } from './time-window.ts';
import { barUnits, findBin, findBins } from './timeline-counts.ts';
import type { TimelineScene } from './timeline-scene.ts';

/** No bar is lower than can be seen. */
const leastHeight = 2;

/** One stacked column for each bin, the gravest mark at its base; where counts are not known yet, the base line is broken. */
export function drawBars(context: CanvasRenderingContext2D, scene: TimelineScene): void {
  const { width, rows, rem, window, counts, palette, pointed } = scene;
  const base = rows.lane - 1;
  drawBaseLine(context, scene, base);
  if (!counts) return;
  const scale = (base - rows.bars - 0.15 * rem) / counts.tallest;
  const pointedBin = pointed === undefined ? undefined : findBin(counts, pointed);
  const [first, end] = findBins(counts, window);
  for (let bin = first; bin < end; bin++) {
    const left = findNearX(window, width, counts.from + bin * counts.binMs);
    const right = findNearX(window, width, counts.from + (bin + 1) * counts.binMs);
    if (bin === pointedBin) {
      context.fillStyle = palette.line;
      context.fillRect(left, rows.bars, Math.max(1, right - left), base - rows.bars);
    }
    const [x, bar] = [left + 0.5, Math.max(1, right - left - 1)];
    let y = base;
    for (const mark of markOrder) {
      const count = counts.bins[mark]?.[bin] ?? 0;
      if (count === 0) continue;
      const height = Math.max(leastHeight, barUnits(count) * scale - 1);
      const { colour, fill } = markStyles[mark];
      context.fillStyle = palette[colour];
      fillBar(context, fill, { x, y: y - height, width: bar, height });
      y -= height + 1;
    }
  }
}

function drawBaseLine(context: CanvasRenderingContext2D, scene: TimelineScene, base: number): void {
  const { width, window, counts, palette } = scene;
  const start = counts ? Math.max(0, findX(window, width, counts.from)) : width;
  const end = counts ? Math.min(width, findX(window, width, counts.to)) : width;
  context.fillStyle = palette.faint;
  for (let x = 0; x < width; x += 8) if (x < start || x > end) context.fillRect(x, base, 3, 1);
  if (end > start) context.fillRect(start, base, end - start, 1);
}

type Box = { x: number; y: number; width: number; height: number };

/** A bar too small for its filling is filled whole: its place in the column still tells what it is. */
function fillBar(context: CanvasRenderingContext2D, fill: MarkFill, { x, y, width, height }: Box): void {
  if (fill === 'pale') {
    context.globalAlpha = 0.6;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  } else if (fill === 'rows' && height >= 5) {
    for (let row = 0; row < height; row += 3)
      context.fillRect(x, y + height - row - 2, width, Math.min(2, height - row));
  } else if (fill === 'columns' && width >= 4) {
    context.fillRect(x, y, width * 0.36, height);
    context.fillRect(x + width * 0.64, y, width * 0.36, height);
  } else if (fill === 'hollow' && width >= 4 && height >= 4) {
    context.fillRect(x, y, width, 1);
    context.fillRect(x, y + height - 1, width, 1);
    context.fillRect(x, y, 1, height);
    context.fillRect(x + width - 1, y, 1, height);
  } else context.fillRect(x, y, width, height);
}
