import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { DetailStatus } from '#shared/protocol/basemap.ts';
import { type BasemapDress, quietText } from './basemap-dress.ts';
import { font } from './fonts.ts';

/**
 * Lakes, rivers and towns of the default basemap, once the server has them. From `areaZoom` on the area of the mission
 * has finer tiles of its own; their ground covers the coarser water beneath.
 */
export type Detail = Extract<DetailStatus, { state: 'ready' }>;

const worldZoom = 6;
const areaZoom = 7;

export function detailSources(origin: string, { version, maxzoom, area }: Detail): Record<string, SourceSpecification> {
  const tiles = [`${origin}/basemap/detail/{z}/{x}/{y}.mvt?v=${version}`];
  return {
    detail: { type: 'vector', tiles, minzoom: 0, maxzoom: worldZoom },
    'detail-area': {
      type: 'vector',
      tiles,
      minzoom: areaZoom,
      maxzoom,
      bounds: [...area] as [number, number, number, number],
    },
  };
}

/** Between the land and the shores. */
export function waterLayers({ palette }: BasemapDress): LayerSpecification[] {
  const fill = (id: string, source: string, layer: string): LayerSpecification => ({
    ...{ id, type: 'fill', source, 'source-layer': layer },
    ...(source === 'detail-area' ? { minzoom: areaZoom } : {}),
    paint: { 'fill-color': palette.water },
  });
  return [
    fill('lake', 'detail', 'water'),
    fill('river', 'detail', 'river'),
    {
      id: 'area-ground',
      type: 'fill',
      source: 'detail-area',
      'source-layer': 'ground',
      minzoom: areaZoom,
      paint: {
        'fill-color': ['match', ['get', 'kind'], 'land', palette.land, palette.water],
        'fill-antialias': false,
      },
    },
    fill('area-lake', 'detail-area', 'water'),
    fill('area-river', 'detail-area', 'river'),
  ];
}

/** Towns of the world, beneath the names of the mission, which take their room first. */
export function worldTownLayers(dress: BasemapDress): LayerSpecification[] {
  const { palette, scale } = dress;
  const common = { source: 'detail', 'source-layer': 'town' } as const;
  const isDue = ['>=', ['zoom'], ['get', 'fromZoom']] as ['>=', ['zoom'], ['get', string]];
  return [
    {
      id: 'world-town-dot',
      type: 'circle',
      ...common,
      filter: isDue,
      paint: { 'circle-radius': 1.3 * scale, 'circle-color': palette.place, 'circle-opacity': 0.6 },
    },
    {
      id: 'world-town',
      type: 'symbol',
      ...common,
      filter: isDue,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': font,
        'text-size': ['interpolate', ['linear'], ['get', 'rank'], 0, 11.5 * scale, 3, 10.5 * scale],
        'text-anchor': 'bottom',
        'text-offset': [0, -0.4],
        'text-padding': 6,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { ...quietText(dress), 'text-opacity': 0.85 },
    },
  ];
}
