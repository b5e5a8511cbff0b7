import type { Layer } from '@deck.gl/core';
import { BitmapLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { coverClasses } from '#shared/coverage/cover-classes.ts';
import { cornersOf, type MercatorGrid } from '#shared/geo/mercator-grid.ts';
import { type CoverPattern, changeLooks, coverLooks } from '../../format/cover/cover-looks.ts';
import { type Palette, rgba } from '../../format/palette.ts';
import type { DrawnWhatIf } from '../../store/what-if-store.ts';
import { handleLayer } from '../what-if-drags.ts';
import { labelFont } from './label-font.ts';
import type { LayerInput } from './layer-input.ts';

/** By class: those of cover, then what a what-if gains and loses. */
const looks = [...coverClasses.map((name) => coverLooks[name]), changeLooks.gained, changeLooks.lost];

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
  // Of every class a byte can name: what is none of ours stays clear.
  const colours = new Uint32Array(256);
  looks.forEach(({ colour }, index) => {
    const [red, green, blue] = rgba(palette[colour]);
    colours[index] = ((patternAlpha + index) << 24) | (blue! << 16) | (green! << 8) | red!;
  });
  for (let cell = 0; cell < classes.length; cell++) words[cell] = colours[classes[cell]!]!;
  kept = { classes, palette, image };
  return image;
}

/** A texture has no place for a pattern but its alpha: this plus the index of the class. */
const patternAlpha = 240;

/** Whether a pixel `at` is on a line or a dot; the same sizes as `coverPatternPaths`. */
const onMark: Record<CoverPattern, string> = {
  plain: 'false',
  rising: 'mod(at.x - at.y, 10.0) < 2.0',
  level: 'mod(at.y, 8.0) < 2.0',
  crossed: 'mod(at.x + at.y, 18.0) < 1.5 || mod(at.x - at.y, 18.0) < 1.5',
  dotted: 'length(mod(at, 9.0) - 4.5) < 1.5',
  'dense-dots': 'length(mod(at, 6.0) - 3.0) < 1.8',
  'dense-lines': 'mod(at.x + at.y, 6.0) < 2.0',
};

/** Draws the pattern in pixels of the screen, so that it is the same at every zoom. */
class PatternedBitmap extends BitmapLayer {
  static override layerName = 'PatternedBitmap';

  override getShaders() {
    const shaders = super.getShaders();
    const alphas = looks.map(({ pattern, fill, mark }, index) => {
      return `if (cover_class == ${index}) color.a = (${onMark[pattern]}) ? ${mark.toFixed(3)} : ${fill.toFixed(3)};`;
    });
    return {
      ...shaders,
      inject: {
        ...shaders.inject,
        'fs:DECKGL_FILTER_COLOR': `
  int cover_class = int(color.a * 255.0 + 0.5) - ${patternAlpha};
  vec2 at = gl_FragCoord.xy;
  ${alphas.join('\n  else ')}
  else color.a = 0.0;
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
