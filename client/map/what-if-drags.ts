import type { PickingInfo } from '@deck.gl/core';
import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { WhatIfStore } from '../store/what-if-store.ts';

/** The layer of things that can be dragged while a what-if is open. */
export const handleLayer = 'what-if-places';

/** Drags of those things, by mouse or finger; meanwhile the map stays where it is. */
export function watchDrags(
  map: MapLibreMap,
  whatIf: WhatIfStore,
  pick: (point: { x: number; y: number }) => PickingInfo | null | undefined,
): void {
  let dragged: { key: string; at: [number, number] | undefined } | undefined;
  const begin = (event: MapMouseEvent | MapTouchEvent): void => {
    if (!whatIf.getState().drawn) return;
    const found = pick(event.point)?.object as { key: string } | undefined;
    if (!found) return;
    event.preventDefault();
    dragged = { key: found.key, at: undefined };
    for (const name of endings) window.addEventListener(name, end);
  };
  const move = ({ lngLat, originalEvent }: MapMouseEvent | MapTouchEvent): void => {
    if (!dragged) return;
    // Let go where nobody heard of it.
    if ('buttons' in originalEvent && originalEvent.buttons === 0) {
      end();
      return;
    }
    dragged.at = [lngLat.lng, lngLat.lat];
    whatIf.getState().onDrag?.(dragged.key, dragged.at, false);
  };
  /** Wherever it is let go, also beside the map: it stays where it was seen last. */
  const end = (): void => {
    for (const name of endings) window.removeEventListener(name, end);
    if (dragged?.at) whatIf.getState().onDrag?.(dragged.key, dragged.at, true);
    dragged = undefined;
  };
  map.on('mousedown', begin);
  map.on('mousemove', move);
  map.on('touchstart', begin);
  map.on('touchmove', move);
}

const endings = ['mouseup', 'touchend', 'touchcancel', 'blur'] as const;
