import type { Map as MapLibreMap } from 'maplibre-gl';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Camera } from '../store/view/view-url.ts';

/** Pixels of the map that panels cover. */
export type Insets = { top: number; right: number; bottom: number; left: number };

const selectedZoom = 8;
const easeMs = 400;
/** Width on the screen of an area gone to. */
const goToPixels = 160;
/** Share of the free map, to each side of its middle, in which a followed thing may wander. */
const followShare = 0.2;

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

  closeIn(position: Position, zoom: number): void {
    this.#ease(position, zoom);
  }

  /** Follows calmly: moves only when the position has left the middle of what panels leave free. */
  keepInView(position: Position): void {
    if (this.#map.isMoving()) return;
    const { x, y } = this.#map.project([position[0], position[1]]);
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const { top, right, bottom, left } = this.#insets();
    const [width, height] = [clientWidth - left - right, clientHeight - top - bottom];
    const isInMiddle =
      Math.abs(x - left - width / 2) < width * followShare && Math.abs(y - top - height / 2) < height * followShare;
    if (!isInMiddle) this.#ease(position, this.#map.getZoom());
  }

  /** Brings an area of this width into view, neither so close that its surroundings are lost nor from another continent. */
  goTo(position: Position, widthMetres: number): void {
    const circumference = 40_075_017 * Math.cos((position[1] * Math.PI) / 180);
    const zoom = Math.log2((circumference * goToPixels) / (512 * Math.max(1, widthMetres)));
    this.#ease(position, Math.min(15, Math.max(4, zoom)));
  }

  showBox([west, south, east, north]: BoundingBox): void {
    const padding = withMargin(this.#insets(), 24);
    this.#map.fitBounds([west, south, east, north], { padding, duration: isStill() ? 0 : easeMs });
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
    this.#map.easeTo({
      center: [longitude, latitude],
      zoom,
      // An offset of this one movement, not a padding: that would stay and shift the centre that the URL names.
      offset: [(left - right) / 2, (top - bottom) / 2],
      duration: isStill() ? 0 : easeMs,
    });
  }
}

function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
