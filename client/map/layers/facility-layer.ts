import { IconLayer, TextLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { rgba } from '../../format/palette.ts';
import { isStateKnown } from '../../format/state-validity.ts';
import { labelFont } from './label-font.ts';
import { defineKindLayer, keepShown, symbolSize } from './layer-input.ts';

type Facility = PictureRecord<'facility'>;
const levelText: Record<Facility['body']['level'], string> = {
  'first-aid': 'FA',
  '1': '1',
  '1+': '1+',
  '2': '2',
  '2+': '2+',
  '3': '3',
  '4': '4',
  civilian: 'C',
};

const shown = keepShown<'facility'>((record, { hidden }) => !hidden.has(`facility.${record.body.level}`));

/**
 * Medical facilities: a cross, the level beside it with a question mark where the place is doubtful, hollow when closed
 * or when its state is no longer known.
 */
export const facilityLayer = defineKindLayer({
  kind: 'facility',
  makeLayers: (records, input) => {
    const { palette, atlas, minuteAt, scale } = input;
    const data = shown(records, input);
    return [
      new IconLayer<Facility>({
        id: 'facility',
        data,
        pickable: true,
        iconAtlas: atlas.image as never,
        iconMapping: atlas.mapping,
        getPosition: (record) => record.body.position,
        getIcon: (record) => `facility-${isStateKnown(record, minuteAt) ? record.body.status : 'unknown'}`,
        getSize: symbolSize(34, input),
        updateTriggers: { getIcon: minuteAt },
      }),
      new TextLayer<Facility>({
        id: 'facility-level',
        data,
        ...labelFont,
        getPosition: (record) => record.body.position,
        getText: (record) => `${levelText[record.body.level]}${record.body.precision === 'doubtful' ? '?' : ''}`,
        getSize: 11 * scale,
        getColor: rgba(palette.text),
        outlineColor: rgba(palette.surface0),
        outlineWidth: 4,
        getPixelOffset: [symbolSize(17, input), -symbolSize(8, input)],
        getTextAnchor: 'start',
        updateTriggers: { getColor: palette, getPixelOffset: [scale, input.level] },
      }),
    ];
  },
});
