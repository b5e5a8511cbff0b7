import type { ColourName, Palette } from '../../format/palette.ts';

/** Whose a track is decides its colour; what it is decides its glyph; how fresh it is decides how solid it looks. */
export const affiliations = { own: 'patrol', medical: 'medicalEdge', contact: 'contact' } as const satisfies Record<
  string,
  ColourName
>;
export type Affiliation = keyof typeof affiliations;
export const tokenStates = ['live', 'late', 'stale', 'lost'] as const;
export type TokenState = (typeof tokenStates)[number];

export function trackIconName(type: string, affiliation: Affiliation, state: TokenState): string {
  return `track-${type}-${affiliation}-${state}`;
}

export type Token = { path: string; affiliation: Affiliation; state: TokenState; palette: Palette };

const radius = 18;

/** Draws around the origin. Live: solid. Late: dimmed with a ring. Stale: hollow. Lost: hollow, broken, crossed out. */
export function drawTrackToken(context: CanvasRenderingContext2D, { path, affiliation, state, palette }: Token): void {
  const colour = palette[affiliations[affiliation]];
  const isSolid = state === 'live' || state === 'late';
  context.lineJoin = 'round';
  outline(context, affiliation, radius);
  context.fillStyle = isSolid ? (affiliation === 'medical' ? palette.medical : colour) : palette.surface0;
  context.globalAlpha = state === 'late' ? 0.62 : isSolid ? 1 : 0.72;
  context.fill();
  context.globalAlpha = 1;
  if (state === 'late') {
    outline(context, affiliation, radius + 5);
    context.lineWidth = 2.5;
    context.strokeStyle = palette.warning;
    context.stroke();
    outline(context, affiliation, radius);
  }
  if (state === 'lost') context.setLineDash([5, 4]);
  context.lineWidth = isSolid ? 2.5 : 3.5;
  context.strokeStyle = isSolid && affiliation !== 'medical' ? palette.ink : colour;
  context.stroke();
  context.setLineDash([]);
  drawGlyph(context, path, isSolid ? (affiliation === 'medical' ? palette.cross : palette.ink) : colour);
  if (state === 'lost') drawCross(context, palette.critical);
}

/** Contacts are diamonds, all others discs: the difference survives without colour. */
function outline(context: CanvasRenderingContext2D, affiliation: Affiliation, size: number): void {
  context.beginPath();
  if (affiliation !== 'contact') {
    context.arc(0, 0, size, 0, Math.PI * 2);
    return;
  }
  const reach = size * 1.22;
  context.moveTo(0, -reach);
  context.lineTo(reach, 0);
  context.lineTo(0, reach);
  context.lineTo(-reach, 0);
  context.closePath();
}

function drawGlyph(context: CanvasRenderingContext2D, path: string, colour: string): void {
  context.save();
  context.scale(1.02, 1.02);
  context.translate(-12, -12);
  context.fillStyle = colour;
  context.fill(new Path2D(path), 'evenodd');
  context.restore();
}

/** Four arms that leave the glyph in the middle legible. */
function drawCross(context: CanvasRenderingContext2D, colour: string): void {
  context.lineWidth = 4.5;
  context.lineCap = 'round';
  context.strokeStyle = colour;
  context.beginPath();
  for (const [x, y] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const) {
    context.moveTo(10 * x, 10 * y);
    context.lineTo(23 * x, 23 * y);
  }
  context.stroke();
}
