import type { LayerSpecification, RasterLayerSpecification } from 'maplibre-gl';
import type { Palette } from '../../../format/palette.ts';
import { boxPolygon } from './archive-box.ts';
import { type ArchivePart, type PartOptions, sourceId, tilesOf } from './archive-part.ts';

/** Pictures, so dim that what lies on them stays the brightest thing on the map. */
export function rasterPart({ archive, opacity, dress, origin }: PartOptions): ArchivePart {
  const source = sourceId(archive);
  const tint = `${source}:tint`;
  const { palette } = dress;
  const isNight = isRed(palette);
  const ground: LayerSpecification[] = [
    { id: `${source}:picture`, type: 'raster', source, paint: { ...dimming(palette), 'raster-opacity': opacity } },
  ];
  if (isNight) {
    // Grey light would undo the adaptation of the eye to the dark: a veil makes it red.
    const paint = { 'fill-color': palette.border, 'fill-opacity': 0.5 * opacity };
    ground.push({ id: tint, type: 'fill', source: tint, paint });
  }
  return {
    archive,
    sources: {
      [source]: { type: 'raster', tileSize: 256, ...tilesOf(archive, origin) },
      ...(isNight ? { [tint]: { type: 'geojson', data: boxPolygon(archive.bounds) } } : {}),
    },
    ground,
    names: [],
    hasNames: false,
  };
}

/** Shaded relief. */
export function terrainPart({ archive, opacity, dress, origin }: PartOptions): ArchivePart {
  const source = sourceId(archive);
  const { palette } = dress;
  const isDark = palette.scheme === 'dark';
  return {
    archive,
    sources: {
      [source]: { type: 'raster-dem', tileSize: 512, encoding: archive.encoding!, ...tilesOf(archive, origin) },
    },
    ground: [
      {
        id: `${source}:relief`,
        type: 'hillshade',
        source,
        paint: {
          'hillshade-exaggeration': 0.45 * opacity,
          'hillshade-shadow-color': isDark ? palette.water : palette.faint,
          'hillshade-highlight-color': isDark ? palette.border : palette.surface1,
          'hillshade-accent-color': palette.border,
        },
      },
    ],
    names: [],
    hasNames: false,
  };
}

function isRed({ accent }: Palette): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  return red > 2 * green && red > 2 * blue;
}

function dimming(palette: Palette): RasterLayerSpecification['paint'] {
  if (palette.scheme === 'light') return { 'raster-saturation': -0.4, 'raster-brightness-min': 0.25 };
  if (isRed(palette)) return { 'raster-saturation': -1, 'raster-brightness-max': 0.22 };
  return { 'raster-saturation': -0.5, 'raster-brightness-max': 0.42 };
}
