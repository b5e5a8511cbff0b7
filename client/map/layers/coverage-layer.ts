import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { coverClasses } from '#shared/coverage/cover-classes.ts';
import { cornersOf, type MercatorGrid } from '#shared/geo/mercator-grid.ts';
import { type CoverPattern, changeLooks, coverLooks } from '../../format/cover/cover-looks.ts';
import { type Palette, rgba } from '../../format/palette.ts';
import type { DrawnWhatIf } from '../../store/what-if-store.ts';
import { handleLayer } from '../what-if-drags.ts';
import { CellBitmap } from './cell-bitmap.ts';
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
): CellBitmap {
  return new CellBitmap({
    id: 'coverage',
    cells: classes,
    columns: grid.columns,
    rows: grid.rows,
    fragment: fragmentOf(palette),
    bounds: cornersOf(grid),
    desaturate: frozen ? 1 : 0,
    pickable: false,
  });
}

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

let kept: { palette: Palette; fragment: string } | undefined;

/** The same text while the colours are the same. */
function fragmentOf(palette: Palette): string {
  if (kept?.palette !== palette) kept = { palette, fragment: makeFragment(palette) };
  return kept.fragment;
}

/** Each class its colour and its pattern, in pixels of the screen, so that it is the same at every zoom. */
function makeFragment(palette: Palette): string {
  return looks
    .map(({ colour, pattern, fill, mark }, index) => {
      const rgb = rgba(palette[colour])
        .slice(0, 3)
        .map((part) => (part! / 255).toFixed(4));
      const alpha = `(${onMark[pattern]}) ? ${mark.toFixed(3)} : ${fill.toFixed(3)}`;
      return `if (cell == ${index}) colour = vec4(${rgb.join(', ')}, ${alpha});`;
    })
    .join('\n  else ');
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
