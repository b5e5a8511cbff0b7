import { describe, expect, it } from 'vitest';
import { BestMatches } from './best-matches.ts';

describe('the best few of many', () => {
  it('are those that sorting everything would put first', () => {
    const offers = Array.from({ length: 500 }, (_, item) => ({ item, rank: (item * 7) % 4, weight: (item * 13) % 11 }));
    const sorted = offers.toSorted((one, other) => one.rank - other.rank || other.weight - one.weight);
    for (const limit of [1, 5, 50, 600]) {
      const best = new BestMatches<number>(limit);
      for (const { item, rank, weight } of offers) best.offer(item, rank, weight);
      expect(best.list().map(({ item }) => item)).toEqual(sorted.slice(0, limit).map(({ item }) => item));
    }
  });
});
