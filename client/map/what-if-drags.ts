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
  let dragged: string | undefined;
  const begin = (event: MapMouseEvent | MapTouchEvent): void => {
    if (!whatIf.getState().drawn) return;
    const found = pick(event.point)?.object as { key: string } | undefined;
    if (!found) return;
    event.preventDefault();
    dragged = found.key;
  };
  const move = ({ lngLat }: MapMouseEvent | MapTouchEvent): void => {
    if (dragged) whatIf.getState().onDrag?.(dragged, [lngLat.lng, lngLat.lat], false);
  };
  const end = ({ lngLat }: MapMouseEvent | MapTouchEvent): void => {
    if (dragged) whatIf.getState().onDrag?.(dragged, [lngLat.lng, lngLat.lat], true);
    dragged = undefined;
  };
  map.on('mousedown', begin);
  map.on('mousemove', move);
  map.on('mouseup', end);
  map.on('touchstart', begin);
  map.on('touchmove', move);
  map.on('touchend', end);
}
