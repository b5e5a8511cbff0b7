import arabicUrl from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2?url';
import latinExtendedUrl from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url';
import latinUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import type { Mission } from '#shared/schema/mission.ts';
import type { Palette } from '../format/palette.ts';

/**
 * The basemap whispers: land and water a breath apart, thin borders, small grey names. In: palette, mission, language.
 * Out: a whole MapLibre style. Fonts are files of this server; there are no glyph ranges and no sprites.
 */
export type BasemapOptions = {
  palette: Palette;
  mission: Mission;
  language: 'en' | 'fr' | 'ar';
  origin: string;
  scale: number;
};

const font = ['Vedette'];

export function makeBasemapStyle({ palette, mission, language, origin, scale }: BasemapOptions): StyleSpecification {
  const absolute = (url: string) => new URL(url, origin).href;
  const name: ExpressionSpecification = ['coalesce', ['get', `name:${language}`], ['get', 'name']];
  const text = { 'text-color': palette.place, 'text-halo-color': palette.land, 'text-halo-width': 1.2 };
  return {
    version: 8,
    'font-faces': {
      Vedette: [
        { url: absolute(latinUrl), 'unicode-range': ['U+0000-00FF', 'U+2000-206F'] },
        { url: absolute(latinExtendedUrl), 'unicode-range': ['U+0100-02FF', 'U+1E00-1EFF'] },
        { url: absolute(arabicUrl), 'unicode-range': ['U+0600-06FF', 'U+0750-077F', 'U+FB50-FDFF', 'U+FE70-FEFF'] },
      ],
    },
    sources: {
      basemap: { type: 'vector', tiles: [`${origin}/basemap/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 6 },
      mission: { type: 'geojson', data: missionLines(mission) },
      gazetteer: { type: 'geojson', data: missionPlaces(mission), maxzoom: 12 },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
      {
        id: 'land',
        type: 'fill',
        source: 'basemap',
        'source-layer': 'country',
        paint: { 'fill-color': palette.land, 'fill-antialias': false },
      },
      {
        id: 'coast',
        type: 'line',
        source: 'basemap',
        'source-layer': 'coast',
        paint: { 'line-color': palette.border, 'line-width': 0.6 * scale, 'line-opacity': 0.7 },
      },
      {
        id: 'boundary',
        type: 'line',
        source: 'basemap',
        'source-layer': 'boundary',
        filter: ['==', ['get', 'class'], 'international'],
        paint: { 'line-color': palette.border, 'line-width': 0.9 * scale },
      },
      {
        id: 'boundary-open',
        type: 'line',
        source: 'basemap',
        'source-layer': 'boundary',
        filter: ['!=', ['get', 'class'], 'international'],
        paint: { 'line-color': palette.border, 'line-width': 0.9 * scale, 'line-dasharray': [3, 3] },
      },
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
      {
        id: 'country-name',
        type: 'symbol',
        source: 'basemap',
        'source-layer': 'place',
        maxzoom: 6.5,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': font,
          'text-size': 11 * scale,
          'text-letter-spacing': 0.18,
          'text-transform': 'uppercase',
        },
        paint: { ...text, 'text-opacity': 0.55 },
      },
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
          'text-size': 10.5 * scale,
          'text-offset': [0, -0.8],
        },
        paint: { ...text, 'text-opacity': 0.6 },
      },
      {
        id: 'town',
        type: 'symbol',
        source: 'gazetteer',
        filter: ['>=', ['zoom'], ['get', 'fromZoom']],
        layout: {
          'text-field': name,
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
    ],
  };
}

function missionLines(mission: Mission): FeatureCollection {
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

function missionPlaces(mission: Mission): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: mission.gazetteer.map((place) => {
      const rank = rankOf(place);
      const names = Object.fromEntries(Object.entries(place.names ?? {}).map(([key, text]) => [`name:${key}`, text]));
      return {
        type: 'Feature',
        properties: { name: place.name, ...names, rank, fromZoom: [0, 5, 6.5, 8][rank] },
        geometry: { type: 'Point', coordinates: [...place.position] },
      };
    }),
  };
}

/** Importance: 0 the largest towns … 3 villages. Without a population a town counts as a middling one. */
function rankOf({ population, type }: Mission['gazetteer'][number]): number {
  if (population === undefined) return type === 'town' ? 1 : 3;
  if (population >= 50_000) return 0;
  return population >= 10_000 ? 1 : 2;
}
