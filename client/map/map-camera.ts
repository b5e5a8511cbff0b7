import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Position } from '#shared/geo/position.ts';
import type { Camera } from '../store/view-url.ts';

/** Pixels of the map that panels cover. */
export type Insets = { top: number; right: number; bottom: number; left: number };

const selectedZoom = 8;
const easeMs = 400;

export function readCamera(map: MapLibreMap): Camera {
  const { lng, lat } = map.getCenter();
  return { longitude: lng, latitude: lat, zoom: map.getZoom() };
}

export function withMargin({ top, right, bottom, left }: Insets, margin: number): Insets {
  return { top: top + margin, right: right + margin, bottom: bottom + margin, left: left + margin };
}

/** Moves the map for the sake of what a person looks at; panels never cover it. */
export class MapCamera {
  readonly #map: MapLibreMap;
  readonly #insets: () => Insets;

  constructor(map: MapLibreMap, insets: () => Insets) {
    this.#map = map;
    this.#insets = insets;
  }

  /** Goes where the view says, unless it is there or on its way. */
  follow(camera: Camera): void {
    if (this.#map.isMoving()) return;
    const { longitude, latitude, zoom } = readCamera(this.#map);
    const isThere =
      Math.abs(longitude - camera.longitude) < 1e-4 &&
      Math.abs(latitude - camera.latitude) < 1e-4 &&
      Math.abs(zoom - camera.zoom) < 0.01;
    if (!isThere) this.#map.jumpTo({ center: [camera.longitude, camera.latitude], zoom: camera.zoom });
  }

  centre(position: Position): void {
    this.#ease(position, Math.max(this.#map.getZoom(), selectedZoom));
  }

  /** Makes room when a panel covers the place, and otherwise stays. */
  uncover(position: Position): void {
    const { x, y } = this.#map.project([position[0], position[1]]);
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const { top, right, bottom, left } = withMargin(this.#insets(), 40);
    const isFree = x > left && x < clientWidth - right && y > top && y < clientHeight - bottom;
    if (!isFree) this.#ease(position, this.#map.getZoom());
  }

  #ease([longitude, latitude]: Position, zoom: number): void {
    const { top, right, bottom, left } = this.#insets();
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#map.easeTo({
      center: [longitude, latitude],
      zoom,
      // An offset of this one movement, not a padding: that would stay and shift the centre that the URL names.
      offset: [(left - right) / 2, (top - bottom) / 2],
      duration: isStill ? 0 : easeMs,
    });
  }
}
