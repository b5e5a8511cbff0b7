import type { Layer } from '@deck.gl/core';
import type { Palette } from '../format/palette.ts';
import { positionOfKey } from '../format/position-of-key.ts';
import { type FreshnessCounts, freshnessName, noFreshness } from '../store/freshness.ts';
import type { LinkClock } from '../store/link-clock.ts';
import type { LiveStore } from '../store/live-store.ts';
import type { ViewStore } from '../store/view-store.ts';
import { wishLabels } from './label-wishes.ts';
import { type LayerInput, symbolSize } from './layers/layer-input.ts';
import { makeKindLayers } from './layers/layer-registry.ts';
import { labelPixels, makeLabelLayer, makeSelectionLayer } from './layers/overlay-layers.ts';
import { makeTrackLayers } from './layers/track-layers.ts';
import type { Dress } from './map-controller.ts';
import { boxOfScreen, type PlacedLabel, placeLabels, type ScreenView } from './place-labels.ts';
import { makeSymbolAtlas } from './symbol-atlas.ts';
import { fillTrackColumns, makeTrackColumns, makeTrackLooks, type TrackLooks } from './track-columns.ts';

/**
 * Turns picture and view into layers. Promises: nothing is rebuilt unless something changed; standing things are
 * rebuilt only when a record of their kind changed; no track is drawn fresher than its age allows, and none live while
 * frozen. It remembers what it drew, so that tests and panels can ask.
 */
export type Drawn = { counts: FreshnessCounts; isFrozen: boolean; draws: number };

/** Ages grow without messages: at least this often everything is looked at again. */
const ageingMs = 500;
const labelMs = 500;

export class PictureDrawing {
  drawn: Drawn = { counts: noFreshness(), isFrozen: true, draws: 0 };
  readonly #store: LiveStore;
  readonly #clock: LinkClock;
  readonly #view: ViewStore;
  #kindLayers = makeKindLayers();
  #trackLayers = makeTrackLayers();
  #columns = makeTrackColumns(0);
  #looks: TrackLooks | undefined;
  #looksFor: unknown[] = [];
  #input: LayerInput | undefined;
  #inputFor: unknown[] = [];
  #hidden: { list: readonly string[]; set: ReadonlySet<string> } = { list: [], set: new Set() };
  #labels: PlacedLabel[] = [];
  #labelsFor: unknown[] = [];
  #labelledAt = 0;
  #drawnFor: unknown[] = [];
  #drawnAt = 0;
  #tick = 0;
  #dress: { dress: Dress; palette: Palette; atlas: ReturnType<typeof makeSymbolAtlas> } | undefined;

  constructor({ store, clock, view }: { store: LiveStore; clock: LinkClock; view: ViewStore }) {
    this.#store = store;
    this.#clock = clock;
    this.#view = view;
  }

  setDress(dress: Dress, palette: Palette): void {
    const atlas = this.#dress?.palette === palette ? this.#dress.atlas : makeSymbolAtlas(palette);
    this.#dress = { dress, palette, atlas };
  }

  /** Forgets all layers: their graphics context is gone. */
  reset(): void {
    this.#kindLayers = makeKindLayers();
    this.#trackLayers = makeTrackLayers();
    this.#drawnFor = [];
    this.#dress = undefined;
  }

  trackKeyAt(row: number): string | undefined {
    const name = this.#store.picture.tracks.names[this.#columns.slots[row] ?? -1];
    return name ? `track/${name}` : undefined;
  }

  /** The state in which a track was last drawn; undefined when it was not. */
  stateOf(name: string): keyof FreshnessCounts | undefined {
    const slot = this.#store.picture.tracks.find(name);
    if (slot === undefined || this.drawn.draws === 0) return undefined;
    return freshnessName(this.#columns.state[slot] as 0);
  }

  /** The layers to show, or undefined when what is shown still stands. */
  layersIfChanged(screen: ScreenView): Layer[] | undefined {
    if (!this.#dress || document.hidden) return undefined;
    const now = performance.now();
    const isFrozen = this.#clock.isFrozen() || !this.#store.isCurrent;
    const { hidden, selected } = this.#view.getState();
    const { dress } = this.#dress;
    const cause = [this.#store.revision, isFrozen, hidden, selected, dress, ...Object.values(screen)];
    if (same(cause, this.#drawnFor) && now - this.#drawnAt < ageingMs) return undefined;
    this.#drawnFor = cause;
    this.#drawnAt = now;
    // While nothing is known of the server's time, nothing is known to be fresh: age counts from the newest picture.
    const serverNow = this.#clock.serverNow() ?? this.#store.pictureAt ?? 0;
    const hiddenSet = this.#hiddenSetOf(hidden);
    const input = this.#inputOf(screen, serverNow, hidden, hiddenSet, selected);
    const looks = this.#looksOf(hidden, hiddenSet);
    this.#columns = fillTrackColumns(this.#columns, this.#store.picture.tracks, looks, serverNow, isFrozen);
    this.drawn = { counts: this.#columns.counts, isFrozen, draws: this.drawn.draws + 1 };
    this.#tick++;
    const gap = symbolSize(13, input) + 3;
    this.#label(screen, looks, serverNow, hiddenSet, gap, now);
    const position = selected ? positionOfKey(this.#store.picture, selected) : undefined;
    const selectedSlot = selected?.startsWith('track/')
      ? this.#store.picture.tracks.find(selected.slice('track/'.length))
      : undefined;
    return [
      ...this.#kindLayers(this.#store, input),
      ...this.#trackLayers(this.#columns, input, { tick: this.#tick, selectedSlot }),
      makeLabelLayer(this.#labels, gap, input),
      makeSelectionLayer(position, input),
    ];
  }

  /** The same set while the list is the same, so that layers can tell by identity. */
  #hiddenSetOf(hidden: readonly string[]): ReadonlySet<string> {
    if (this.#hidden.list !== hidden) this.#hidden = { list: hidden, set: new Set(hidden) };
    return this.#hidden.set;
  }

  #inputOf(
    screen: ScreenView,
    serverNow: number,
    hidden: readonly string[],
    hiddenSet: ReadonlySet<string>,
    selected: string | undefined,
  ): LayerInput {
    const { palette, atlas, dress } = this.#dress!;
    const level = Math.floor(screen.zoom);
    const minuteAt = Math.floor(serverNow / 60_000) * 60_000;
    const cause = [palette, atlas, dress.scale, level, hidden, minuteAt, selected];
    if (!this.#input || !same(cause, this.#inputFor)) {
      this.#inputFor = cause;
      this.#input = { palette, atlas, scale: dress.scale, level, hidden: hiddenSet, minuteAt, selected };
    }
    return this.#input;
  }

  #looksOf(hidden: readonly string[], hiddenSet: ReadonlySet<string>): TrackLooks {
    const { index, picture } = this.#store;
    const cause = [picture, index.versionOf('track'), index.versionOf('asset'), hidden];
    if (!this.#looks || !same(cause, this.#looksFor)) {
      this.#looksFor = cause;
      const medical = this.#store.recordsOf('asset').flatMap((record) => record.body.track ?? []);
      const tracks = this.#store.recordsOf('track');
      this.#looks = makeTrackLooks(picture.tracks, tracks, new Set(medical), hiddenSet);
    }
    return this.#looks;
  }

  /** Labels are placed anew twice a second, or when the camera moved; in between they keep to their points. */
  #label(
    screen: ScreenView,
    looks: TrackLooks,
    serverNow: number,
    hidden: ReadonlySet<string>,
    gapPixels: number,
    now: number,
  ): void {
    const cause = [...Object.values(screen), looks];
    if (same(cause, this.#labelsFor) && now - this.#labelledAt < labelMs) return;
    this.#labelsFor = cause;
    this.#labelledAt = now;
    const { scale } = this.#dress!.dress;
    const wishes = wishLabels({
      store: this.#store,
      columns: this.#columns,
      looks,
      zoom: screen.zoom,
      box: boxOfScreen(screen),
      serverNow,
      selected: this.#view.getState().selected,
      hidden,
    });
    const size = { characterPixels: 0.6 * labelPixels * scale, linePixels: 1.25 * labelPixels * scale, gapPixels };
    this.#labels = placeLabels(wishes, screen, size);
  }
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
