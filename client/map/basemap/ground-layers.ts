import type { LayerSpecification } from 'maplibre-gl';
import type { BasemapDress } from './basemap-dress.ts';

/** Land of the default basemap: what lies beneath everything else. */
export function landLayers({ palette }: BasemapDress): LayerSpecification[] {
  return [
    {
      id: 'land',
      type: 'fill',
      source: 'basemap',
      'source-layer': 'country',
      paint: { 'fill-color': palette.land, 'fill-antialias': false },
    },
  ];
}

/** The line between land and sea. */
export function shoreLayers({ palette, scale }: BasemapDress): LayerSpecification[] {
  return [
    {
      id: 'coast',
      type: 'line',
      source: 'basemap',
      'source-layer': 'coast',
      paint: { 'line-color': palette.border, 'line-width': 0.6 * scale, 'line-opacity': 0.7 },
    },
  ];
}
