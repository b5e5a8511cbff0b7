import type { Layer } from '@deck.gl/core';
import { IconLayer, ScatterplotLayer } from '@deck.gl/layers';
import { trackTypes } from '#shared/schema/watch/track.ts';
import { rgba } from '../../format/palette.ts';
import { expandIcons, makeIconDefinitions } from '../icon-definitions.ts';
import { tokenStates, trackIconName } from '../symbols/track-token.ts';
import { affiliationOrder, type TrackColumns } from '../tracks/track-columns.ts';
import { type LayerInput, symbolSize } from './layer-input.ts';

/** Names of the symbols by icon code. */
const iconNames = trackTypes.flatMap((type) =>
  affiliationOrder.flatMap((affiliation) => tokenStates.map((state) => trackIconName(type, affiliation, state))),
);
/** By heading code: none, then one for each affiliation. */
const headingNames = ['', ...affiliationOrder.map((affiliation) => `heading-${affiliation}`)];

type Attribute = { value: Float32Array; size: number };
type Columnar = { length: number; attributes: Record<string, Attribute> };
type Redraw = { tick: number; selectedSlot: number | undefined };

/** Rows that stay as many are the same data: then only the attributes that are new are handed to the graphics card. */
const isSameLength = (one: unknown, other: unknown) => (one as Columnar).length === (other as Columnar)?.length;

/**
 * Moving objects, fed by columns: uncertainty rings below, heading pointers, symbols on top. `tick` numbers the redraw:
 * positions and angles are taken anew with it, symbols only when one of them changed. The selected track is drawn once
 * more, above all others.
 */
export function makeTrackLayers(): (columns: TrackColumns, input: LayerInput, redraw: Redraw) => Layer[] {
  let atlas: LayerInput['atlas'] | undefined;
  let symbols: Float32Array = new Float32Array(0);
  let pointers: Float32Array = new Float32Array(0);
  let version = -1;
  let looks: { symbols: Attribute; pointers: Attribute } | undefined;

  return (columns, input, { tick, selectedSlot }) => {
    if (atlas !== input.atlas) {
      atlas = input.atlas;
      symbols = makeIconDefinitions(iconNames, atlas);
      pointers = makeIconDefinitions(headingNames, atlas);
      looks = undefined;
    }
    const { count } = columns;
    if (!looks || version !== columns.looksVersion) {
      version = columns.looksVersion;
      looks = {
        symbols: expandIcons(symbols, columns.icons, count),
        pointers: expandIcons(pointers, columns.headings, count),
      };
    }
    const positions = { value: columns.positions.subarray(0, count * 3), size: 3 };
    const angles = { value: columns.angles.subarray(0, count), size: 1 };
    const data = (attributes: Columnar['attributes']) => ({ length: count, attributes }) as never;
    const size = symbolSize(38, input);
    const atlasProps = { iconAtlas: atlas.image as never, iconMapping: atlas.mapping };
    const selectedRow = selectedSlot === undefined ? -1 : columns.slots.subarray(0, count).indexOf(selectedSlot);
    return [
      makeReachLayer(columns, input, tick),
      new IconLayer({
        id: 'track-heading',
        data: data({ getPosition: positions, getAngle: angles, instanceIconDefs: looks.pointers }),
        dataComparator: isSameLength,
        ...atlasProps,
        getSize: size,
        updateTriggers: { getPosition: tick, getAngle: tick, getIcon: [version, atlas] },
      }),
      new IconLayer({
        id: 'track',
        data: data({ getPosition: positions, instanceIconDefs: looks.symbols }),
        dataComparator: isSameLength,
        pickable: true,
        ...atlasProps,
        getSize: size,
        updateTriggers: { getPosition: tick, getIcon: [version, atlas] },
      }),
      new IconLayer<number>({
        id: 'track-selected',
        data: selectedRow < 0 ? [] : [selectedRow],
        ...atlasProps,
        getPosition: (row) => [columns.positions[row * 3]!, columns.positions[row * 3 + 1]!],
        getIcon: (row) => iconNames[columns.icons[row]!]!,
        getSize: size,
        updateTriggers: { getPosition: tick, getIcon: tick },
      }),
    ];
  };
}

/** Within which ring each track that is not heard may be by now. */
function makeReachLayer(columns: TrackColumns, { palette }: LayerInput, tick: number): Layer {
  const uncertain: number[] = [];
  for (let row = 0; row < columns.count; row++) if (columns.reach[row]! > 0) uncertain.push(row);
  return new ScatterplotLayer<number>({
    id: 'track-reach',
    data: uncertain,
    getPosition: (row) => [columns.positions[row * 3]!, columns.positions[row * 3 + 1]!],
    getRadius: (row) => columns.reach[row]!,
    radiusUnits: 'meters',
    stroked: true,
    getFillColor: rgba(palette.warning, 0.06),
    getLineColor: rgba(palette.warning, 0.6),
    getLineWidth: 1.2,
    lineWidthUnits: 'pixels',
    updateTriggers: { getPosition: tick, getRadius: tick, getFillColor: palette, getLineColor: palette },
  });
}
