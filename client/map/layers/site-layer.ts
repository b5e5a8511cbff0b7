import { IconLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { defineKindLayer, symbolSize } from './layer-input.ts';

/** Camps, posts, airfields, landing sites: quiet marks of what stays. */
export const siteLayer = defineKindLayer({
  kind: 'site',
  makeLayers: (records, input) => [
    new IconLayer<PictureRecord<'site'>>({
      id: 'site',
      data: records.filter((record) => !input.hidden.has(`site.${record.body.type}`)),
      pickable: true,
      iconAtlas: input.atlas.image as never,
      iconMapping: input.atlas.mapping,
      getPosition: (record) => record.body.position,
      getIcon: (record) => `site-${record.body.type}`,
      getSize: (record) => (['camp', 'headquarters', 'operating-base'].includes(record.body.type) ? 26 : 20),
      sizeScale: symbolSize(1, input),
      getColor: (record) => [255, 255, 255, record.body.status === 'open' ? 255 : 110],
    }),
  ],
});
