import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFixBatch, noAltitude, noValue } from './fix-batch.ts';
import { TrackTable } from './track-table.ts';

function tableOf(names: readonly string[]): TrackTable {
  const table = new TrackTable();
  for (const name of names) {
    const slot = table.add(name);
    table.observedAt[slot] = 1_790_000_000_000 + name.length;
    table.longitudeE6[slot] = 1_000_000 * name.length;
  }
  return table;
}

describe('the table of tracks', () => {
  it('gives dense slots and takes freed ones again', () => {
    const table = tableOf(['a', 'bb', 'ccc']);
    table.remove(1);
    expect([table.size, table.length, table.find('bb')]).toEqual([2, 3, undefined]);
    expect(table.add('dddd')).toBe(1);
    expect(table.add('e')).toBe(3);
  });

  it('hands a slot over without anything of the track before', () => {
    const table = new TrackTable();
    const slot = table.add('old');
    for (const column of [
      table.observedAt,
      table.longitudeE6,
      table.latitudeE6,
      table.course,
      table.speed,
      table.accuracy,
      table.altitude,
    ])
      column[slot] = 7;
    table.freshness[slot] = 3;
    table.remove(slot);
    expect(table.add('new')).toBe(slot);
    const fresh = new TrackTable();
    fresh.add('new');
    expect(table.hash()).toBe(fresh.hash());
    expect([table.course[slot], table.altitude[slot], table.freshness[slot]]).toEqual([noValue, noAltitude, 0]);
  });

  it('forgets a track that is removed twice only once', () => {
    const table = tableOf(['a']);
    table.remove(0);
    table.remove(0);
    expect(table.size).toBe(0);
    expect([table.add('b'), table.add('c')]).toEqual([0, 1]);
  });

  it('keeps every row while it grows', () => {
    const table = tableOf(Array.from({ length: 5_000 }, (_, index) => `t${index}`));
    expect(table.size).toBe(5_000);
    expect(table.find('t4999')).toBe(4_999);
    expect([table.longitudeE6[0], table.longitudeE6[4_999]]).toEqual([2_000_000, 5_000_000]);
  });

  it('takes the slot that another table decided, however far out', () => {
    const table = new TrackTable();
    expect(table.add('far', 3_000)).toBe(3_000);
    expect([table.length, table.size, table.find('far')]).toEqual([3_001, 1, 3_000]);
    expect(table.hash()).toBe(tableLike('far'));
  });

  function tableLike(name: string): number {
    const table = new TrackTable();
    table.add(name);
    return table.hash();
  }

  it('has one hash for the same tracks, whatever their slots and history', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 20 }), fc.nat(), (names, turn) => {
        const straight = tableOf(names);
        const turned = tableOf([...names.slice(turn % 20), ...names.slice(0, turn % 20)]);
        turned.remove(turned.add('passing through it'));
        expect(turned.hash()).toBe(straight.hash());
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('has another hash after a change of any column by one', () => {
    const hashes = new Set<number>();
    const columns = [
      'observedAt',
      'longitudeE6',
      'latitudeE6',
      'course',
      'speed',
      'accuracy',
      'altitude',
      'freshness',
    ] as const;
    for (const changed of [undefined, ...columns]) {
      const table = tableOf(['a', 'bb']);
      if (changed) table[changed][1]!++;
      hashes.add(table.hash());
    }
    expect(hashes.size).toBe(columns.length + 1);
  });

  it('has another hash when two tracks change places', () => {
    const table = tableOf(['a', 'bb']);
    const before = table.hash();
    [table.longitudeE6[0], table.longitudeE6[1]] = [table.longitudeE6[1]!, table.longitudeE6[0]!];
    expect(table.hash()).not.toBe(before);
  });

  it('holds a fix at the precision of the wire', () => {
    const table = tableOf(['a']);
    const batch = makeFixBatch(2);
    batch.observedAt[1] = 1_790_000_000_123;
    batch.longitudeE7[1] = -15_555_556;
    batch.latitudeE7[1] = 89_999_994;
    batch.course[1] = 35_960;
    batch.speed[1] = 31;
    batch.accuracy[1] = noValue;
    batch.altitude[1] = -400;
    table.freshness[0] = 3;
    table.setFix(0, batch, 1);
    expect([
      table.longitudeE6[0],
      table.latitudeE6[0],
      table.course[0],
      table.speed[0],
      table.accuracy[0],
      table.altitude[0],
      table.freshness[0],
    ]).toEqual([-1_555_556, 8_999_999, 0, 15, noValue, -400, 0]);
    batch.course[1] = noValue;
    batch.speed[1] = noValue;
    table.setFix(0, batch, 1);
    expect([table.course[0], table.speed[0]]).toEqual([noValue, noValue]);
  });
});
