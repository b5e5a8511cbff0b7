import type { LayerSpecification } from 'maplibre-gl';
import { type BasemapDress, nameIn, quietText } from './basemap-dress.ts';
import { font } from './fonts.ts';

/** Names of countries and places of the default basemap, places by importance. */
export function nameLayers(dress: BasemapDress): LayerSpecification[] {
  const { palette, scale } = dress;
  const text = quietText(dress);
  return [
    {
      id: 'country-name',
      type: 'symbol',
      source: 'basemap',
      'source-layer': 'place',
      maxzoom: 6.5,
      layout: {
        'text-field': nameIn(dress.language),
        'text-font': font,
        'text-size': 11 * scale,
        'text-letter-spacing': 0.18,
        'text-transform': 'uppercase',
      },
      paint: { ...text, 'text-opacity': 0.55 },
    },
    {
      id: 'town',
      type: 'symbol',
      source: 'gazetteer',
      filter: ['>=', ['zoom'], ['get', 'fromZoom']],
      layout: {
        'text-field': nameIn(dress.language),
        'text-font': font,
        'text-size': ['interpolate', ['linear'], ['get', 'rank'], 0, 12 * scale, 3, 10.5 * scale],
        'text-anchor': 'bottom',
        // High enough to stay legible above the symbol of a camp in the town.
        'text-offset': [0, -1.15],
        'text-padding': 4,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: text,
    },
    {
      id: 'town-dot',
      type: 'circle',
      source: 'gazetteer',
      filter: ['>=', ['zoom'], ['get', 'fromZoom']],
      paint: { 'circle-radius': 1.6 * scale, 'circle-color': palette.place, 'circle-opacity': 0.8 },
    },
  ];
}
