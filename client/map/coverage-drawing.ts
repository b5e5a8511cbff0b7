import type { Layer } from '@deck.gl/core';
import { fillAreas } from '#shared/coverage/fill-areas.ts';
import type { Coverage } from '#shared/protocol/coverage.ts';
import type { Polygon } from '#shared/schema/vocabulary.ts';
import type { CoverageStore } from '../store/coverage-store.ts';
import type { LayerInput } from './layers/layer-input.ts';

/** No class: nothing is drawn. */
const outside = 255;

/** Medical cover on the map. Its layer is loaded with the first cover, because the first picture must not wait for it. */
export class CoverageDrawing {
  readonly #coverage: CoverageStore;
  readonly #area: Polygon;
  #module: typeof import('./layers/coverage-layer.ts') | undefined;
  #shown: { classes: Uint8Array; inside: Uint8Array } | undefined;
  #isLoading = false;

  /** `area`: the mission's, beyond which cover is not drawn. */
  constructor(coverage: CoverageStore, area: Polygon) {
    this.#coverage = coverage;
    this.#area = area;
  }

  /** Changes whenever what `layers` would answer changes. */
  get cause(): unknown {
    return this.#module ? this.#coverage.getState().classes : undefined;
  }

  layers({ hidden, palette }: LayerInput, isFrozen: boolean): Layer[] {
    const { coverage, classes } = this.#coverage.getState();
    if (!coverage || !classes || hidden.has('coverage')) return [];
    if (!this.#module && !this.#isLoading) void this.#load();
    if (!this.#module) return [];
    return [this.#module.makeCoverageLayer(coverage, this.#inside(coverage, classes), palette, isFrozen)];
  }

  /** The same array while the classes are the same. */
  #inside({ raster: { grid } }: Coverage, classes: Uint8Array): Uint8Array {
    if (this.#shown?.classes !== classes) {
      const area = fillAreas(grid, [{ cover: 'bare', rings: this.#area.coordinates }]);
      this.#shown = { classes, inside: classes.map((each, cell) => (area[cell] === 0 ? outside : each)) };
    }
    return this.#shown.inside;
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    this.#module = await import('./layers/coverage-layer.ts');
  }
}
