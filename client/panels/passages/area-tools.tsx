import type { Position } from '#shared/geo/position.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { measureLimit } from '../../store/view/view-tools.ts';
import { cornersOf } from './passage-question.ts';

/** Drawing the area: by pointer, by keys, or from what the map shows. */
export function AreaTools() {
  const t = useText();
  const { view, map } = useLive();
  const area = useView((state) => state.area) ?? [];
  const isDrawing = useView((state) => state.isDrawingArea);
  const { change, drawArea, say } = view.getState();
  const addMiddle = () => {
    const camera = map.current?.camera();
    if (!camera) return;
    const corner: Position = [camera.longitude, camera.latitude];
    if (area.length >= measureLimit) say({ kind: 'area-full' });
    else change({ area: [...area, corner] });
  };
  const takeScreen = () => {
    const box = map.current?.shownBox();
    if (!box) return;
    drawArea(false);
    change({ area: cornersOf(box) });
  };
  const clear = () => {
    drawArea(false);
    change({ area: undefined });
  };
  return (
    <section className="passages-area">
      <p className="quiet" aria-live="polite">
        {isDrawing ? t('passages.drawing') : area.length === 0 && t('passages.help')}
        {area.length > 0 && ` ${t('passages.corners', { count: area.length })}`}
      </p>
      <p className="passages-buttons">
        <button
          type="button"
          className="small"
          aria-pressed={isDrawing}
          onClick={() => {
            drawArea(!isDrawing);
            if (!isDrawing) map.current?.focus();
          }}
        >
          {t(isDrawing ? 'passages.done' : 'passages.draw')}
        </button>
        <button type="button" className="small" onClick={addMiddle}>
          {t('passages.point')}
        </button>
        <button
          type="button"
          className="small"
          disabled={area.length === 0}
          onClick={() => change({ area: area.slice(0, -1) })}
        >
          {t('passages.undo')}
        </button>
        <button type="button" className="small" onClick={takeScreen}>
          {t('passages.screen')}
        </button>
        <button type="button" className="small" disabled={area.length === 0} onClick={clear}>
          {t('passages.clear')}
        </button>
      </p>
    </section>
  );
}
