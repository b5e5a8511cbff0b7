import type { PictureRecord } from '#shared/picture/record.ts';
import type { CasualtyCause } from '#shared/schema/watch/casualty.ts';

type CauseCounts = ReadonlyMap<CasualtyCause, number>;

export type CasualtyCounts = {
  byCause: CauseCounts;
  /** Newest year first. */
  years: readonly { year: number; total: number; byCause: CauseCounts }[];
};

const kept = new WeakMap<readonly unknown[], CasualtyCounts>();

/** Casualties by year (UTC) and cause; counted once for each version of the records. Never by gender: cells are small. */
export function countCasualties(records: readonly PictureRecord<'casualty'>[]): CasualtyCounts {
  const known = kept.get(records);
  if (known) return known;
  const byCause = new Map<CasualtyCause, number>();
  const years = new Map<number, Map<CasualtyCause, number>>();
  for (const { body } of records) {
    const year = new Date(body.occurredAt).getUTCFullYear();
    if (!years.has(year)) years.set(year, new Map());
    for (const counts of [byCause, years.get(year)!]) counts.set(body.cause, (counts.get(body.cause) ?? 0) + 1);
  }
  const counted: CasualtyCounts = {
    byCause,
    years: [...years]
      .sort(([one], [other]) => other - one)
      .map(([year, counts]) => ({ year, total: sum(counts), byCause: counts })),
  };
  kept.set(records, counted);
  return counted;
}

function sum(counts: CauseCounts): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
