import { applyRangeEnd } from './brush-range.ts';
import { clampTo, findLimits, lengthOf, type TimeSpan, zoomWindow } from './time-window.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;
type Place = { at: number; window: TimeSpan; extent: TimeSpan; range: TimeSpan | undefined };
export type KeyAction =
  | { kind: 'seek'; at: number }
  | { kind: 'window'; window: TimeSpan }
  | { kind: 'range'; range: TimeSpan | undefined };

export const keyZoom = 2;

/** Parts of a window by which a key moves the moment. */
const strides: Record<string, number> = { ArrowLeft: -0.01, ArrowRight: 0.01, PageUp: -1, PageDown: 1 };
const signs: Record<string, string> = {
  '[': 'from',
  ']': 'to',
  '\\': 'clear',
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'whole',
};
/** Where a keyboard has other signs on these keys, or reaches them only with a second hand, the place of the key counts. */
const places: Record<string, string> = { BracketLeft: '[', BracketRight: ']', Backslash: '\\', Digit0: '0' };

/** What a key does to the timeline, if anything. */
export function findKeyAction(pressed: Pressed, place: Place): KeyAction | undefined {
  const { at, window, extent, range } = place;
  const sign = signs[pressed.key];
  // A sign that is written with AltGr arrives with Ctrl and Alt; other keys with them belong to the browser.
  if (pressed.metaKey || ((pressed.ctrlKey || pressed.altKey) && !(sign && pressed.ctrlKey && pressed.altKey))) return;
  const stride = strides[pressed.key];
  if (stride !== undefined) {
    const part = pressed.shiftKey && pressed.key.startsWith('Arrow') ? stride * 10 : stride;
    return { kind: 'seek', at: clampTo(at + part * lengthOf(window), extent) };
  }
  if (pressed.key === 'Home' || pressed.key === 'End')
    return { kind: 'seek', at: pressed.key === 'Home' ? extent.from : extent.to };
  const meaning = sign ?? (pressed.shiftKey ? undefined : signs[places[pressed.code] ?? '']);
  if (meaning === 'from' || meaning === 'to')
    return { kind: 'range', range: applyRangeEnd(range, { end: meaning, at, extent }) };
  if (meaning === 'clear') return { kind: 'range', range: undefined };
  const limits = findLimits(extent);
  if (meaning === 'whole') return { kind: 'window', window: limits };
  if (meaning === 'in' || meaning === 'out')
    return {
      kind: 'window',
      window: zoomAtMoment(window, { factor: meaning === 'in' ? keyZoom : 1 / keyZoom, at, limits }),
    };
  return;
}

/** Without a pointer the zoom is about the moment, or about the middle where that cannot be seen. */
export function zoomAtMoment(
  window: TimeSpan,
  { factor, at, limits }: { factor: number; at: number; limits: TimeSpan },
): TimeSpan {
  const about = at >= window.from && at <= window.to ? at : (window.from + window.to) / 2;
  return zoomWindow(window, { factor, about, limits });
}
