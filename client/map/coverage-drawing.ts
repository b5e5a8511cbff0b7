import type { Layer } from '@deck.gl/core';
import { outsideClass } from '#shared/coverage/cover-classes.ts';
import { fillAreas } from '#shared/coverage/ground/fill-areas.ts';
import type { MercatorGrid } from '#shared/geo/mercator-grid.ts';
import type { Coverage } from '#shared/protocol/coverage.ts';
import type { Polygon } from '#shared/schema/vocabulary.ts';
import type { CoverageStore } from '../store/coverage-store.ts';
import type { WhatIfStore } from '../store/what-if-store.ts';
import type { LayerInput } from './layers/layer-input.ts';

/**
 * Medical cover on the map, or what it would be while a what-if is open. Its layers are loaded with the first cover,
 * because the first picture must not wait for them.
 */
export class CoverageDrawing {
  readonly #coverage: CoverageStore;
  readonly #whatIf: WhatIfStore;
  readonly #area: Polygon;
  #module: typeof import('./layers/coverage-layer.ts') | undefined;
  #shown: { classes: Uint8Array; inside: Uint8Array } | undefined;
  #mask: { name: string; cells: Uint8Array } | undefined;
  #isLoading = false;

  /** `area`: the mission's, beyond which cover is not drawn. */
  constructor(coverage: CoverageStore, whatIf: WhatIfStore, area: Polygon) {
    this.#coverage = coverage;
    this.#whatIf = whatIf;
    this.#area = area;
  }

  /** Changes whenever what `layers` would answer changes. */
  get cause(): unknown {
    if (!this.#module) return undefined;
    return this.#whatIf.getState().drawn ?? this.#coverage.getState().classes;
  }

  layers(input: LayerInput, isFrozen: boolean): Layer[] {
    const { drawn } = this.#whatIf.getState();
    const { coverage, classes } = this.#coverage.getState();
    const isReal = coverage !== undefined && classes !== undefined && !input.hidden.has('coverage');
    if (!drawn && !isReal) return [];
    if (!this.#module) {
      if (!this.#isLoading) void this.#load();
      return [];
    }
    const { makeCoverageLayer, makePlacesLayers } = this.#module;
    if (drawn)
      return [makeCoverageLayer(drawn.grid, drawn.classes, input.palette, false), ...makePlacesLayers(drawn, input)];
    return [makeCoverageLayer(coverage!.raster.grid, this.#inside(coverage!, classes!), input.palette, isFrozen)];
  }

  /** The same array while the classes are the same. */
  #inside({ raster: { grid } }: Coverage, classes: Uint8Array): Uint8Array {
    if (this.#shown?.classes !== classes) {
      const area = this.#maskOf(grid);
      this.#shown = { classes, inside: classes.map((each, cell) => (area[cell] === 0 ? outsideClass : each)) };
    }
    return this.#shown.inside;
  }

  /** Every raster of a mission lies on one grid, so that its area is filled once. */
  #maskOf(grid: MercatorGrid): Uint8Array {
    const name = JSON.stringify(grid);
    if (this.#mask?.name !== name)
      this.#mask = { name, cells: fillAreas(grid, [{ cover: 'bare', rings: this.#area.coordinates }]) };
    return this.#mask.cells;
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    this.#module = await import('./layers/coverage-layer.ts');
  }
}
