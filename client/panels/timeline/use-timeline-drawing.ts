import { type RefObject, useEffect, useRef, useState } from 'react';
import { drawTimeline } from './draw-timeline.ts';
import type { ObservedValue } from './observed-value.ts';
import type { TimelineScene } from './timeline-scene.ts';

/** Draws once a frame at most: after each render, and when one of the observed values changed. */
export function useTimelineDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  findScene: () => TimelineScene,
  observed: readonly Pick<ObservedValue<unknown>, 'subscribe'>[],
): void {
  const latest = useRef(findScene);
  const schedule = useRef(() => {});
  useEffect(() => {
    latest.current = findScene;
    schedule.current();
  });
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = 0;
      if (canvas.current) drawTimeline(canvas.current, latest.current());
    };
    const ask = () => {
      frame ||= requestAnimationFrame(draw);
    };
    schedule.current = ask;
    ask();
    // Letters measured in a font that was still on its way stand wrong.
    void document.fonts.ready.then(ask);
    const ends = observed.map((value) => value.subscribe(ask));
    return () => {
      schedule.current = () => {};
      cancelAnimationFrame(frame);
      frame = -1;
      for (const end of ends) end();
    };
  }, [canvas, observed]);
}

export type CanvasMeasures = { width: number; height: number; rem: number; fontFamily: string };

/** The size of the canvas, and that of the text of this screen. */
export function useCanvasMeasures(canvas: RefObject<HTMLCanvasElement | null>): CanvasMeasures {
  const [measures, setMeasures] = useState<CanvasMeasures>({ width: 0, height: 0, rem: 13, fontFamily: 'sans-serif' });
  useEffect(() => {
    const element = canvas.current!;
    const observer = new ResizeObserver(() => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const { fontFamily } = getComputedStyle(element);
      setMeasures({ width: element.clientWidth, height: element.clientHeight, rem, fontFamily });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return measures;
}
