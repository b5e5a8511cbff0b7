import { makeRange } from './brush-range.ts';
import {
  clampTo,
  findTime,
  type HeldTime,
  lengthOf,
  panWindow,
  pinchWindow,
  type TimeSpan,
  zoomWindow,
} from './time-window.ts';
import { findPart, type TimelinePart } from './timeline-rows.ts';
import type { TimelineSurface } from './timeline-surface.ts';

type Point = { x: number; y: number };
type Drag =
  | { kind: 'scrub'; hasBegun: boolean; start: Point }
  | { kind: 'pan'; from: TimeSpan; startX: number }
  | { kind: 'brush'; fixed: number; start: Point; range: TimeSpan | undefined; hasBegun: boolean }
  | { kind: 'pinch'; fingers: readonly [Finger, Finger] };
/** Each holds the time on which it came down. */
type Finger = { id: number; at: number };

/** A finger that moves less than this has tapped. */
const slipPixels = 5;
const mouseReach = 6;
const fingerReach = 20;
const doubleClickZoom = 3;

const cursors: Record<TimelinePart, string> = {
  bars: 'pointer',
  lane: 'crosshair',
  from: 'ew-resize',
  to: 'ew-resize',
  axis: 'grab',
};

/** Pointers on the canvas: one scrubs, pans or brushes by where it came down, two fingers zoom. Returns what ends it. */
export function startGestures(canvas: HTMLCanvasElement, surface: TimelineSurface): () => void {
  const points = new Map<number, Point>();
  let drag: Drag | undefined;
  const stop = new AbortController();

  const pointOf = (event: MouseEvent): Point => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const timeAt = (x: number): number => {
    const { window, width, extent } = surface.layout();
    return clampTo(findTime(window, width, clampTo(x, { from: 0, to: width })), extent);
  };
  const partAt = (event: PointerEvent, point: Point): TimelinePart =>
    findPart(point, { ...surface.layout(), reach: event.pointerType === 'touch' ? fingerReach : mouseReach });

  const begin = (event: PointerEvent, point: Point): Drag => {
    const { window, range } = surface.layout();
    const part = partAt(event, point);
    if (part === 'axis') return { kind: 'pan', from: window, startX: point.x };
    const isEnd = range && !event.shiftKey && (part === 'from' || part === 'to');
    if (isEnd)
      return { kind: 'brush', fixed: part === 'from' ? range.to : range.from, start: point, range, hasBegun: false };
    if (part === 'bars' && !event.shiftKey) return { kind: 'scrub', hasBegun: false, start: point };
    return { kind: 'brush', fixed: timeAt(point.x), start: point, range: undefined, hasBegun: false };
  };

  const move = (point: Point): void => {
    const { window, limits, extent, width } = surface.layout();
    if (!drag) return;
    if (drag.kind === 'pan') {
      const byMs = ((drag.startX - point.x) / width) * lengthOf(drag.from);
      surface.moveWindow(panWindow(drag.from, byMs, limits));
    } else if (drag.kind === 'pinch') {
      const [one, other] = drag.fingers;
      const held = [hold(one), hold(other)] as const;
      surface.moveWindow(pinchWindow(window, { held, width, limits }));
    } else {
      drag.hasBegun ||= Math.hypot(point.x - drag.start.x, point.y - drag.start.y) > slipPixels;
      if (!drag.hasBegun) return;
      if (drag.kind === 'scrub') surface.seek(timeAt(point.x), false);
      else {
        drag.range = makeRange(drag.fixed, timeAt(point.x), extent);
        surface.sketchRange(drag.range);
      }
    }
  };
  const hold = ({ id, at }: Finger): HeldTime => ({ at, x: points.get(id)!.x });

  const end = (point: Point, isCancelled: boolean): void => {
    if (drag?.kind === 'scrub' && (drag.hasBegun || !isCancelled)) surface.seek(timeAt(point.x), true);
    if (drag?.kind === 'brush') {
      surface.sketchRange(undefined);
      if (drag.hasBegun && drag.range && !isCancelled) surface.setRange(drag.range);
    }
    drag = undefined;
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const point = pointOf(event);
    canvas.setPointerCapture(event.pointerId);
    points.set(event.pointerId, point);
    surface.hold(true);
    if (points.size === 1) {
      drag = begin(event, point);
      // A mouse is where it is meant to be; a finger may be the first of two.
      if (drag.kind === 'scrub' && event.pointerType !== 'touch') {
        drag.hasBegun = true;
        surface.seek(timeAt(point.x), false);
      }
    } else if (points.size === 2) {
      const [[one, first], [other, second]] = [...points] as [[number, Point], [number, Point]];
      end(first, true);
      const { window, width } = surface.layout();
      const take = (id: number, { x }: Point): Finger => ({ id, at: findTime(window, width, x) });
      drag = { kind: 'pinch', fingers: [take(one, first), take(other, second)] };
    }
  };
  const onMove = (event: PointerEvent) => {
    const point = pointOf(event);
    if (points.has(event.pointerId)) {
      points.set(event.pointerId, point);
      move(point);
    } else canvas.style.cursor = cursors[partAt(event, point)];
    if (event.pointerType !== 'touch') surface.point(timeAt(point.x));
  };
  const onUp = (event: PointerEvent) => {
    if (!points.delete(event.pointerId)) return;
    // The finger that stays down after a pinch does nothing more.
    end(pointOf(event), event.type === 'pointercancel');
    if (points.size === 0) surface.hold(false);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const { window, limits, width } = surface.layout();
    const about = findTime(window, width, pointOf(event).x);
    surface.moveWindow(zoomWindow(window, { factor: doubleClickZoom, about, limits }));
  };

  const { signal } = stop;
  canvas.addEventListener('pointerdown', onDown, { signal });
  canvas.addEventListener('pointermove', onMove, { signal });
  canvas.addEventListener('pointerup', onUp, { signal });
  canvas.addEventListener('pointercancel', onUp, { signal });
  canvas.addEventListener('pointerleave', () => surface.point(undefined), { signal });
  canvas.addEventListener('dblclick', onDoubleClick, { signal });
  return () => stop.abort();
}
