import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { palettes } from '../../format/palette.ts';
import { makeGatheredIncidents } from './gathered-incidents.ts';
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
    const layers = makeGatheredIncidents([many(12, 5), many(2, 0), many(0, 3)], input);
    const [discs, counts] = ['incident-gathered', 'incident-count'].map(
      (id) =>
        layers.find((layer) => layer.id === id)!.props as unknown as {
          data: unknown[];
          getText: (disc: unknown) => string;
        },
    );
    expect(counts!.data).toBe(discs!.data);
    expect(counts!.data.map(counts!.getText).sort()).toEqual(['12+5?', '2', '3?']);
  });

  it('are no layer at all while there are none', () => {
    expect(makeGatheredIncidents([], input)).toEqual([]);
  });
});
