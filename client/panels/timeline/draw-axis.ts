import { chooseTicks } from './time-ticks.ts';
import { findX } from './time-window.ts';
import type { TimelineScene } from './timeline-scene.ts';

const zone = 'UTC';

/** The steps of the axis and below them the larger unit; the lower right end says the zone. */
export function drawAxis(context: CanvasRenderingContext2D, scene: TimelineScene): void {
  const { width, rows, rem, window, locale, palette } = scene;
  const measure = (text: string) => context.measureText(text).width;
  const zoneWidth = measure(zone) + 0.3 * rem;
  const ticks = chooseTicks({ window, width, taken: zoneWidth + 0.5 * rem, locale, measure });
  context.fillStyle = palette.line;
  for (const { x } of ticks.steps) context.fillRect(x - 0.5, rows.axis, 1, 0.25 * rem);
  for (const at of ticks.groupStarts) {
    const x = findX(window, width, at);
    context.fillRect(x - 0.5, rows.bars, 1, rows.height - rows.bars);
  }
  const stepsAt = rows.axis + (rows.groups - rows.axis) * 0.58;
  const groupsAt = (rows.groups + rows.height) / 2;
  context.textAlign = 'left';
  context.fillStyle = palette.dim;
  for (const { left, text } of ticks.steps) context.fillText(text, left, stepsAt);
  context.fillText(zone, width - zoneWidth, groupsAt);
  context.fillStyle = palette.text;
  for (const { left, text } of ticks.groups) context.fillText(text, left, groupsAt);
}
