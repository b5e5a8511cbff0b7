import type { PickingInfo } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, prewarm, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type BoundingBox, boxAround } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import { type Palette, palettes } from '../format/palette.ts';
import { positionOfKey } from '../format/position-of-key.ts';
import type { Camera } from '../store/view/view-url.ts';
import { BasemapDrawing } from './basemap/basemap-drawing.ts';
import type { BasemapDress } from './basemap/basemap-dress.ts';
import { FeaturePointer } from './basemap/feature-pointer.ts';
import { placeMark } from './drawn-tools.ts';
import { type GatheredRecord, gatheredOf } from './gathering/gathered-kinds.ts';
import type { Picked } from './layers/layer-input.ts';
import { MapCamera, readCamera, withMargin } from './map-camera.ts';
import type { Dress, MapOptions } from './map-options.ts';
import { MapTools } from './map-tools.ts';
import { PictureDrawing } from './picture-drawing.ts';
import { handleLayer, watchDrags } from './what-if-drags.ts';

setWorkerUrl(workerUrl);
// While the mission is on its way: the map is needed with it.
prewarm();

const redrawMs = 100;
const pickRadius = 8;
/** From here on what still lies at one place is at one address. */
const partedFromZoom = 13;
const rebuildMs = [200, 1_000, 3_000, 10_000] as const;

/**
 * Owns the map, outside React. In: the live picture, the view, and the dress (theme, language, scale). Out: pixels, the
 * camera and the selection in the view, what the pointer is over. Promises: redraws at most ten times a second and only
 * when something changed; a lost graphics context is announced and the map is built anew where it was.
 */
export class MapController {
  readonly drawing: PictureDrawing;
  readonly basemap: BasemapDrawing;
  readonly #options: MapOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #unsubscribe: () => void;
  #dress: Dress;
  #map: MapLibreMap | undefined;
  #camera: MapCamera | undefined;
  #tools: MapTools | undefined;
  #overlay: MapLibreOverlay | undefined;
  #rebuild: ReturnType<typeof setTimeout> | undefined;
  #rebuilds = 0;
  #isReady = false;
  #isOverObject = false;

  constructor(options: MapOptions) {
    this.#options = options;
    this.#dress = options.dress;
    this.drawing = new PictureDrawing(options);
    this.basemap = new BasemapDrawing({ ...options, dress: this.#basemapDress });
    options.container.addEventListener('webglcontextlost', this.#onContextLost, true);
    this.#unsubscribe = options.view.subscribe((state, before) => {
      if (!this.#camera) return;
      const placeOf = (key: string | undefined) => (key ? positionOfKey(options.store.picture, key) : undefined);
      const [position, followed] = [placeOf(state.selected), placeOf(state.follow)];
      if (followed && state.follow !== before.follow) this.#camera.centre(followed);
      if (position && state.centreRequest !== before.centreRequest) this.#camera.centre(position);
      else if (position && state.selected !== before.selected) this.#camera.uncover(position);
      if (state.camera && state.camera !== before.camera) this.#camera.follow(state.camera);
    });
    this.#build();
    this.#timer = setInterval(() => this.#redraw(), redrawMs);
  }

  setDress(dress: Dress): void {
    const before = this.#dress;
    this.#dress = dress;
    this.drawing.setDress(dress, this.#palette);
    const isSame = (['theme', 'language', 'scale', 'basemap'] as const).every((name) => before[name] === dress[name]);
    if (!isSame) this.basemap.setDress(this.#basemapDress);
  }

  camera(): Camera | undefined {
    return this.#map && readCamera(this.#map);
  }

  shownBox(): BoundingBox | undefined {
    if (!this.#map) return undefined;
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const { top, right, bottom, left } = this.#options.insets();
    const southWest = this.#map.unproject([left, clientHeight - bottom]);
    const northEast = this.#map.unproject([clientWidth - right, top]);
    return [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
  }

  showMission(): void {
    this.#options.view.getState().change({ follow: undefined });
    this.#camera?.showBox(boxAround(this.#options.mission.area.coordinates[0]!));
  }

  showBox(box: BoundingBox): void {
    this.#options.view.getState().change({ follow: undefined });
    this.#camera?.showBox(box);
  }

  goTo(position: Position, widthMetres: number): void {
    this.#options.view.getState().change({ follow: undefined });
    this.#camera?.goTo(position, widthMetres);
  }

  uncover(key: string): void {
    const position = positionOfKey(this.#options.store.picture, key);
    if (position) this.#camera?.uncover(position);
  }

  focus(): void {
    this.#map?.getCanvas().focus();
  }

  async takePicture(): Promise<HTMLCanvasElement | undefined> {
    const { takePicture } = await import('./take-picture.ts');
    return this.#map && this.#overlay && takePicture(this.#map, this.#overlay);
  }

  gathered(kind: string): number {
    return (this.drawing.drawn.gathered as Record<string, number>)[kind] ?? 0;
  }

  close(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#rebuild);
    this.#unsubscribe();
    this.basemap.close();
    this.#options.container.removeEventListener('webglcontextlost', this.#onContextLost, true);
    this.#tearDown();
  }

  get #palette(): Palette {
    return palettes[this.#dress.theme];
  }

  get #basemapDress(): BasemapDress {
    const { language, scale, basemap: status } = this.#dress;
    return { palette: this.#palette, status, language, scale };
  }

  #build(): void {
    const { container, view, mission, insets, onState } = this.#options;
    onState(this.#rebuilds > 0 ? 'lost' : 'loading');
    try {
      const { camera } = view.getState();
      const [west, south, east, north] = boxAround(mission.area.coordinates[0]!);
      const map = new MapLibreMap({
        container,
        style: this.basemap.style(),
        ...(camera
          ? { center: [camera.longitude, camera.latitude], zoom: camera.zoom }
          : { bounds: [west, south, east, north], fitBoundsOptions: { padding: withMargin(insets(), 24) } }),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        doubleClickZoom: false,
        renderWorldCopies: false,
        fadeDuration: 0,
        maxZoom: 17,
        locale: { 'Map.Title': this.#dress.t('map.title') },
      });
      const features = new FeaturePointer(map, this.#options.basemaps, () => this.#isOverObject);
      map.touchZoomRotate.disableRotation();
      map.keyboard.disableRotation();
      map.on('moveend', () => {
        if (this.#isReady) view.getState().change({ camera: readCamera(map) });
      });
      // Picked here and now: the overlay's own click answers with what lay under the pointer when it was last looked at.
      map.on('click', (event) => {
        const { point } = event;
        const info = this.#overlay?.pickObject({ x: point.x, y: point.y, radius: pickRadius });
        const many = info ? gatheredOf(info) : undefined;
        const key = info ? this.#keyOf(info) : undefined;
        if (this.#tools?.click(event, key)) return;
        if (many) this.#part(many);
        else view.getState().select(key);
        features.click(point, key !== undefined || many !== undefined);
      });
      map.on('dblclick', (event) => {
        const { measure, isDrawingArea } = view.getState();
        if (!measure && !isDrawingArea) this.#camera?.centre([event.lngLat.lng, event.lngLat.lat]);
      });
      map.once('load', () => {
        this.#rebuilds = 0;
        this.#isReady = true;
        onState('ready');
        if (!camera) this.#showFirst();
      });
      this.#overlay = new MapLibreOverlay({
        layers: [],
        pickingRadius: pickRadius,
        onHover: (info: PickingInfo) => this.#hover(info),
        // The overlay has no keys of its own: Tab stops at the map, once.
        onLoad: () => map.getContainer().querySelector('#deckgl-overlay')?.setAttribute('tabindex', '-1'),
      });
      map.addControl(this.#overlay);
      this.#map = map;
      this.basemap.attach(map);
      this.#camera = new MapCamera(map, insets);
      const { store, pointer, entry } = this.#options;
      watchDrags(map, this.#options.whatIf, (point) =>
        this.#overlay?.pickObject({ ...point, radius: pickRadius, layerIds: [handleLayer] }),
      );
      this.#tools = new MapTools({ map, camera: this.#camera, view, store, pointer, entry, t: () => this.#dress.t });
      this.drawing.reset();
      this.drawing.setDress(this.#dress, this.#palette);
    } catch {
      this.#scheduleRebuild();
    }
  }

  #tearDown(): void {
    this.#isReady = false;
    this.#map?.remove();
    this.#map = undefined;
    this.#camera = undefined;
    this.#tools = undefined;
    this.#overlay = undefined;
  }

  #onContextLost = (event: Event): void => {
    event.preventDefault();
    this.#options.onState('lost');
    this.#scheduleRebuild();
  };

  /** A lost context takes textures, buffers and shaders with it; building anew is the one way that is always whole. */
  #scheduleRebuild(): void {
    if (this.#rebuild) return;
    const wait = rebuildMs[Math.min(this.#rebuilds++, rebuildMs.length - 1)]!;
    this.#rebuild = setTimeout(() => {
      this.#rebuild = undefined;
      this.#tearDown();
      this.#build();
    }, wait);
  }

  #redraw(): void {
    const map = this.#map;
    if (!map || !this.#overlay || !this.#isReady) return;
    this.#tools?.tick();
    const { clientWidth, clientHeight } = map.getContainer();
    const screen = { ...readCamera(map), width: clientWidth, height: clientHeight };
    const layers = this.drawing.layersIfChanged(screen, {
      names: this.basemap.names,
      covered: this.#options.insets,
    });
    if (layers) this.#overlay.setProps({ layers });
  }

  /** A URL without a camera may still say where to look: at the spot it points at. */
  #showFirst(): void {
    const placed = placeMark(this.#options.view.getState().mark);
    if (placed) this.goTo(placed.spot.position, placed.spot.widthMetres);
  }

  /** Comes so close that a shared mark parts; where it cannot, the newest of it is selected. */
  #part({ position, members }: GatheredRecord): void {
    const zoom = this.#map!.getZoom();
    if (zoom < partedFromZoom) this.#camera?.closeIn(position, zoom + 2);
    else this.#options.view.getState().select(members.at(-1)!.key);
  }

  #keyOf(info: PickingInfo): string | undefined {
    if (info.index < 0 || !info.layer) return undefined;
    if (info.layer.id === 'track') return this.drawing.trackKeyAt(info.index);
    return (info.object as Picked | undefined)?.key;
  }

  #hover(info: PickingInfo): void {
    const key = this.#keyOf(info);
    const gathered = gatheredOf(info);
    const isOver = key !== undefined || gathered !== undefined;
    this.#isOverObject = isOver;
    this.#options.container.classList.toggle('is-over-object', isOver);
    const { x, y } = info;
    this.#options.onHover(
      isOver
        ? { key: key ?? '', x, y, ...(gathered && { keys: gathered.members.map((each) => each.key) }) }
        : undefined,
    );
  }
}
