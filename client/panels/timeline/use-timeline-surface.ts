import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { ObservedValue } from './observed-value.ts';
import { startGestures } from './start-gestures.ts';
import { startWheel } from './start-wheel.ts';
import { findLimits, type TimeSpan } from './time-window.ts';
import { findRows } from './timeline-rows.ts';
import type { TimelineSurface } from './timeline-surface.ts';
import type { CanvasMeasures } from './use-timeline-drawing.ts';

/** What changes faster than React renders. */
export type TimelineHands = {
  window: ObservedValue<TimeSpan>;
  scrubbed: ObservedValue<number | undefined>;
  sketch: ObservedValue<TimeSpan | undefined>;
  pointed: ObservedValue<number | undefined>;
  isHeld: ObservedValue<boolean>;
};

type Room = {
  extent: TimeSpan;
  range: TimeSpan | undefined;
  measures: CanvasMeasures;
  onSeek: (at: number, isFinal: boolean) => void;
  onRange: (range: TimeSpan | undefined) => void;
};

/** Joins hands, wheel and keys to the room. It stays the same while the room renders, so that no drag is cut off. */
export function useTimelineSurface(
  room: Room,
  { window, scrubbed, sketch, pointed, isHeld }: TimelineHands,
  { canvas, box }: { canvas: RefObject<HTMLCanvasElement | null>; box: RefObject<HTMLElement | null> },
): TimelineSurface {
  const latest = useRef(room);
  useEffect(() => {
    latest.current = room;
  });
  const surface = useMemo<TimelineSurface>(
    () => ({
      layout: () => {
        const { extent, range, measures } = latest.current;
        const { width, height, rem } = measures;
        return { window: window.read(), limits: findLimits(extent), extent, range, width, rows: findRows(height, rem) };
      },
      moveWindow: window.write,
      seek: (at, isFinal) => {
        scrubbed.write(at);
        latest.current.onSeek(at, isFinal);
      },
      sketchRange: sketch.write,
      setRange: (range) => latest.current.onRange(range),
      point: pointed.write,
      hold: isHeld.write,
    }),
    [window, scrubbed, sketch, pointed, isHeld],
  );
  useEffect(() => {
    const ends = [startGestures(canvas.current!, surface), startWheel(box.current!, surface)];
    return () => {
      for (const end of ends) end();
    };
  }, [surface, canvas, box]);
  return surface;
}
