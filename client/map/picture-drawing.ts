import type { Layer } from '@deck.gl/core';
import type { Mission } from '#shared/schema/mission.ts';
import { startOfWindow } from '#shared/schema/time-window.ts';
import type { Palette } from '../format/palette.ts';
import { positionOfKey, trackOf } from '../format/position-of-key.ts';
import type { CoverageStore } from '../store/coverage-store.ts';
import type { EntryStore } from '../store/entry/entry-store.ts';
import { type FreshnessCounts, freshnessName, noFreshness } from '../store/live/freshness.ts';
import type { PictureClock } from '../store/live/link-clock.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import { type Past, TrackHistory } from '../store/live/track-history.ts';
import type { ViewStore } from '../store/view/view-store.ts';
import type { WhatIfStore } from '../store/what-if-store.ts';
import { CoverageDrawing } from './coverage-drawing.ts';
import { placeTools } from './drawn-tools.ts';
import { countGathered } from './gathering/gathered-kinds.ts';
import { LabelDrawing, type LabelInput } from './labels/label-drawing.ts';
import { boxOfScreen, type ScreenView } from './labels/place-labels.ts';
import { partedFacilities } from './layers/facility-layer.ts';
import { partedIncidents } from './layers/incident-layer.ts';
import type { LayerInput } from './layers/layer-input.ts';
import { makeKindLayers } from './layers/layer-registry.ts';
import { makeSelectionLayer } from './layers/overlay-layers.ts';
import { boxesOfTools, makeToolLayers } from './layers/tool-layers.ts';
import { makeTrackLayers } from './layers/track-layers.ts';
import { makeTrailLayer } from './layers/trail-layer.ts';
import type { Dress } from './map-options.ts';
import { same } from './same.ts';
import { makeSymbolAtlas } from './symbol-atlas.ts';
import { fillTrackColumns, makeTrackColumns, makeTrackLooks, type TrackLooks } from './tracks/track-columns.ts';
import { makeSelectedTrail, makeTrailPieces, type TrailPieces } from './tracks/trail-pieces.ts';

/**
 * Turns picture and view into layers. Promises: nothing is rebuilt unless something changed; standing things are
 * rebuilt only when a record of their kind changed; no track is drawn fresher than its age allows, and none live while
 * frozen. It remembers what it drew, so that tests and panels can ask.
 */
export type Drawn = {
  counts: FreshnessCounts;
  isFrozen: boolean;
  draws: number;
  /** How many records are drawn as part of a shared mark, by kind. */
  gathered: { facility: number; incident: number };
};

/** Ages grow without messages: at least this often everything is looked at again. */
const ageingMs = 500;
const hourMs = 3_600_000;
const trailMs = 1_000;

export class PictureDrawing {
  drawn: Drawn = { counts: noFreshness(), isFrozen: true, draws: 0, gathered: { facility: 0, incident: 0 } };
  readonly #store: LiveStore;
  readonly #clock: PictureClock;
  readonly #view: ViewStore;
  readonly #entry: EntryStore;
  readonly #coverage: CoverageDrawing;
  #kindLayers = makeKindLayers();
  #trackLayers = makeTrackLayers();
  #columns = makeTrackColumns(0);
  #looks: TrackLooks | undefined;
  #looksFor: unknown[] = [];
  #input: LayerInput | undefined;
  #inputFor: unknown[] = [];
  #hidden: { list: readonly string[]; set: ReadonlySet<string> } = { list: [], set: new Set() };
  readonly #history = new TrackHistory();
  readonly #labels: LabelDrawing;
  #pieces: TrailPieces[] = [];
  #trailsFor: unknown[] = [];
  #trailsSecond = 0;
  #drawnFor: unknown[] = [];
  #drawnAt = 0;
  #tick = 0;
  #dress: { dress: Dress; palette: Palette; atlas: ReturnType<typeof makeSymbolAtlas> } | undefined;

  constructor(given: {
    store: LiveStore;
    clock: PictureClock;
    view: ViewStore;
    entry: EntryStore;
    coverage: CoverageStore;
    whatIf: WhatIfStore;
    mission: Mission;
  }) {
    const { store, clock, view, entry, coverage } = given;
    this.#store = store;
    this.#clock = clock;
    this.#view = view;
    this.#entry = entry;
    this.#coverage = new CoverageDrawing(coverage, given.whatIf, given.mission.area);
    this.#labels = new LabelDrawing(store);
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
    this.#trailsFor = [];
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
  layersIfChanged(screen: ScreenView, around: Pick<LabelInput, 'names' | 'covered'>): Layer[] | undefined {
    if (!this.#dress || document.hidden) return undefined;
    const now = performance.now();
    const isFrozen = this.#clock.isFrozen() || !this.#store.isCurrent;
    const view = this.#view.getState();
    const { hidden, selected, since: window, trail, mark, measure, rings, open } = view;
    // Without the panel that asks about it an area would be a line that nobody explains.
    const area = open.includes('passages') ? view.area : undefined;
    const { dress } = this.#dress;
    const { shown } = this.#entry.getState();
    const chosen = [hidden, selected, window, trail, mark, measure, rings, area, shown, dress];
    const causes = [...chosen, this.#history.revision, this.#coverage.cause];
    const cause = [this.#store.revision, isFrozen, ...causes, ...Object.values(screen)];
    if (same(cause, this.#drawnFor) && now - this.#drawnAt < ageingMs) return undefined;
    this.#drawnFor = cause;
    this.#drawnAt = now;
    if (!isFrozen) this.#store.isDrawn = true;
    // While nothing is known of the server's time, nothing is known to be fresh: age counts from the newest picture.
    const serverNow = this.#clock.serverNow() ?? this.#store.pictureAt ?? 0;
    const hiddenSet = this.#hiddenSetOf(hidden);
    const input = this.#inputOf(screen, serverNow, hidden, hiddenSet);
    const looks = this.#looksOf(hidden, hiddenSet);
    this.#columns = fillTrackColumns(this.#columns, this.#store.picture.tracks, looks, serverNow, isFrozen);
    this.drawn = {
      counts: this.#columns.counts,
      isFrozen,
      draws: this.drawn.draws + 1,
      gathered: this.#gathered(input),
    };
    this.#tick++;
    const position = selected ? positionOfKey(this.#store.picture, selected) : undefined;
    const selectedTrack = this.#trackOf(selected);
    const selectedSlot = selectedTrack === undefined ? undefined : this.#store.picture.tracks.find(selectedTrack);
    const tools = placeTools({ ...view, area }, this.#store.picture, shown);
    const isBusy = Math.floor(serverNow / trailMs) !== this.#trailsSecond;
    const shownNow = { columns: this.#columns, looks, serverNow, chosenSlot: selectedSlot };
    const pinned = boxesOfTools(tools, input);
    this.#labels.place({ ...shownNow, ...around, screen, pinned, isBusy, now }, input);
    const past = this.#clock.serverNow() === undefined ? undefined : this.#wantedPast(selectedSlot, serverNow);
    this.#history.follow(selectedTrack, past, this.#store.lastBeat?.replay?.jumps);
    return [
      ...this.#coverage.layers(input, isFrozen),
      ...this.#kindLayers(this.#store, input),
      ...this.#labels.countLayers(input),
      ...this.#trails(screen, input, looks, serverNow, selectedSlot),
      ...this.#trackLayers(this.#columns, input, { tick: this.#tick, selectedSlot }),
      this.#labels.labelLayer(input),
      makeSelectionLayer(position, input),
      ...makeToolLayers(tools, input),
    ];
  }

  #gathered(input: LayerInput): Drawn['gathered'] {
    const { hidden } = input;
    const facilities = hidden.has('facility')
      ? 0
      : countGathered(partedFacilities(this.#store.recordsOf('facility'), input));
    const incidents = hidden.has('incident')
      ? 0
      : countGathered(partedIncidents(this.#store.recordsOf('incident'), input));
    return { facility: facilities, incident: incidents };
  }

  /** Until when the past of a track is wanted: of one that fell silent, the day before its last fix. */
  #wantedPast(slot: number | undefined, serverNow: number): Past {
    if (slot === undefined || this.#columns.state[slot]! < 3) return { from: serverNow - hourMs, to: serverNow };
    const heardAt = this.#store.picture.tracks.observedAt[slot]!;
    return { from: heardAt - 24 * hourMs, to: heardAt };
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
  ): LayerInput {
    const { selected, since: window } = this.#view.getState();
    const since = startOfWindow(window, serverNow);
    const { palette, atlas, dress } = this.#dress!;
    const level = Math.floor(screen.zoom);
    const minuteAt = Math.floor(serverNow / 60_000) * 60_000;
    const cause = [palette, atlas, dress.scale, level, hidden, minuteAt, selected, window, since];
    if (!this.#input || !same(cause, this.#inputFor)) {
      this.#inputFor = cause;
      const { scale } = dress;
      this.#input = { palette, atlas, scale, level, hidden: hiddenSet, minuteAt, selected, window, since };
    }
    return this.#input;
  }

  /** The track that the selected record is, or is carried by. */
  #trackOf(selected: string | undefined): string | undefined {
    const record = selected === undefined ? undefined : this.#store.picture.records.get(selected);
    return record && trackOf(this.#store.picture, record);
  }

  /** Trails are made anew once a second, or when another is selected or the camera moved far. */
  #trails(
    screen: ScreenView,
    input: LayerInput,
    looks: TrackLooks,
    serverNow: number,
    selectedSlot: number | undefined,
  ): Layer[] {
    const { trail: minutes } = this.#view.getState();
    const { palette } = input;
    const cell = 2 ** Math.round(screen.zoom);
    const where = [screen.longitude, screen.latitude].map((degrees) => Math.round((degrees * cell) / 64));
    const cause = [Math.floor(serverNow / trailMs), minutes, selectedSlot, looks, palette, cell, ...where];
    cause.push(this.#history.revision);
    if (!same(cause, this.#trailsFor)) {
      this.#trailsFor = cause;
      this.#trailsSecond = Math.floor(serverNow / trailMs);
      this.#store.trailStepMs = Math.max(5, minutes) * 1_000;
      const box = boxOfScreen(screen);
      const { tracks: table } = this.#store.picture;
      const scene = { table, trails: this.#store.trails, columns: this.#columns, looks, box, serverNow, minutes };
      const dressed = { ...scene, palette, selectedSlot };
      this.#pieces = [makeTrailPieces(dressed), makeSelectedTrail(dressed, this.#history.fixes)];
    }
    const [all, selected] = this.#pieces;
    return [
      ...(all ? [makeTrailLayer('trail', all, 1.6, input)] : []),
      ...(selected ? [makeTrailLayer('trail-selected', selected, 2.4, input)] : []),
    ];
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
}
