import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrackTable } from '#shared/picture/track-table.ts';
import { drawnFreshness, freshnessName } from './freshness.ts';

function tableWith(observedAt: number, intervalMs: number, freshness: number): TrackTable {
  const table = new TrackTable();
  const slot = table.add('trackers/one');
  table.observedAt[slot] = observedAt;
  table.intervalMs[slot] = intervalMs;
  table.freshness[slot] = freshness;
  return table;
}

describe('the freshness drawn', () => {
  it.each([
    [0, 'live'],
    [120_000, 'live'],
    [120_001, 'late'],
    [180_000, 'stale'],
    [360_000, 'lost'],
    [-5_000, 'live'],
  ])('at an age of %d ms with a fix expected each minute is %s', (age, state) => {
    const table = tableWith(1_000_000, 60_000, 0);
    expect(freshnessName(drawnFreshness(table, 0, 1_000_000 + age, false))).toBe(state);
  });

  it('is never better than the server concluded, nor than the age allows, and never live when frozen', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 3 }), fc.boolean(), (age, server, isFrozen) => {
        const drawn = drawnFreshness(tableWith(0, 60_000, server), 0, age, isFrozen);
        const own = drawnFreshness(tableWith(0, 60_000, 0), 0, age, false);
        expect(drawn).toBe(Math.max(server, own, isFrozen ? 1 : 0));
      }),
      { seed: 3 },
    );
  });
});
