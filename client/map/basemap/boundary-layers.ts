import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { BoundaryStatus } from '#shared/protocol/basemap.ts';
import type { BasemapDress } from './basemap-dress.ts';

/** The mission's own boundaries, when it has a file of them; else those of the default basemap. */
export type OwnBoundaries = Extract<BoundaryStatus, { state: 'replaced' }>;

/** Name of their source in the style. */
export const boundarySource = 'boundaries';

export function boundarySources(origin: string, { version }: OwnBoundaries): Record<string, SourceSpecification> {
  const tiles = [`${origin}/basemap/boundaries/{z}/{x}/{y}.mvt?v=${version}`];
  return { [boundarySource]: { type: 'vector', tiles, minzoom: 0, maxzoom: 10 } };
}

/** A line for each class, told apart by its pattern: solid, dashed, dotted, dashes and dots. */
export function boundaryLayers({ palette, scale }: BasemapDress, own?: OwnBoundaries): LayerSpecification[] {
  const line = (id: string, boundaryClass: string, dashes?: number[], cap?: 'round'): LayerSpecification => ({
    ...{ id, type: 'line', source: own ? boundarySource : 'basemap', 'source-layer': 'boundary' },
    filter: ['==', ['get', 'class'], boundaryClass] as ExpressionSpecification,
    ...(cap ? { layout: { 'line-cap': cap } } : {}),
    paint: {
      'line-color': palette.border,
      'line-width': (cap ? 1.4 : 0.9) * scale,
      ...(dashes ? { 'line-dasharray': dashes } : {}),
    },
  });
  return [
    line('boundary', 'international'),
    line('boundary-undetermined', 'undetermined', [4, 3]),
    line('boundary-control', 'line-of-control', [0, 2.5], 'round'),
    line('boundary-armistice', 'armistice', [6, 2, 1, 2]),
  ];
}
