import type { Layer } from '@deck.gl/core';
import type { LiveStore } from '../../store/live/live-store.ts';
import { partedFacilities } from '../layers/facility-layer.ts';
import { type Disc, discsOf, makeCountLayer } from '../layers/gathered-incidents.ts';
import { partedIncidents } from '../layers/incident-layer.ts';
import { type LayerInput, symbolSize } from '../layers/layer-input.ts';
import { labelPixels, makeLabelLayer } from '../layers/overlay-layers.ts';
import type { Insets } from '../map-camera.ts';
import { same } from '../same.ts';
import { facilitiesInView, incidentsInView, tracksInView, type WishScene, wishLabels } from './label-wishes.ts';
import type { Occupancy } from './occupancy.ts';
import {
  type Aside,
  boxOfScreen,
  holdStanding,
  type LabelSize,
  type PlacedLabel,
  placeLabels,
  type ScreenView,
} from './place-labels.ts';

/** What labels are placed by, besides the layer input. */
export type LabelInput = Pick<WishScene, 'columns' | 'looks' | 'serverNow' | 'chosenSlot'> & {
  screen: ScreenView;
  /** Names of the basemap. */
  names: readonly Aside[];
  covered: () => Insets;
  /** What a person put on the map: nothing is written over it. */
  pinned: readonly Aside[];
  /** Not in this redraw, unless it must be: something else is made anew in it, and each alone stays short. */
  isBusy: boolean;
  /** Monotonic milliseconds. */
  now: number;
};

const everyMs = 500;
const mostLabels = 250;
const noDiscs: readonly Disc[] = [];
const noIncidents: WishScene['incidents'] = [];

/** Texts of the map. They are placed anew twice a second, or when the camera moved; in between they keep to their points. */
export class LabelDrawing {
  readonly #store: LiveStore;
  #labels: PlacedLabel[] = [];
  #counts: { discs: readonly Disc[]; offsets: Int16Array } = { discs: noDiscs, offsets: new Int16Array(0) };
  #standing: Occupancy | undefined;
  #standingFor: unknown[] = [];
  #placedFor: unknown[] = [];
  #placedAt = 0;

  constructor(store: LiveStore) {
    this.#store = store;
  }

  /** Numbers of discs, to lie beneath what moves. */
  countLayers(input: LayerInput): Layer[] {
    const { discs, offsets } = this.#counts;
    // Nothing to gather is the rule in a young mission.
    return discs.length > 0 ? [makeCountLayer(discs, offsets, input)] : [];
  }

  labelLayer(input: LayerInput): Layer {
    return makeLabelLayer(this.#labels, gapOf(input), input);
  }

  place(labelInput: LabelInput, input: LayerInput): void {
    const { screen, names, covered, pinned, columns, looks, serverNow, chosenSlot, isBusy, now } = labelInput;
    const { hidden, selected, scale } = input;
    const { alone, gathered } = partedIncidents(this.#store.recordsOf('incident'), input);
    const discs = hidden.has('incident') ? noDiscs : discsOf(gathered);
    const cause = [...Object.values(screen), names, looks, discs];
    if (same(cause, this.#placedFor) && (isBusy || now - this.#placedAt < everyMs)) return;
    this.#placedFor = cause;
    this.#placedAt = now;
    const scene: WishScene = {
      ...{ store: this.#store, columns, looks, serverNow, selected, chosenSlot, hidden },
      ...{ zoom: screen.zoom, box: boxOfScreen(screen) },
      facilities: partedFacilities(this.#store.recordsOf('facility'), input).alone,
      incidents: hidden.has('incident') ? noIncidents : alone,
    };
    const size: LabelSize = {
      characterPixels: 0.6 * labelPixels * scale,
      linePixels: 1.25 * labelPixels * scale,
      gapPixels: gapOf(input),
    };
    const { labels, countOffsets } = placeLabels(
      { wishes: wishLabels(scene), symbols: tracksInView(scene), pinned, covered: covered(), counts: discs },
      this.#holdStanding(scene, { screen, names, discs, size }, input),
      screen,
      size,
      mostLabels,
    );
    this.#labels = labels;
    // The same array while no number moved: then the graphics card keeps what it has.
    const isSame = this.#counts.discs === discs && same([...this.#counts.offsets], [...countOffsets]);
    if (!isSame) this.#counts = { discs, offsets: countOffsets };
  }

  /** What stands holds the same places until the camera or one of it moves. */
  #holdStanding(
    scene: WishScene,
    { screen, names, discs, size }: Pick<LabelInput, 'screen' | 'names'> & { discs: readonly Disc[]; size: LabelSize },
    input: LayerInput,
  ): Occupancy {
    const { facilities, incidents, hidden } = scene;
    const cause = [...Object.values(screen), names, discs, facilities, incidents, hidden, input.scale];
    if (!this.#standing || !same(cause, this.#standingFor)) {
      this.#standingFor = cause;
      const asides = [...names, ...incidentsInView(scene, symbolSize(9, input))];
      this.#standing = holdStanding({ symbols: facilitiesInView(scene), asides, counts: discs }, screen, size);
    }
    return this.#standing;
  }
}

/** Pixels between a symbol and its label. */
function gapOf(input: LayerInput): number {
  return symbolSize(13, input) + 3;
}
