import { PathStyleExtension, type PathStyleExtensionProps } from '@deck.gl/extensions';
import { PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { rgba } from '../../format/palette.ts';
import { tracksOf } from '../../format/position-of-key.ts';
import { defineKindLayer } from './layer-input.ts';

type Patrol = PictureRecord<'patrol'>;
const extensions = [new PathStyleExtension({ dash: true })];

/** Planned routes of patrols that are out or about to go: broken lines, because a plan is not a trace. */
export const patrolLayer = defineKindLayer({
  kind: 'patrol',
  makeLayers: (records, { palette, hidden, selected, scale }) => {
    const data = records.filter(
      ({ body }) =>
        (body.status === 'planned' || body.status === 'under-way') &&
        body.plan !== undefined &&
        !hidden.has(`patrol.${body.status}`),
    );
    const isSelected = (record: Patrol) =>
      record.key === selected || tracksOf(record).some((track) => `track/${track}` === selected);
    const waypoints = data.flatMap((record) =>
      isSelected(record) ? record.body.plan!.route.map((waypoint) => waypoint.position) : [],
    );
    return [
      new PathLayer<Patrol, PathStyleExtensionProps<Patrol>>({
        id: 'patrol',
        data,
        pickable: true,
        getPath: (record) => record.body.plan!.route.map((waypoint) => waypoint.position) as [number, number][],
        getColor: (record) =>
          isSelected(record)
            ? rgba(palette.accent, 0.95)
            : rgba(palette.patrol, record.body.status === 'planned' ? 0.22 : 0.42),
        getWidth: (record) => (isSelected(record) ? 2 : 1.2) * scale,
        widthUnits: 'pixels',
        extensions,
        getDashArray: [5, 4],
        updateTriggers: { getColor: [palette, selected], getWidth: [selected, scale] },
      }),
      new ScatterplotLayer({
        id: 'patrol-waypoint',
        data: waypoints,
        getPosition: (position: (typeof waypoints)[number]) => position as [number, number],
        getRadius: 3 * scale,
        radiusUnits: 'pixels',
        stroked: true,
        getFillColor: rgba(palette.surface0),
        getLineColor: rgba(palette.accent),
        getLineWidth: 1.5,
        lineWidthUnits: 'pixels',
        updateTriggers: { getFillColor: palette, getLineColor: palette },
      }),
    ];
  },
});
