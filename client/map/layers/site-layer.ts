import { IconLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { isSiteCurrent } from '../../format/site-validity.ts';
import { defineKindLayer, keepShown, symbolSize } from './layer-input.ts';

const shown = keepShown<'site'>((record, { hidden }) => !hidden.has(`site.${record.body.type}`));

/** Camps, posts, airfields, landing sites: quiet marks of what stays, faint when closed or known for a past year only. */
export const siteLayer = defineKindLayer({
  kind: 'site',
  makeLayers: (records, input) => [
    new IconLayer<PictureRecord<'site'>>({
      id: 'site',
      data: shown(records, input),
      pickable: true,
      iconAtlas: input.atlas.image as never,
      iconMapping: input.atlas.mapping,
      getPosition: (record) => record.body.position,
      getIcon: (record) => `site-${record.body.type}`,
      getSize: (record) => (['camp', 'headquarters', 'operating-base'].includes(record.body.type) ? 26 : 20),
      sizeScale: symbolSize(1, input),
      getColor: (record) => [255, 255, 255, isSiteCurrent(record, input.minuteAt) ? 255 : 90],
      updateTriggers: { getColor: Math.floor(input.minuteAt / 3_600_000) },
    }),
  ],
});
