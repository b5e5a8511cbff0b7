import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { unmarked } from '#shared/schema/marking.ts';
import type { CasualtyCause } from '#shared/schema/watch/casualty.ts';
import { countCasualties } from './count-casualties.ts';

function casualty(id: string, cause: CasualtyCause, day: string): PictureRecord<'casualty'> {
  return {
    ...{ key: `casualty/${id}`, kind: 'casualty', id, source: 's', messageId: id, actor: 'test' },
    ...{ observedAt: 0, knownAt: 0, sequence: 1, version: 1, marking: unmarked },
    body: {
      ...{ casualtyId: id, outcome: 'killed', occurredAt: Date.parse(day), timePrecision: 'day', mission: 'UNMIX' },
      ...{ cause, personnelType: 'military' },
    },
  };
}

describe('the count of casualties', () => {
  const records = [
    casualty('a', 'illness', '2019-01-01'),
    casualty('b', 'illness', '2019-12-31'),
    casualty('c', 'malicious-act', '2019-06-01'),
    casualty('d', 'malicious-act', '2021-06-01'),
  ];

  it('is by cause, and by year with the newest first', () => {
    const { byCause, years } = countCasualties(records);
    expect([...byCause]).toEqual([
      ['illness', 2],
      ['malicious-act', 2],
    ]);
    expect(years.map(({ year, total, byCause: counts }) => [year, total, counts.get('illness') ?? 0])).toEqual([
      [2021, 1, 0],
      [2019, 3, 2],
    ]);
  });

  it('is made once while the records stay the same', () => {
    expect(countCasualties(records)).toBe(countCasualties(records));
    expect(countCasualties([])).toEqual({ byCause: new Map(), years: [] });
  });
});
