import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { Mission } from '#shared/schema/mission.ts';
import { type BasemapStore, chosenArchives } from '../../store/basemap-store.ts';
import { isChosen, worldBasemap } from '../../store/view/view-basemap.ts';
import type { ViewStore } from '../../store/view/view-store.ts';
import type { Aside } from '../labels/place-labels.ts';
import { type ArchivePart, sourceId } from './archives/archive-part.ts';
import type { BasemapDress } from './basemap-dress.ts';
import { makeBasemapStyle } from './basemap-style.ts';
import { boundaryLayers, boundarySource } from './boundary-layers.ts';
import { boxesOfNames } from './shown-names.ts';

export type BasemapDrawingOptions = { mission: Mission; view: ViewStore; basemaps: BasemapStore; dress: BasemapDress };

const retryMs = 5_000;

/**
 * Keeps the style of the map what theme, language, choice and the archives of the server make of it. What draws
 * archives is fetched when the first of them is chosen. Promises: the newest wish wins, however long an older one took.
 */
export class BasemapDrawing {
  readonly #options: BasemapDrawingOptions;
  readonly #unsubscribe: (() => void)[];
  #dress: BasemapDress;
  #map: MapLibreMap | undefined;
  /** Where the names stand that the map shows, as of when it last came to rest. */
  names: readonly Aside[] = [];
  #nameLayers: readonly string[] = [];
  #parts: readonly ArchivePart[] = [];
  #turn = 0;
  #isLoaded = false;
  #isPending = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: BasemapDrawingOptions) {
    this.#options = options;
    this.#dress = options.dress;
    const { view, basemaps } = options;
    this.#unsubscribe = [
      view.subscribe((state, before) => state.basemap !== before.basemap && void this.#refresh()),
      basemaps.subscribe((state, before) => state.answer !== before.answer && void this.#refresh()),
    ];
  }

  /** As it is now; archives may follow. */
  style(): StyleSpecification {
    const { mission, view } = this.#options;
    const hasWorld = isChosen(view.getState().basemap, worldBasemap);
    const style = makeBasemapStyle({ ...this.#dress, mission, origin: location.origin, hasWorld, parts: this.#parts });
    this.#nameLayers = style.layers.filter(({ type }) => type === 'symbol').map(({ id }) => id);
    return style;
  }

  attach(map: MapLibreMap): void {
    this.#map = map;
    this.#isLoaded = false;
    // The list may have come before the map.
    if (this.#options.basemaps.getState().answer) void this.#refresh();
    map.on('idle', () => {
      const layers = this.#nameLayers.filter((id) => map.getLayer(id));
      this.names = boxesOfNames(map.queryRenderedFeatures({ layers }));
    });
    map.once('style.load', () => {
      this.#isLoaded = true;
      if (this.#isPending) this.#apply();
    });
  }

  setDress(dress: BasemapDress): void {
    this.#dress = dress;
    void this.#refresh();
  }

  /** Of each archive, and of the mission's own boundaries: whether its tiles are there, how many features are drawn. */
  drawn(): Record<string, { isLoaded: boolean; features: number }> {
    const map = this.#map;
    if (!map) return {};
    const parts = [
      ...this.#parts.map(({ archive, ground }) => ({ name: archive.id, source: sourceId(archive), ground })),
      { name: boundarySource, source: boundarySource, ground: boundaryLayers(this.#dress) },
    ];
    return Object.fromEntries(
      parts
        .filter(({ source }) => map.getSource(source))
        .map(({ name, source, ground }) => {
          const layers = ground.map(({ id }) => id).filter((id) => map.getLayer(id));
          const features = map.queryRenderedFeatures({ layers }).length;
          return [name, { isLoaded: map.isSourceLoaded(source), features }];
        }),
    );
  }

  close(): void {
    clearTimeout(this.#retry);
    for (const stop of this.#unsubscribe) stop();
    this.#map = undefined;
  }

  async #refresh(): Promise<void> {
    const turn = ++this.#turn;
    clearTimeout(this.#retry);
    const { view, basemaps } = this.#options;
    const { basemap } = view.getState();
    const chosen = chosenArchives(basemap, basemaps.getState().answer);
    const hadParts = this.#parts.length > 0;
    try {
      const hasWorld = isChosen(basemap, worldBasemap);
      const common = { dress: this.#dress, origin: location.origin, hasWorld };
      const wanted = chosen.map(({ archive, opacity }) => ({ archive, opacity: opacity / 100, ...common }));
      const parts = wanted.length > 0 ? await (await import('./archives/make-parts.ts')).makeParts(wanted) : [];
      if (turn !== this.#turn) return;
      this.#parts = parts;
    } catch {
      // The link failed while the code was fetched: the rest of the map is drawn meanwhile.
      if (turn !== this.#turn) return;
      this.#retry = setTimeout(() => void this.#refresh(), retryMs);
      if (hadParts) return;
    }
    this.#apply();
  }

  /** Only the difference is applied, which needs a style that is whole. */
  #apply(): void {
    this.#isPending = !this.#isLoaded;
    if (this.#isLoaded) this.#map?.setStyle(this.style());
  }
}
