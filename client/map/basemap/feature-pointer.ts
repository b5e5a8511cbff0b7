import type { Map as MapLibreMap, Point } from 'maplibre-gl';
import type { BasemapFeature, BasemapStore } from '../../store/basemap-store.ts';

const pointerEveryMs = 80;
const radius = 5;

/** What an archive of unknown schema holds under the pointer: told while it is there, kept when it is clicked. */
export class FeaturePointer {
  readonly #map: MapLibreMap;
  readonly #basemaps: BasemapStore;
  readonly #isOverObject: () => boolean;
  #lookedAt = 0;

  /** Things of the picture go first: while the pointer is over one, nothing beneath is told. */
  constructor(map: MapLibreMap, basemaps: BasemapStore, isOverObject: () => boolean) {
    this.#map = map;
    this.#basemaps = basemaps;
    this.#isOverObject = isOverObject;
    map.on('mousemove', ({ point }) => {
      const now = performance.now();
      if (now - this.#lookedAt < pointerEveryMs) return;
      this.#lookedAt = now;
      this.#tell(this.#isOverObject() ? undefined : this.#featureAt(point));
    });
    map.on('mouseout', () => this.#tell(undefined));
    map.on('movestart', () => this.#tell(undefined));
  }

  click(point: Point, isOverObject: boolean): void {
    const pinned = isOverObject ? undefined : this.#featureAt(point);
    if (pinned || this.#basemaps.getState().pinned) this.#basemaps.setState({ pinned, under: undefined });
  }

  #tell(under: BasemapFeature | undefined): void {
    const before = this.#basemaps.getState().under;
    if (under || before) this.#basemaps.setState({ under });
  }

  #featureAt({ x, y }: Point): BasemapFeature | undefined {
    const unknown = this.#basemaps.getState().answer?.archives.filter(({ schema }) => schema === 'unknown') ?? [];
    const sources = new Map(unknown.map(({ id, file }) => [`archive:${id}`, file]));
    if (sources.size === 0) return undefined;
    const layers = this.#map.getLayersOrder().filter((id) => sources.has(this.#map.getLayer(id)?.source ?? ''));
    if (layers.length === 0) return undefined;
    const [found] = this.#map.queryRenderedFeatures(
      [
        [x - radius, y - radius],
        [x + radius, y + radius],
      ],
      { layers },
    );
    return (
      found && { file: sources.get(found.source)!, layer: found.sourceLayer ?? '', properties: found.properties, x, y }
    );
  }
}
