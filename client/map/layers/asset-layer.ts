import { IconLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { isStateKnown } from '../../format/state-validity.ts';
import { defineKindLayer, keepShown, symbolSize } from './layer-input.ts';

const shown = keepShown<'asset'>(
  ({ body }, { hidden }) =>
    body.position !== undefined && body.track === undefined && !hidden.has(`asset.${body.type}`),
);

/** Evacuation assets where they stand by. One with a tracker is drawn as its track. */
export const assetLayer = defineKindLayer({
  kind: 'asset',
  makeLayers: (records, input) => [
    new IconLayer<PictureRecord<'asset'>>({
      id: 'asset',
      data: shown(records, input),
      pickable: true,
      iconAtlas: input.atlas.image as never,
      iconMapping: input.atlas.mapping,
      getPosition: (record) => record.body.position!,
      getIcon: (record) =>
        `asset-${record.body.type}-${record.body.status === 'ready' && isStateKnown(record, input.minuteAt) ? 'ready' : 'other'}`,
      getSize: symbolSize(28, input),
      // Beside the facility at which it stands by.
      getPixelOffset: [0, symbolSize(20, input)],
      updateTriggers: { getIcon: input.minuteAt, getPixelOffset: [input.scale, input.level] },
    }),
  ],
});
