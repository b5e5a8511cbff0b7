import type { Layer } from '@deck.gl/core';
import { IconLayer, ScatterplotLayer } from '@deck.gl/layers';
import { trackTypes } from '#shared/schema/track.ts';
import { rgba } from '../../format/palette.ts';
import { tokenStates, trackIconName } from '../symbols/track-token.ts';
import { affiliationOrder, type TrackColumns } from '../track-columns.ts';
import { type LayerInput, symbolSize } from './layer-input.ts';

/** Names of the symbols by icon code. */
const iconNames = trackTypes.flatMap((type) =>
  affiliationOrder.flatMap((affiliation) => tokenStates.map((state) => trackIconName(type, affiliation, state))),
);

/**
 * Moving objects, fed by columns: uncertainty rings below, heading pointers, symbols on top. `tick` numbers the redraw;
 * everything that depends on the columns is taken anew with it. The selected track is drawn once more, above all others.
 */
export function makeTrackLayers(
  columns: TrackColumns,
  input: LayerInput,
  { tick, selectedSlot }: { tick: number; selectedSlot: number | undefined },
): Layer[] {
  const { palette, atlas } = input;
  const size = symbolSize(38, input);
  const atlasProps = { iconAtlas: atlas.image as never, iconMapping: atlas.mapping };
  const headed: number[] = [];
  const uncertain: number[] = [];
  for (let row = 0; row < columns.count; row++) {
    if (!Number.isNaN(columns.course[row]!)) headed.push(row);
    if (columns.reach[row]! > 0) uncertain.push(row);
  }
  const selectedRow = selectedSlot === undefined ? -1 : columns.slots.subarray(0, columns.count).indexOf(selectedSlot);
  const at = (row: number): [number, number] => [columns.positions[row * 3]!, columns.positions[row * 3 + 1]!];
  return [
    new ScatterplotLayer<number>({
      id: 'track-reach',
      data: uncertain,
      getPosition: at,
      getRadius: (row) => columns.reach[row]!,
      radiusUnits: 'meters',
      stroked: true,
      getFillColor: rgba(palette.warning, 0.04),
      getLineColor: rgba(palette.warning, 0.5),
      getLineWidth: 1,
      lineWidthUnits: 'pixels',
      updateTriggers: { getPosition: tick, getRadius: tick, getFillColor: palette, getLineColor: palette },
    }),
    new IconLayer<number>({
      id: 'track-heading',
      data: headed,
      ...atlasProps,
      getPosition: at,
      getIcon: (row) =>
        `heading-${affiliationOrder[Math.floor(columns.icons[row]! / tokenStates.length) % affiliationOrder.length]}`,
      getAngle: (row) => -columns.course[row]!,
      getSize: size,
      updateTriggers: { getPosition: tick, getIcon: tick, getAngle: tick },
    }),
    new IconLayer({
      id: 'track',
      data: {
        length: columns.count,
        attributes: { getPosition: { value: columns.positions.subarray(0, columns.count * 3), size: 3 } },
      } as never,
      pickable: true,
      ...atlasProps,
      getIcon: (_: unknown, { index }: { index: number }) => iconNames[columns.icons[index]!]!,
      getSize: size,
      updateTriggers: { getIcon: tick },
    }),
    new IconLayer<number>({
      id: 'track-selected',
      data: selectedRow < 0 ? [] : [selectedRow],
      ...atlasProps,
      getPosition: at,
      getIcon: (row) => iconNames[columns.icons[row]!]!,
      getSize: size,
      updateTriggers: { getPosition: tick, getIcon: tick },
    }),
  ];
}
