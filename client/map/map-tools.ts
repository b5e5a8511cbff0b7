import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { positionOfKey } from '../format/position-of-key.ts';
import { descriptionOf, kindOfKey } from '../format/record-kinds.ts';
import type { Translate } from '../language/use-text.ts';
import type { EntryStore } from '../store/entry/entry-store.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import type { PointerStore } from '../store/map-link.ts';
import type { ViewStore } from '../store/view/view-store.ts';
import { measureLimit } from '../store/view/view-tools.ts';
import type { MapCamera } from './map-camera.ts';

export type MapToolsOptions = {
  map: MapLibreMap;
  camera: MapCamera;
  view: ViewStore;
  store: LiveStore;
  pointer: PointerStore;
  entry: EntryStore;
  t: () => Translate;
};

const pointerEveryMs = 50;

/**
 * Following, measuring, drawing an area and the position of the pointer, on one map. Promises: the followed record stays in view until a
 * person moves the map by hand or looks elsewhere, and that it ended is said.
 */
export class MapTools {
  readonly #options: MapToolsOptions;
  #pointerAt = 0;

  constructor(options: MapToolsOptions) {
    this.#options = options;
    const { map, pointer } = options;
    map.on('dragstart', () => this.#stopFollowing());
    map.on('movestart', (event) => {
      const cause: unknown = event.originalEvent;
      if (cause instanceof KeyboardEvent && cause.key.startsWith('Arrow')) this.#stopFollowing();
    });
    map.on('mousemove', ({ lngLat }) => {
      const now = performance.now();
      if (now - this.#pointerAt < pointerEveryMs) return;
      this.#pointerAt = now;
      pointer.setState({ position: [lngLat.lng, lngLat.lat] });
    });
    map.on('mouseout', () => pointer.setState({ position: undefined }));
  }

  /** Takes a click while a place is asked for, while measuring or drawing; `key` is what lies under it and is meant. */
  click({ lngLat }: MapMouseEvent, key: string | undefined): boolean {
    const { view, store, entry } = this.#options;
    if (entry.getState().isPicking) {
      entry.getState().pick([lngLat.lng, lngLat.lat], this.#pixelMetres());
      return true;
    }
    const { measure, isDrawingArea } = view.getState();
    if (!measure && !isDrawingArea) return false;
    const under = key === undefined ? undefined : positionOfKey(store.picture, key);
    addPoint(view, measure ? 'measure' : 'area', under ?? [lngLat.lng, lngLat.lat], this.#pixelMetres());
    return true;
  }

  /** To be called at each redraw. */
  tick(): void {
    const { view, store, camera } = this.#options;
    const { follow } = view.getState();
    const position = follow ? positionOfKey(store.picture, follow) : undefined;
    if (position) camera.keepInView(position);
  }

  #stopFollowing(): void {
    const { view, store, t } = this.#options;
    const { follow, change, say } = view.getState();
    if (!follow) return;
    change({ follow: undefined });
    const record = store.picture.records.get(follow);
    const kind = kindOfKey(follow);
    say({ kind: 'follow-stopped', name: record && kind ? descriptionOf(kind).titleOf(record, t()) : follow });
  }

  #pixelMetres(): number {
    const { map } = this.#options;
    return (40_075_017 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());
  }
}

/** The second press of a double click lies within a few pixels of the first, and is not a point of its own. */
function addPoint(view: ViewStore, tool: 'measure' | 'area', position: Position, pixelMetres: number): void {
  const { [tool]: points = [], change, say } = view.getState();
  const last = points.at(-1);
  if (last && distanceMetres(last, position) < 4 * pixelMetres) return;
  if (points.length >= measureLimit) say({ kind: `${tool}-full` });
  else change({ [tool]: [...points, position] });
}
