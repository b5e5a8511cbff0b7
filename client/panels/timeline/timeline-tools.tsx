import { type MessageId, useText } from '../../language/use-text.ts';
import { applyRangeEnd } from './brush-range.ts';
import { keyZoom, zoomAtMoment } from './timeline-keys.ts';
import type { TimelineSurface } from './timeline-surface.ts';

type Tool = { sign: string; words: MessageId; isOff?: boolean; run: () => void };

/** What hands and keys do, as buttons. */
export function TimelineTools({
  surface,
  findShown,
  hasRange,
}: {
  surface: TimelineSurface;
  findShown: () => number;
  hasRange: boolean;
}) {
  const t = useText();
  const zoom = (factor: number) => {
    const { window, limits } = surface.layout();
    surface.moveWindow(zoomAtMoment(window, { factor, at: findShown(), limits }));
  };
  const setEnd = (end: 'from' | 'to') => {
    const { range, extent } = surface.layout();
    surface.setRange(applyRangeEnd(range, { end, at: findShown(), extent }));
  };
  const tools: readonly Tool[] = [
    { sign: '↔', words: 'timeline.whole', run: () => surface.moveWindow(surface.layout().limits) },
    { sign: '+', words: 'timeline.zoomIn', run: () => zoom(keyZoom) },
    { sign: '−', words: 'timeline.zoomOut', run: () => zoom(1 / keyZoom) },
    { sign: '[', words: 'timeline.rangeFrom', run: () => setEnd('from') },
    { sign: ']', words: 'timeline.rangeTo', run: () => setEnd('to') },
    { sign: '\\', words: 'timeline.clearRange', isOff: !hasRange, run: () => surface.setRange(undefined) },
  ];
  return (
    <div className="timeline-tools">
      {tools.map(({ sign, words, isOff, run }) => (
        <button key={words} type="button" className="small" disabled={isOff} title={t(words)} onClick={run}>
          <span aria-hidden="true" dir="ltr">
            {sign}
          </span>
          <span className="timeline-words">{t(words)}</span>
        </button>
      ))}
    </div>
  );
}
