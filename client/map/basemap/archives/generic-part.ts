import type { LayerSpecification, VectorSourceSpecification } from 'maplibre-gl';
import type { Archive } from '#shared/protocol/basemaps.ts';
import { quietText } from '../basemap-dress.ts';
import { font } from '../fonts.ts';
import { boxOutline } from './archive-box.ts';
import { type ArchivePart, type PartOptions, sourceId, tilesOf } from './archive-part.ts';

/** More layers than this are not named along the edge; the panel has them all. */
const namedLayers = 4;

/**
 * Vector tiles of a schema that nobody described to us: areas, lines and points as such, in grey, so that they are
 * taken neither for something of the picture nor for a state. Its outline says which file and layers they are.
 */
export function genericPart({ archive, opacity, dress, origin }: PartOptions): ArchivePart {
  const source = sourceId(archive);
  const outline = `${source}:outline`;
  const { palette, scale } = dress;
  return {
    archive,
    sources: {
      [source]: vectorSource(archive, origin),
      [outline]: { type: 'geojson', data: boxOutline(archive.bounds) },
    },
    ground: archive.layers.flatMap((layer): LayerSpecification[] => {
      const of = { source, 'source-layer': layer };
      const paint = { 'line-color': palette.dim, 'line-width': 1.1 * scale, 'line-opacity': 0.8 * opacity };
      return [
        {
          ...{ id: `${source}:${layer}:area`, type: 'fill', ...of, filter: isOf('Polygon') },
          paint: { 'fill-color': palette.faint, 'fill-opacity': 0.16 * opacity },
        },
        { id: `${source}:${layer}:line`, type: 'line', ...of, filter: ['!', isOf('Point')], paint },
        {
          ...{ id: `${source}:${layer}:point`, type: 'circle', ...of, filter: isOf('Point') },
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 2 * scale, 10, 4 * scale],
            'circle-color': palette.faint,
            'circle-opacity': 0.8 * opacity,
            'circle-stroke-color': palette.land,
            'circle-stroke-width': 1 * scale,
            'circle-stroke-opacity': opacity,
          },
        },
      ] as LayerSpecification[];
    }),
    names: [
      {
        ...{ id: `${outline}:line`, type: 'line', source: outline },
        paint: { 'line-color': palette.faint, 'line-width': scale, 'line-dasharray': [2, 3], 'line-opacity': 0.7 },
      },
      {
        ...{ id: `${outline}:name`, type: 'symbol', source: outline },
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': 600,
          'text-field': titleOf(archive),
          'text-font': font,
          'text-size': 11 * scale,
          'text-offset': [0, 0.9],
        },
        paint: { ...quietText(dress), 'text-color': palette.dim },
      },
    ],
    hasNames: false,
  };
}

export function vectorSource(archive: Archive, origin: string): VectorSourceSpecification {
  const encoding = archive.format === 'mlt' ? ({ encoding: 'mlt' } as const) : {};
  return { type: 'vector', ...tilesOf(archive, origin), ...encoding };
}

function titleOf({ file, layers }: Archive): string {
  const named = layers.slice(0, namedLayers).join(', ');
  return layers.length === 0 ? file : `${file} · ${named}${layers.length > namedLayers ? ' …' : ''}`;
}

function isOf(type: 'Polygon' | 'Point') {
  return ['==', ['geometry-type'], type];
}
