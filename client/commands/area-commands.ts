import { measureLimit } from '../store/view/view-tools.ts';
import { isOffered } from '../store/view/view-url.ts';
import type { Command, CommandContext } from './command.ts';
import { switchPanel } from './switch-panel.ts';

/** Drawing the area that is asked about, by keys as by pointer. */
export const areaCommands: readonly Command[] = [
  {
    id: 'area.draw',
    title: (t) => t('command.areaDraw'),
    isOn: ({ live }) => live.view.getState().isDrawingArea,
    isOffered: ({ live }) => isOffered('passages', live.view.getState().replay),
    run: ({ live, isPhone }) => {
      const { isDrawingArea, drawArea, open } = live.view.getState();
      if (!open.includes('passages')) switchPanel(live.view, 'passages', isPhone);
      drawArea(!isDrawingArea);
    },
  },
  {
    id: 'area.point',
    title: (t) => t('command.areaPoint'),
    shortcuts: [{ key: 'Enter' }],
    isKeyOnly: true,
    isOffered: isDrawing,
    run: addCornerAtCentre,
  },
  {
    id: 'area.undo',
    title: (t) => t('command.areaUndo'),
    shortcuts: [{ key: 'Backspace' }],
    isOffered: (context) => isDrawing(context) && (context.live.view.getState().area?.length ?? 0) > 0,
    run: ({ live }) => {
      const { area, change } = live.view.getState();
      change({ area: area?.slice(0, -1) });
    },
  },
];

function isDrawing({ live }: CommandContext): boolean {
  const { isDrawingArea, measure } = live.view.getState();
  return isDrawingArea && measure === undefined;
}

function addCornerAtCentre({ live }: CommandContext): void {
  const camera = live.map.current?.camera();
  const { area = [], change, say } = live.view.getState();
  if (!camera) return;
  if (area.length >= measureLimit) say({ kind: 'area-full' });
  else change({ area: [...area, [camera.longitude, camera.latitude]] });
}
