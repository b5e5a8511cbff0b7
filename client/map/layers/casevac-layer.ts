import { IconLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { defineKindLayer, keepShown, symbolSize } from './layer-input.ts';

const shown = keepShown<'casevac'>(
  ({ body: { status, position } }, { hidden }) =>
    position !== undefined && (status === 'open' || status === 'assigned') && !hidden.has(`casevac.${status}`),
);

/** Cases that nobody has ended, above all else: a person waits there. Closed ones are in the list. */
export const casevacLayer = defineKindLayer({
  kind: 'casevac',
  makeLayers: (records, input) => [
    new IconLayer<PictureRecord<'casevac'>>({
      id: 'casevac',
      data: shown(records, input),
      pickable: true,
      iconAtlas: input.atlas.image as never,
      iconMapping: input.atlas.mapping,
      getPosition: (record) => record.body.position!,
      getIcon: (record) => `casevac-${record.body.status}`,
      getSize: symbolSize(36, input),
      // Its tip points at the place.
      getPixelOffset: [0, -symbolSize(12, input)],
      updateTriggers: { getPixelOffset: [input.scale, input.level] },
    }),
  ],
});
