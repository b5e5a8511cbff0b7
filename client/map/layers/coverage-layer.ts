import type { Layer } from '@deck.gl/core';
import { BitmapLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { cornersOf, type MercatorGrid } from '#shared/geo/mercator-grid.ts';
import { type Palette, rgba } from '../../format/palette.ts';
import type { DrawnWhatIf } from '../../store/what-if-store.ts';
import { handleLayer } from '../what-if-drags.ts';
import { labelFont } from './label-font.ts';
import type { LayerInput } from './layer-input.ts';

/**
 * How each class of cover is drawn: a colour, and a pattern that tells it without colour. The pattern is in the alpha of
 * the texture, one step apart, because a texture has no other place for it.
 */
const looks = [
  { colour: 'good', alpha: 40, pattern: 0 },
  { colour: 'warning', alpha: 40, pattern: 1 },
  { colour: 'warning', alpha: 40, pattern: 2 },
  { colour: 'critical', alpha: 26, pattern: 3 },
  { colour: 'dim', alpha: 60, pattern: 4 },
  { colour: 'good', alpha: 110, pattern: 5 },
  { colour: 'critical', alpha: 110, pattern: 6 },
] as const;

/** Medical cover under everything else, one cell of the grid to one texel. */
export function makeCoverageLayer(
  grid: MercatorGrid,
  classes: Uint8Array,
  palette: Palette,
  frozen: boolean,
): BitmapLayer {
  return new PatternedBitmap({
    id: 'coverage',
    image: imageOf(grid, classes, palette),
    bounds: cornersOf(grid),
    textureParameters: { minFilter: 'nearest', magFilter: 'nearest' },
    opacity: 1,
    desaturate: frozen ? 1 : 0,
    pickable: false,
  });
}

let kept: { classes: Uint8Array; palette: Palette; image: ImageData } | undefined;

/** The same image while classes and colours stay the same, so that it is uploaded once. */
function imageOf(grid: MercatorGrid, classes: Uint8Array, palette: Palette): ImageData {
  if (kept?.classes === classes && kept.palette === palette) return kept.image;
  const image = new ImageData(grid.columns, grid.rows);
  const words = new Uint32Array(image.data.buffer);
  const colours = looks.map(({ colour, pattern }) => {
    const [red, green, blue] = rgba(palette[colour]);
    return ((patternAlpha + pattern) << 24) | (blue! << 16) | (green! << 8) | red!;
  });
  for (let cell = 0; cell < classes.length; cell++) words[cell] = colours[classes[cell]!] ?? 0;
  kept = { classes, palette, image };
  return image;
}

/** Alpha of the texture is this plus the number of the pattern. */
const patternAlpha = 240;

/** Draws the pattern in pixels of the screen, so that it is the same at every zoom. */
class PatternedBitmap extends BitmapLayer {
  static override layerName = 'PatternedBitmap';

  override getShaders() {
    const shaders = super.getShaders();
    const strengths = looks.map(({ alpha }) => (alpha / 255).toFixed(3));
    return {
      ...shaders,
      inject: {
        ...shaders.inject,
        'fs:DECKGL_FILTER_COLOR': `
  int cover_class = int(color.a * 255.0 + 0.5) - ${patternAlpha};
  vec2 at = gl_FragCoord.xy;
  float cover_alpha = 0.0;
  if (cover_class == 0) cover_alpha = ${strengths[0]};
  else if (cover_class == 1) cover_alpha = mod(at.x + at.y, 10.0) < 2.0 ? ${strengths[1]} * 2.4 : ${strengths[1]} * 0.6;
  else if (cover_class == 2) cover_alpha = mod(at.x - at.y, 10.0) < 2.0 ? ${strengths[2]} * 2.4 : ${strengths[2]} * 0.6;
  else if (cover_class == 3) cover_alpha = mod(at.x + at.y, 12.0) < 1.5 || mod(at.x - at.y, 12.0) < 1.5 ? ${strengths[3]} * 1.6 : 0.0;
  else if (cover_class == 4) cover_alpha = length(mod(at, 8.0) - 4.0) < 1.6 ? ${strengths[4]} * 2.0 : ${strengths[4]} * 0.3;
  else if (cover_class == 5) cover_alpha = ${strengths[5]} * (length(mod(at, 6.0) - 3.0) < 1.8 ? 1.5 : 0.8);
  else if (cover_class == 6) cover_alpha = ${strengths[6]} * (mod(at.x + at.y, 6.0) < 2.0 ? 1.6 : 0.7);
  color.a = cover_alpha;
`,
      },
    };
  }
}

type Place = DrawnWhatIf['places'][number];

/** Assets and facilities as rings that can be dragged; what was moved or changed has a full ring and its name. */
export function makePlacesLayers({ places }: DrawnWhatIf, { palette, scale }: LayerInput): Layer[] {
  return [
    new ScatterplotLayer<Place>({
      id: handleLayer,
      data: places,
      pickable: true,
      radiusUnits: 'pixels',
      lineWidthUnits: 'pixels',
      stroked: true,
      getPosition: ({ position }) => [position[0], position[1]],
      getRadius: 15 * scale,
      getLineWidth: ({ isEdited }) => (isEdited ? 3 : 1.5) * scale,
      getLineColor: rgba(palette.warning),
      getFillColor: ({ isEdited }) => rgba(palette.surface0, isEdited ? 0.75 : 0.01),
      updateTriggers: { getLineColor: palette, getFillColor: palette },
    }),
    new TextLayer<Place>({
      id: 'what-if-names',
      data: places.filter(({ isEdited }) => isEdited),
      ...labelFont,
      getPosition: ({ position }) => [position[0], position[1]],
      getText: ({ name }) => name,
      getSize: 12 * scale,
      getColor: rgba(palette.warning),
      outlineColor: rgba(palette.surface0),
      outlineWidth: 4,
      getPixelOffset: [0, 24 * scale],
      updateTriggers: { getColor: palette },
    }),
  ];
}
