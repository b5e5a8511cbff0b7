import type { LayerSpecification } from 'maplibre-gl';
import type { BasemapDress } from './basemap-dress.ts';

/** Boundaries of the default basemap; those that are not settled are dashed. */
export function boundaryLayers({ palette, scale }: BasemapDress): LayerSpecification[] {
  const paint = { 'line-color': palette.border, 'line-width': 0.9 * scale };
  return [
    {
      id: 'boundary',
      type: 'line',
      source: 'basemap',
      'source-layer': 'boundary',
      filter: ['==', ['get', 'class'], 'international'],
      paint,
    },
    {
      id: 'boundary-open',
      type: 'line',
      source: 'basemap',
      'source-layer': 'boundary',
      filter: ['!=', ['get', 'class'], 'international'],
      paint: { ...paint, 'line-dasharray': [3, 3] },
    },
  ];
}
