import { IconLayer, PolygonLayer } from '@deck.gl/layers';
import { destination } from '#shared/geo/great-circle.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { rgba } from '../../format/palette.ts';
import { defineKindLayer, keepShown, symbolSize } from './layer-input.ts';

type Sensor = PictureRecord<'sensor'>;

const shown = keepShown<'sensor'>((record, { hidden }) => !hidden.has(`sensor.${record.body.type}`));

/** Sensors and the ground they watch; a failed one keeps its outline and loses its fill. */
export const sensorLayer = defineKindLayer({
  kind: 'sensor',
  makeLayers: (records, input) => {
    const { palette } = input;
    const data = shown(records, input);
    const sees = (record: Sensor) => record.body.status === 'working' || record.body.status === 'degraded';
    return [
      new PolygonLayer<Sensor>({
        id: 'sensor-footprint',
        data,
        getPolygon: (record) => footprint(record.body),
        getFillColor: (record) => rgba(palette.contact, sees(record) ? 0.05 : 0),
        getLineColor: (record) => rgba(palette.contact, sees(record) ? 0.5 : 0.2),
        getLineWidth: 1,
        lineWidthUnits: 'pixels',
        updateTriggers: { getFillColor: palette, getLineColor: palette },
      }),
      new IconLayer<Sensor>({
        id: 'sensor',
        data,
        pickable: true,
        iconAtlas: input.atlas.image as never,
        iconMapping: input.atlas.mapping,
        getPosition: (record) => record.body.position,
        getIcon: () => 'sensor',
        getSize: symbolSize(24, input),
        getColor: (record) => [255, 255, 255, sees(record) ? 255 : 120],
      }),
    ];
  },
});

/** The watched ground as a ring; a sector is a wedge, clockwise. */
function footprint({ position, rangeMetres, sector }: Sensor['body']): [number, number][] {
  const from = sector?.fromDegrees ?? 0;
  const sweep = sector ? (sector.toDegrees - sector.fromDegrees + 360) % 360 || 360 : 360;
  const steps = Math.max(8, Math.ceil(sweep / 5));
  const arc = Array.from({ length: steps + 1 }, (_, step): [number, number] => {
    const [longitude, latitude] = destination(position, from + (sweep * step) / steps, rangeMetres);
    return [longitude, latitude];
  });
  return sweep === 360 ? arc : [[...position], ...arc, [...position]];
}
