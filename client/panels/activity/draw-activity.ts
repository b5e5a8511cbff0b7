import type { Palette } from '../../format/palette.ts';

/** Answer of `GET /api/v1/activity`: reports by kind in bins of equal length. */
export type Activity = { from: string; to: string; bins: Record<string, number[]> };

const colours = { incident: 'threat', freshness: 'critical', patrol: 'patrol' } as const;
export type ActivityKind = keyof typeof colours;
const order: readonly ActivityKind[] = ['incident', 'freshness', 'patrol'];

/** Kinds with anything to show, the gravest first. */
export function shownActivityKinds({ bins }: Activity): ActivityKind[] {
  return order.filter((kind) => kind === 'incident' || bins[kind]?.some((count) => count > 0));
}

/**
 * Two registers: incidents grow up from the middle line, everything else hangs down from it. The scale is a square root
 * so that a single attack shows beside a hundred check-ins.
 */
export function drawActivity(
  canvas: HTMLCanvasElement,
  activity: Activity,
  {
    width,
    height,
    palette,
    highlighted,
  }: { width: number; height: number; palette: Palette; highlighted: number | undefined },
): void {
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  const bins = Math.max(1, ...Object.values(activity.bins).map((counts) => counts.length));
  const step = width / bins;
  const middle = Math.round(height * 0.55);
  const most = (kinds: readonly ActivityKind[]) =>
    Math.max(
      4,
      ...Array.from({ length: bins }, (_, bin) =>
        kinds.reduce((sum, kind) => sum + (activity.bins[kind]?.[bin] ?? 0), 0),
      ),
    );
  const others = order.filter((kind) => kind !== 'incident');
  const scaleUp = (middle - 2) / Math.sqrt(most(['incident']));
  const scaleDown = (height - middle - 3) / Math.sqrt(most(others));
  if (highlighted !== undefined) {
    context.fillStyle = palette.line;
    context.fillRect(highlighted * step, 0, step, height);
  }
  context.fillStyle = palette.line;
  context.fillRect(0, middle, width, 1);
  const bar = Math.max(1, step - 1.5);
  for (let bin = 0; bin < bins; bin++) {
    const x = bin * step + (step - bar) / 2;
    const incidents = activity.bins['incident']?.[bin] ?? 0;
    const up = Math.sqrt(incidents) * scaleUp;
    context.fillStyle = palette.threat;
    context.fillRect(x, middle - up, bar, up);
    const total = others.reduce((sum, kind) => sum + (activity.bins[kind]?.[bin] ?? 0), 0);
    const down = Math.sqrt(total) * scaleDown;
    let y = middle + 1;
    for (const kind of others) {
      const share = total === 0 ? 0 : (down * (activity.bins[kind]?.[bin] ?? 0)) / total;
      context.globalAlpha = 0.65;
      context.fillStyle = palette[colours[kind]];
      context.fillRect(x, y, bar, share);
      y += share;
    }
    context.globalAlpha = 1;
  }
}
