import { IconLayer, TextLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { rgba } from '../../format/palette.ts';
import { isStateKnown } from '../../format/state-validity.ts';
import type { Gathered } from '../gathering/gather.ts';
import { partedFacilities } from './facility-layer.ts';
import { labelFont } from './label-font.ts';
import { defineKindLayer, keepPart, symbolSize } from './layer-input.ts';

type Facility = PictureRecord<'facility'>;
type Many = Gathered<Facility>;

/**
 * Facilities of registers, quieter than the mission's own and below all that happens: a broken edge and a question mark
 * where the place is doubtful, struck through when closed; many at one place are a cross and their number.
 */
export const registerLayer = defineKindLayer({
  kind: 'facility',
  makeLayers: (records, input) => {
    const { palette, atlas, minuteAt, scale } = input;
    const { alone, gathered } = partedFacilities(records, input);
    const listed = listedOf(alone);
    // Most missions hold no register: then there is no layer that would cost a draw call.
    if (listed.length + gathered.length === 0) return [];
    const icons = { iconAtlas: atlas.image as never, iconMapping: atlas.mapping };
    return [
      new IconLayer<Facility>({
        id: 'register',
        data: listed,
        pickable: true,
        ...icons,
        getPosition: (record) => record.body.position,
        getIcon: (record) => iconOf(record, minuteAt),
        getSize: symbolSize(27, input),
        updateTriggers: { getIcon: minuteAt },
      }),
      new IconLayer<Many>({
        id: 'register-gathered',
        data: gathered,
        pickable: true,
        ...icons,
        getPosition: ({ position }) => position,
        getIcon: () => 'civilian-many',
        getSize: 24 * scale,
        updateTriggers: { getSize: scale },
      }),
      new TextLayer<Many>({
        id: 'register-count',
        data: gathered,
        ...labelFont,
        getPosition: ({ position }) => position,
        getText: ({ members }) => String(members.length),
        getSize: 11 * scale,
        getColor: rgba(palette.dim),
        outlineColor: rgba(palette.surface0),
        outlineWidth: 4,
        getTextAnchor: 'start',
        getAlignmentBaseline: 'center',
        getPixelOffset: [8 * scale, 0],
        updateTriggers: { getColor: palette, getPixelOffset: scale, getSize: scale },
      }),
    ];
  },
});

const listedOf = keepPart<Facility>(({ body }) => body.level === 'civilian');

/** That it is closed is not forgotten: nobody sends a casualty there because the report is old. */
function iconOf(record: Facility, minuteAt: number): string {
  const { status, precision } = record.body;
  const shown = isStateKnown(record, minuteAt) || status === 'closed' ? status : 'unknown';
  return `civilian-${shown}${precision === 'doubtful' ? '-doubtful' : ''}`;
}
