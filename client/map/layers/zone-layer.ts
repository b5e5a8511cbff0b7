import { FillStyleExtension, type FillStyleExtensionProps } from '@deck.gl/extensions';
import { PolygonLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { type Palette, type Rgba, rgba } from '../../format/palette.ts';
import { defineKindLayer } from './layer-input.ts';

/** Danger areas: the level is told by how dense the pattern is, whether it threatens by warmth. */
const patterns = {
  low: { type: 'dots', radius: 1, gap: 12 },
  moderate: { type: 'hatch', angle: 45, strokeWidth: 1, gap: 11 },
  high: { type: 'hatch', angle: 45, strokeWidth: 1.6, gap: 6 },
  extreme: { type: 'cross-hatch', angles: [45, 135], strokeWidth: 1.6, gap: 7 },
} as const;
const fillOpacity = { low: 0.03, moderate: 0.05, high: 0.07, extreme: 0.1 } as const;
const extensions = [new FillStyleExtension({ proceduralPattern: true })];

export const zoneLayer = defineKindLayer({
  kind: 'zone',
  makeLayers: (records, { palette, hidden, minuteAt, scale }) => {
    const data = records.filter((record) => isInForce(record, minuteAt) && !hidden.has(`zone.${record.body.type}`));
    return [
      new PolygonLayer<PictureRecord<'zone'>, FillStyleExtensionProps<PictureRecord<'zone'>>>({
        id: 'zone',
        data,
        pickable: true,
        getPolygon: (record) => record.body.area.coordinates as [number, number][][],
        getFillColor: (record) => colourOf(record, palette, 0.62),
        getLineColor: (record) => colourOf(record, palette, 0.85),
        getLineWidth: 1.2 * scale,
        lineWidthUnits: 'pixels',
        extensions,
        fillPatternMapping: patterns,
        fillPatternSizeUnits: 'pixels',
        getFillPattern: (record: PictureRecord<'zone'>) => record.body.level,
        getFillPatternScale: scale,
        getFillPatternBackgroundColor: (record: PictureRecord<'zone'>) =>
          colourOf(record, palette, fillOpacity[record.body.level]),
        updateTriggers: { getFillColor: palette, getLineColor: palette, getFillPatternBackgroundColor: palette },
      }),
    ];
  },
});

function colourOf(record: PictureRecord<'zone'>, palette: Palette, opacity: number): Rgba {
  const isRule = ['no-go', 'restricted', 'area-of-operations'].includes(record.body.type);
  return rgba(isRule ? palette.warning : palette.threat, opacity);
}

export function isInForce({ body }: PictureRecord<'zone'>, at: number): boolean {
  return body.status === 'active' && (body.validFrom ?? 0) <= at && at <= (body.validTo ?? Number.POSITIVE_INFINITY);
}
