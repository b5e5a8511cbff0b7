import { useId, useMemo, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { palettes } from '../../format/palette.ts';
import { formatUtcDate } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useView } from '../../store/live-context.ts';
import { formatMoment } from './moment-text.ts';
import { makeObservedValue } from './observed-value.ts';
import type { TimeSpan } from './time-window.ts';
import { type TimelineBookmark, TimelineBookmarks } from './timeline-bookmarks.tsx';
import { TimelineReadout } from './timeline-readout.tsx';
import { findRows } from './timeline-rows.ts';
import type { TimelineScene } from './timeline-scene.ts';
import { TimelineTools } from './timeline-tools.tsx';
import { useScrubbed } from './use-scrubbed.ts';
import { useTimelineCounts } from './use-timeline-counts.ts';
import { useCanvasMeasures, useTimelineDrawing } from './use-timeline-drawing.ts';
import { useTimelineKeyboard } from './use-timeline-keyboard.ts';
import { useTimelineSurface } from './use-timeline-surface.ts';
import { useSettled, useTimelineWindow } from './use-timeline-window.ts';
import './timeline.css';

export type TimelineProps = {
  /** First and last moment that can be shown, epoch ms. */
  extent: TimeSpan;
  /** The moment shown, epoch ms; changes up to 10 times a second. */
  at: number;
  /** IANA zone of the mission, for local time beside UTC. */
  timeZone: string;
  /** The brushed range: looped, cut out as a clip, filtered by. */
  range: TimeSpan | undefined;
  bookmarks: readonly TimelineBookmark[];
  /** While a hand drags, `isFinal` is false and calls come as often as it moves; its release is final. */
  onSeek: (at: number, isFinal: boolean) => void;
  onRange: (range: TimeSpan | undefined) => void;
  onBookmark: (id: string) => void;
};

/** No bar is narrower, in rem. */
const barRem = 0.45;

/** The whole record on one canvas, from years to seconds: what happened when, and which moment is shown. */
export function Timeline({ at, timeZone, range, bookmarks, onSeek, onRange, onBookmark, ...props }: TimelineProps) {
  const t = useText();
  const { locale } = useIntl();
  const theme = useView((state) => state.theme);
  const { from, to } = props.extent;
  const extent = useMemo(() => ({ from, to }), [from, to]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const helpId = useId();
  // A click leaves the focus behind: only who came by keyboard is told of the bar at the moment.
  const [hasFocus, setFocus] = useState(false);
  const measures = useCanvasMeasures(canvas);
  const { width, height, rem, fontFamily } = measures;

  const [{ isHeld, sketch, pointed }] = useState(makeHands);
  const window = useTimelineWindow(extent, at, isHeld);
  const scrubbed = useScrubbed(at, isHeld);
  const hands = useMemo(
    () => ({ window, scrubbed, sketch, pointed, isHeld }),
    [window, scrubbed, sketch, pointed, isHeld],
  );
  const surface = useTimelineSurface({ extent, range, measures, onSeek, onRange }, hands, { canvas, box });
  const settled = useSettled(window);
  const { counts, problem } = useTimelineCounts(settled, { width, barPixels: barRem * rem, extent });
  const findShown = () => scrubbed.read() ?? at;
  const keyboard = useTimelineKeyboard(surface, findShown);

  const findScene = (): TimelineScene => {
    const shown = findShown();
    const text = formatMoment(shown, timeZone, locale);
    const momentTexts = [
      t('timeline.moment', text),
      t('timeline.momentShort', { day: text.day, utc: text.utc }),
      text.utc,
    ];
    return {
      ...{ width, rem, fontFamily, locale, extent, counts, momentTexts },
      rows: findRows(height, rem),
      palette: palettes[theme],
      window: window.read(),
      at: shown,
      range: sketch.read() ?? range,
      pointed: pointed.read(),
    };
  };
  const observed = useMemo(() => Object.values(hands), [hands]);
  useTimelineDrawing(canvas, findScene, observed);

  const { utc, local } = formatMoment(at, timeZone, locale);
  return (
    <section className="timeline panel" aria-label={t('timeline.title')}>
      <div className="timeline-head">
        <TimelineReadout {...{ counts, problem, pointed }} window={settled} focused={hasFocus ? at : undefined} />
        <TimelineTools surface={surface} findShown={findShown} hasRange={range !== undefined} />
      </div>
      <div className="timeline-box" dir="ltr" ref={box}>
        <canvas
          ref={canvas}
          role="slider"
          tabIndex={0}
          aria-label={t('timeline.label')}
          aria-describedby={helpId}
          aria-valuemin={from}
          aria-valuemax={to}
          aria-valuenow={at}
          aria-valuetext={t('timeline.spoken', { date: formatUtcDate(at), utc: utc.slice(0, 8), local })}
          onFocus={(event) => setFocus(event.currentTarget.matches(':focus-visible'))}
          onPointerDown={() => setFocus(false)}
          onBlur={() => {
            setFocus(false);
            keyboard.onKeyUp();
          }}
          onKeyDown={(event) => {
            setFocus(true);
            keyboard.onKeyDown(event);
          }}
          onKeyUp={keyboard.onKeyUp}
        />
        <TimelineBookmarks {...{ bookmarks, window, width, onBookmark }} />
      </div>
      <p id={helpId} className="unseen">
        {t('timeline.keys')}
      </p>
    </section>
  );
}

function makeHands() {
  return {
    isHeld: makeObservedValue(false),
    sketch: makeObservedValue<TimeSpan | undefined>(undefined),
    pointed: makeObservedValue<number | undefined>(undefined),
  };
}
