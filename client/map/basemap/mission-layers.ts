import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { Mission } from '#shared/schema/mission.ts';
import { type BasemapDress, quietText } from './basemap-dress.ts';
import { font } from './fonts.ts';

/** Outlines of the mission area and its sectors. */
export function missionLines(mission: Mission): FeatureCollection {
  const line = (kind: string, name: string, area: Mission['area']) => ({
    type: 'Feature' as const,
    properties: { kind, name },
    geometry: { type: 'MultiLineString' as const, coordinates: area.coordinates as [number, number][][] },
  });
  return {
    type: 'FeatureCollection',
    features: [
      line('area', mission.name, mission.area),
      ...mission.sectors.map((sector) => line('sector', sector.name, sector.area)),
    ],
  };
}

export function missionLineLayers({ palette, scale }: BasemapDress): LayerSpecification[] {
  return [
    {
      id: 'sector',
      type: 'line',
      source: 'mission',
      filter: ['==', ['get', 'kind'], 'sector'],
      paint: {
        'line-color': palette.place,
        'line-width': 0.7 * scale,
        'line-opacity': 0.45,
        'line-dasharray': [6, 4],
      },
    },
    {
      id: 'area',
      type: 'line',
      source: 'mission',
      filter: ['==', ['get', 'kind'], 'area'],
      paint: { 'line-color': palette.place, 'line-width': 1.1 * scale, 'line-opacity': 0.6 },
    },
  ];
}

export function missionNameLayers(dress: BasemapDress): LayerSpecification[] {
  return [
    {
      id: 'sector-name',
      type: 'symbol',
      source: 'mission',
      filter: ['==', ['get', 'kind'], 'sector'],
      minzoom: 6,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 500,
        'text-field': ['get', 'name'],
        'text-font': font,
        'text-size': 10.5 * dress.scale,
        'text-offset': [0, -0.8],
      },
      paint: { ...quietText(dress), 'text-opacity': 0.6 },
    },
  ];
}
