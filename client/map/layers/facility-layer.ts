import { IconLayer, TextLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { rgba } from '../../format/palette.ts';
import { isStateKnown } from '../../format/state-validity.ts';
import { partFacilities } from '../gathering/gathered-kinds.ts';
import { labelFont } from './label-font.ts';
import { defineKindLayer, keepPart, keepShown, type LayerInput, symbolSize } from './layer-input.ts';

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

/** Those that are shown: alone, and many at one place. */
export const partedFacilities = (records: readonly Facility[], input: LayerInput) =>
  partFacilities(shown(records, input), input);

/** The mission's own medical facilities: a cross, hollow when closed or when the state is no longer known, and the level. */
export const facilityLayer = defineKindLayer({
  kind: 'facility',
  makeLayers: (records, input) => {
    const { palette, minuteAt, scale } = input;
    const own = ownOf(partedFacilities(records, input).alone);
    return [
      new IconLayer<Facility>({
        id: 'facility',
        data: own,
        pickable: true,
        iconAtlas: input.atlas.image as never,
        iconMapping: input.atlas.mapping,
        getPosition: (record) => record.body.position,
        getIcon: (record) => `facility-${isStateKnown(record, minuteAt) ? record.body.status : 'unknown'}`,
        getSize: symbolSize(34, input),
        updateTriggers: { getIcon: minuteAt },
      }),
      new TextLayer<Facility>({
        id: 'facility-level',
        data: own,
        ...labelFont,
        getPosition: (record) => record.body.position,
        getText: ({ body }) => `${levelText[body.level]}${body.precision === 'doubtful' ? '?' : ''}`,
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

const ownOf = keepPart<Facility>(({ body }) => body.level !== 'civilian');
