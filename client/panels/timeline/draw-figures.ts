/**
 * Text with figures of one width, for a clock that runs: a canvas knows no tabular figures, and with others all that
 * follows a 1 would jump at each second. The text is written from left to right; its words may run the other way.
 */
export function drawFigures(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  const figure = context.measureText('0').width;
  let left = x;
  for (const run of splitFigures(text)) {
    const width = context.measureText(run).width;
    const space = isFigure(run) ? figure : width;
    context.fillText(run, left + (space - width) / 2, y);
    left += space;
  }
}

export function measureFigures(context: Pick<CanvasRenderingContext2D, 'measureText'>, text: string): number {
  const figure = context.measureText('0').width;
  return splitFigures(text).reduce((sum, run) => sum + (isFigure(run) ? figure : context.measureText(run).width), 0);
}

const splitFigures = (text: string): string[] => text.match(/\d|\D+/g) ?? [];
const isFigure = (run: string): boolean => run.length === 1 && run >= '0' && run <= '9';
