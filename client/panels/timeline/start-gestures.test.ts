import { describe, expect, it } from 'vitest';
import { startGestures } from './start-gestures.ts';
import type { TimeSpan } from './time-window.ts';
import { findRows } from './timeline-rows.ts';

const rows = findRows(91, 13);
const extent = { from: 0, to: 800_000 };
/** 100 ms a pixel. */
const first = { from: 100_000, to: 180_000 };
const bars = rows.bars + 10;
const lane = rows.lane + 2;
const axis = rows.axis + 2;

/** A canvas that hears events, and a record of what came of them. */
function makeHands(range?: TimeSpan) {
  const log = {
    window: first as TimeSpan,
    seeks: [] as [number, boolean][],
    ranges: [] as unknown[],
    held: [] as boolean[],
  };
  const canvas = Object.assign(new EventTarget(), {
    getBoundingClientRect: () => ({ left: 0, top: 0 }),
    setPointerCapture: () => undefined,
    style: { cursor: '' },
  });
  const end = startGestures(canvas as unknown as HTMLCanvasElement, {
    layout: () => ({ window: log.window, limits: extent, extent, range, width: 800, rows }),
    moveWindow: (window) => {
      log.window = window;
    },
    seek: (at, isFinal) => log.seeks.push([at, isFinal]),
    sketchRange: () => undefined,
    setRange: (set) => log.ranges.push(set),
    point: () => undefined,
    hold: (isHeld) => log.held.push(isHeld),
  });
  const send = (type: string, x: number, y: number, more = {}) => {
    const values = { clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse', button: 0, shiftKey: false, ...more };
    canvas.dispatchEvent(Object.assign(new Event(type), values));
  };
  return { log, send, end };
}
const finger = (pointerId: number) => ({ pointerType: 'touch', pointerId });

describe('hands on the timeline', () => {
  it('scrub on the bars, the release being final', () => {
    const { log, send } = makeHands();
    send('pointerdown', 100, bars);
    send('pointermove', 200, bars);
    send('pointerup', 200, bars);
    expect(log.seeks).toEqual([
      [110_000, false],
      [120_000, false],
      [120_000, true],
    ]);
    expect(log.held).toEqual([true, false]);
    expect(log.window).toBe(first);
  });

  it('keep to the window when the pointer leaves the canvas', () => {
    const { log, send } = makeHands();
    send('pointerdown', 100, bars);
    send('pointerup', 5_000, bars);
    expect(log.seeks.at(-1)).toEqual([180_000, true]);
  });

  it('pan on the axis with the time held under the pointer', () => {
    const { log, send } = makeHands();
    send('pointerdown', 400, axis);
    send('pointermove', 300, axis);
    send('pointerup', 300, axis);
    expect(log.window).toEqual({ from: 110_000, to: 190_000 });
    expect(log.seeks).toEqual([]);
  });

  it.each([
    ['in its lane', lane, {}],
    ['on the bars with Shift', bars, { shiftKey: true }],
  ])('brush a range %s, in either direction, told once', (_name, y, more) => {
    const { log, send } = makeHands();
    send('pointerdown', 300, y, more);
    send('pointermove', 200, y, more);
    send('pointermove', 100, y, more);
    send('pointerup', 100, y, more);
    expect(log.ranges).toEqual([{ from: 110_000, to: 130_000 }]);
    expect(log.seeks).toEqual([]);
  });

  it('drag an end of the range past the other', () => {
    const { log, send } = makeHands({ from: 110_000, to: 130_000 });
    send('pointerdown', 101, lane);
    send('pointermove', 500, lane);
    send('pointerup', 500, lane);
    expect(log.ranges).toEqual([{ from: 130_000, to: 150_000 }]);
  });

  it('change nothing by a click in the lane or by a drag that the system took away', () => {
    const { log, send } = makeHands({ from: 110_000, to: 130_000 });
    send('pointerdown', 300, lane);
    send('pointerup', 301, lane);
    send('pointerdown', 300, lane);
    send('pointermove', 500, lane);
    send('pointercancel', 500, lane);
    expect(log.ranges).toEqual([]);
    expect(log.held).toEqual([true, false, true, false]);
  });

  it('seek by the tap of a finger', () => {
    const { log, send } = makeHands();
    send('pointerdown', 100, bars, finger(1));
    send('pointermove', 102, bars, finger(1));
    send('pointerup', 102, bars, finger(1));
    expect(log.seeks).toEqual([[110_200, true]]);
  });

  it('zoom with two fingers and leave the moment alone', () => {
    const { log, send } = makeHands();
    send('pointerdown', 300, bars, finger(1));
    send('pointerdown', 500, bars, finger(2));
    send('pointermove', 200, bars, finger(1));
    send('pointermove', 600, bars, finger(2));
    send('pointerup', 200, bars, finger(1));
    send('pointermove', 700, bars, finger(2));
    send('pointerup', 700, bars, finger(2));
    expect(log.window.from).toBeCloseTo(120_000);
    expect(log.window.to).toBeCloseTo(160_000);
    expect(log.seeks).toEqual([]);
    expect(log.held.at(-1)).toBe(false);
  });

  it('zoom in by a double click about the pointer', () => {
    const { log, send } = makeHands();
    send('dblclick', 0, bars);
    expect(log.window.from).toBeCloseTo(first.from);
    expect(log.window.to - log.window.from).toBeCloseTo(80_000 / 3);
  });

  it('do nothing after the end', () => {
    const { log, send, end } = makeHands();
    end();
    send('pointerdown', 100, bars);
    expect([log.seeks, log.held]).toEqual([[], []]);
  });
});
