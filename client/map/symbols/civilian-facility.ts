import type { Palette } from '../../format/palette.ts';

export type Civilian = { status: 'open' | 'limited' | 'closed' | 'unknown'; isDoubtful: boolean; palette: Palette };

const half = 20;
const arm = 12;

/**
 * A facility of a register, quieter than the mission's own: a box with a cross. Filled while it is known to be open;
 * struck through when closed; with a broken edge and a question mark when its place is doubtful.
 */
export function drawCivilian(context: CanvasRenderingContext2D, { status, isDoubtful, palette }: Civilian): void {
  const isFilled = status === 'open' || status === 'limited';
  const colour = status === 'closed' ? palette.faint : palette.dim;
  drawBox(context, isFilled ? palette.medical : palette.surface1, isFilled ? palette.medicalEdge : colour, {
    isBroken: isDoubtful,
  });
  drawCross(context, isFilled ? palette.cross : colour);
  if (status === 'closed' || status === 'limited') {
    context.lineWidth = 5;
    context.strokeStyle = palette.warning;
    context.beginPath();
    context.moveTo(-half - 4, half + 4);
    context.lineTo(status === 'closed' ? half + 4 : 0, status === 'closed' ? -half - 4 : 0);
    context.stroke();
  }
  if (!isDoubtful) return;
  context.font = '700 27px "Inter Variable", sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 7;
  context.strokeStyle = palette.surface0;
  context.strokeText('?', half, -half + 3);
  context.fillStyle = palette.warning;
  context.fillText('?', half, -half + 3);
}

/** Several of them at one place: the cross alone; their number stands beside it. */
export function drawManyCivilians(context: CanvasRenderingContext2D, palette: Palette): void {
  context.lineWidth = 6;
  context.strokeStyle = palette.surface0;
  context.strokeRect(-arm / 3, -arm, (2 * arm) / 3, 2 * arm);
  context.strokeRect(-arm, -arm / 3, 2 * arm, (2 * arm) / 3);
  drawCross(context, palette.dim);
}

function drawBox(
  context: CanvasRenderingContext2D,
  fill: string,
  line: string,
  { isBroken }: { isBroken: boolean },
): void {
  context.beginPath();
  context.roundRect(-half, -half, 2 * half, 2 * half, 7);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 3;
  context.strokeStyle = line;
  context.setLineDash(isBroken ? [7, 6] : []);
  context.stroke();
  context.setLineDash([]);
}

function drawCross(context: CanvasRenderingContext2D, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(-arm / 3, -arm, (2 * arm) / 3, 2 * arm);
  context.fillRect(-arm, -arm / 3, 2 * arm, (2 * arm) / 3);
}
