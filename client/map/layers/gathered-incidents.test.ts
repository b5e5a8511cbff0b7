import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { palettes } from '../../format/palette.ts';
import { discsOf, makeCountLayer, makeGatheredIncidents } from './gathered-incidents.ts';
import type { LayerInput } from './layer-input.ts';

type Incident = PictureRecord<'incident'>;
const input = { palette: palettes.dark, scale: 1, minuteAt: 0 } as LayerInput;

function many(certain: number, vague: number) {
  const incident = (precision: string) => ({ body: { precision, casualties: [], occurredAt: 0 } }) as never as Incident;
  const members = [
    ...Array.from({ length: certain }, () => incident('exact')),
    ...Array.from({ length: vague }, () => incident('region')),
  ];
  return { position: [0, 16] as [number, number], members };
}

describe('incidents that are drawn as one', () => {
  it('have their number in each disc, those of a vague place apart', () => {
    const discs = discsOf([many(12, 5), many(2, 0), many(0, 3)]);
    expect(discs.map(({ text }) => text).sort()).toEqual(['12+5?', '2', '3?']);
    const offsets = Int16Array.of(0, 0, 4, -23, 0, 0);
    const { data, getPixelOffset } = makeCountLayer(discs, offsets, input).props as unknown as {
      data: unknown;
      getPixelOffset: (disc: unknown, at: { index: number }) => number[];
    };
    expect(data).toBe(discs);
    expect(getPixelOffset(discs[1], { index: 1 })).toEqual([4, -23]);
  });

  it('are no layer at all while there are none', () => {
    expect(makeGatheredIncidents([], input)).toEqual([]);
  });
});
