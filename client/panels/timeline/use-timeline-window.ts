import { useEffect, useRef, useState } from 'react';
import { followMoment } from './follow-moment.ts';
import { makeObservedValue, type ObservedValue } from './observed-value.ts';
import { clampWindow, findLimits, type TimeSpan } from './time-window.ts';

const settleMs = 180;
/** A window that never rests is looked at all the same. */
const longestUnrestMs = 900;

/** A record of years is entered by a day around the moment, most of it before: what led there is looked for first. */
const firstMs = 24 * 3_600_000;
const shareBefore = 0.75;

function firstWindow(extent: TimeSpan, at: number): TimeSpan {
  const limits = findLimits(extent);
  if (limits.to - limits.from <= 3 * firstMs) return limits;
  const from = at - firstMs * shareBefore;
  return clampWindow({ from, to: from + firstMs }, limits);
}

/** The window on the record: it grows with the record while it shows the whole, and follows the moment. */
export function useTimelineWindow(
  extent: TimeSpan,
  at: number,
  isHeld: ObservedValue<boolean>,
): ObservedValue<TimeSpan> {
  const [window] = useState(() => makeObservedValue(firstWindow(extent, at)));
  const limits = useRef(findLimits(extent));
  const before = useRef(at);
  useEffect(() => {
    const shown = window.read();
    const isWhole = shown.from === limits.current.from && shown.to === limits.current.to;
    limits.current = findLimits(extent);
    window.write(isWhole ? limits.current : clampWindow(shown, limits.current));
  }, [extent, window]);
  useEffect(() => {
    if (!isHeld.read())
      window.write(followMoment(window.read(), { before: before.current, at, limits: limits.current }));
    before.current = at;
  }, [at, window, isHeld]);
  return window;
}

/** What it shows once it has come to rest. */
export function useSettled<T>(value: ObservedValue<T>): T {
  const [settled, setSettled] = useState(value.read);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let unrestSince: number | undefined;
    const settle = () => {
      unrestSince = undefined;
      setSettled(value.read());
    };
    const end = value.subscribe(() => {
      const now = performance.now();
      unrestSince ??= now;
      clearTimeout(timer);
      timer = setTimeout(settle, Math.max(0, Math.min(settleMs, unrestSince + longestUnrestMs - now)));
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [value]);
  return settled;
}
