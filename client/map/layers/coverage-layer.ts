import { BitmapLayer } from '@deck.gl/layers';
import { coverClasses } from '#shared/coverage/cover-classes.ts';
import { cornersOf } from '#shared/geo/mercator-grid.ts';
import type { Coverage } from '#shared/protocol/coverage.ts';
import { type CoverPattern, coverLooks } from '../../format/cover-looks.ts';
import { type Palette, rgba } from '../../format/palette.ts';

/** Medical cover under everything else, one cell of the grid to one texel. */
export function makeCoverageLayer(
  coverage: Coverage,
  classes: Uint8Array,
  palette: Palette,
  frozen: boolean,
): BitmapLayer {
  return new PatternedBitmap({
    id: 'coverage',
    image: imageOf(coverage, classes, palette),
    bounds: cornersOf(coverage.raster.grid),
    textureParameters: { minFilter: 'nearest', magFilter: 'nearest' },
    opacity: 1,
    desaturate: frozen ? 1 : 0,
    pickable: false,
  });
}

let kept: { classes: Uint8Array; palette: Palette; image: ImageData } | undefined;

/** The same image while classes and colours stay the same, so that it is uploaded once. */
function imageOf({ raster: { grid } }: Coverage, classes: Uint8Array, palette: Palette): ImageData {
  if (kept?.classes === classes && kept.palette === palette) return kept.image;
  const image = new ImageData(grid.columns, grid.rows);
  const words = new Uint32Array(image.data.buffer);
  const colours = coverClasses.map((name, index) => {
    const [red, green, blue] = rgba(palette[coverLooks[name].colour]);
    return ((patternAlpha + index) << 24) | (blue! << 16) | (green! << 8) | red!;
  });
  for (let cell = 0; cell < classes.length; cell++) words[cell] = colours[classes[cell]!] ?? 0;
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
};

/** Draws the pattern in pixels of the screen, so that it is the same at every zoom. */
class PatternedBitmap extends BitmapLayer {
  static override layerName = 'PatternedBitmap';

  override getShaders() {
    const shaders = super.getShaders();
    const alphas = coverClasses.map((name, index) => {
      const { pattern, fill, mark } = coverLooks[name];
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
