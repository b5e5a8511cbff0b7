import { BitmapLayer } from '@deck.gl/layers';
import { cornersOf } from '#shared/geo/mercator-grid.ts';
import type { Coverage } from '#shared/protocol/coverage.ts';
import { type Palette, rgba } from '../../format/palette.ts';

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
] as const;

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
  color.a = cover_alpha;
`,
      },
    };
  }
}
