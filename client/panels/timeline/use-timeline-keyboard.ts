import { type KeyboardEvent, useRef } from 'react';
import { showMoment } from './follow-moment.ts';
import { contains } from './time-window.ts';
import { findKeyAction } from './timeline-keys.ts';
import type { TimelineSurface } from './timeline-surface.ts';

type KeyHandlers = {
  onKeyDown: (event: KeyboardEvent) => void;
  onKeyUp: () => void;
};

/** The keys of the canvas. A key that is held down scrubs; letting it go is final. */
export function useTimelineKeyboard(surface: TimelineSurface, findShown: () => number): KeyHandlers {
  const unfinished = useRef<number>(undefined);
  return {
    onKeyDown: (event) => {
      const { window, limits, extent, range } = surface.layout();
      const shown = findShown();
      const action = findKeyAction(event.nativeEvent, { at: shown, window, extent, range });
      if (!action) return;
      // The room has keys of its own on the same signs.
      event.preventDefault();
      event.stopPropagation();
      if (action.kind === 'window') surface.moveWindow(action.window);
      else if (action.kind === 'range') surface.setRange(action.range);
      else {
        if (!contains(window, shown)) surface.moveWindow(showMoment(window, action.at, limits));
        unfinished.current = event.repeat ? action.at : undefined;
        surface.seek(action.at, !event.repeat);
      }
    },
    onKeyUp: () => {
      if (unfinished.current !== undefined) surface.seek(unfinished.current, true);
      unfinished.current = undefined;
    },
  };
}
