import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { Position } from '#shared/geo/position.ts';
import { layOutLetters } from '../../format/arabic-letters.ts';
import { type Palette, type Rgba, rgba } from '../../format/palette.ts';
import { chosenGap, type LabelTone, type PlacedLabel } from '../labels/place-labels.ts';
import { labelFont } from './label-font.ts';
import type { LayerInput } from './layer-input.ts';

export const labelPixels = 12;

const anchors = { end: 'start', start: 'end', middle: 'middle', below: 'middle', above: 'middle' } as const;
const offsets = { end: [1, 0], start: [-1, 0], middle: [0, 0], below: [0, 1], above: [0, -1] } as const;

/** Names beside their points, in the places that the declutter gave them. */
export function makeLabelLayer(labels: readonly PlacedLabel[], gapPixels: number, input: LayerInput): Layer {
  const { palette, scale } = input;
  return new TextLayer<PlacedLabel>({
    id: 'label',
    data: labels,
    ...labelFont,
    getPosition: (label) => label.position as [number, number],
    getText: (label) => layOutLetters(label.text),
    getSize: labelPixels * scale,
    getColor: (label) => toneColour(label.tone, palette),
    outlineColor: rgba(palette.surface0),
    outlineWidth: 5,
    getTextAnchor: (label) => anchors[label.side],
    getAlignmentBaseline: 'center',
    getPixelOffset: ({ side, isChosen }) => {
      const gap = gapPixels * (isChosen ? chosenGap : 1);
      return [offsets[side][0] * gap, offsets[side][1] * (gap + (labelPixels * scale) / 2)];
    },
    updateTriggers: { getColor: palette },
  });
}

function toneColour(tone: LabelTone, palette: Palette): Rgba {
  if (tone === 'track') return rgba(palette.text);
  if (tone === 'warm') return rgba(palette.threat);
  return rgba(tone === 'dim' ? palette.dim : palette.place);
}

/** The one use of the accent: a ring around what is selected. */
export function makeSelectionLayer(position: Position | undefined, { palette, scale }: LayerInput): Layer {
  return new ScatterplotLayer<Position>({
    id: 'selection',
    data: position ? [position] : [],
    getPosition: (at) => at as [number, number],
    getRadius: 21 * scale,
    radiusUnits: 'pixels',
    filled: false,
    stroked: true,
    getLineColor: rgba(palette.accent),
    getLineWidth: 2.5 * scale,
    lineWidthUnits: 'pixels',
    updateTriggers: { getLineColor: palette, getRadius: scale, getLineWidth: scale },
  });
}
