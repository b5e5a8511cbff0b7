import { describe, expect, it } from 'vitest';
import type { FixRow } from '../writer/fix-rows.ts';
import { TimedRows } from './timed-rows.ts';

const rowOf = (sequence: number, observed: number): FixRow => [
  ...([sequence, observed, null, sequence % 7, sequence * 10, -sequence] as const),
  ...([null, null, null, null] as const),
];

describe('rows of the log by time', () => {
  it.each([
    ['as they came', (index: number) => index],
    ['however they came', (index: number) => (index * 7_919) % 10_007],
  ])('leave in order, %s, with all their columns, of one time by sequence', (_name, sequenceOf) => {
    const rows = new TimedRows();
    // More than are made room for at first, and several of each time.
    const count = 10_007;
    for (let index = 0; index < count; index++) {
      const sequence = sequenceOf(index);
      const time = Math.floor(sequence / 3);
      rows.add(rowOf(sequence, time), time, time + 1);
    }
    const { fixes, fixTimes, fixSequences, fixRecorded } = rows.inOrder();
    expect([fixes.count, fixTimes.length, fixes.course.length]).toEqual([count, count, count]);
    const wrong = Array.from(fixSequences).filter(
      (sequence, at) =>
        sequence !== at ||
        fixTimes[at] !== Math.floor(at / 3) ||
        fixRecorded[at] !== fixTimes[at]! + 1 ||
        fixes.observedAt[at] !== fixTimes[at] ||
        fixes.descriptor[at] !== at % 7 ||
        fixes.longitudeE7[at] !== at * 10 ||
        fixes.latitudeE7[at] !== -at,
    );
    expect(wrong).toEqual([]);
  });

  it('are none where none were added', () => {
    expect(new TimedRows().inOrder().fixes.count).toBe(0);
  });
});
