import { describe, expect, it } from 'vitest';
import type { Change } from '#shared/picture/record.ts';
import { FactRing } from './fact-ring.ts';

const removal = (index: number): Change => ({ kind: 'remove', key: `site/${index}` });
const removals = (count: number, from = 0): Change[] =>
  Array.from({ length: count }, (_, index) => removal(from + index));
const large = (kibibytes: number): Change =>
  ({ kind: 'put', record: { key: 'site/large', body: { remark: 'x'.repeat(kibibytes * 1024) } } }) as unknown as Change;

describe('the ring of facts', () => {
  it('numbers facts densely from nought and gives them back in order', () => {
    const ring = new FactRing();
    ring.push(removals(3));
    ring.push(removals(2, 3));
    expect([ring.first, ring.next]).toEqual([0, 5]);
    expect(ring.slice(1, 3, 1e6)!.changes).toEqual(removals(3, 1));
    expect(ring.slice(5, 3, 1e6)!.changes).toEqual([]);
  });

  it('keeps the latest two thousand and says that older ones have left', () => {
    const ring = new FactRing();
    for (let index = 0; index < 2_500; index++) ring.push([removal(index)]);
    expect([ring.first, ring.next]).toEqual([500, 2_500]);
    expect(ring.slice(499, 10, 1e6)).toBeUndefined();
    expect(ring.slice(500, 1, 1e6)!.changes).toEqual([removal(500)]);
    expect(ring.slice(2_499, 10, 1e6)!.changes).toEqual([removal(2_499)]);
  });

  it('keeps the same whether facts came one by one or all at once', () => {
    const ring = new FactRing();
    ring.push(removals(5_000));
    expect([ring.first, ring.next]).toEqual([3_000, 5_000]);
  });

  it('keeps no more than four mebibytes', () => {
    const ring = new FactRing();
    for (let index = 0; index < 10; index++) ring.push([large(1_000)]);
    expect([ring.first, ring.next]).toEqual([6, 10]);
    ring.push([removal(1)]);
    expect(ring.first).toBe(6);
  });

  it('refuses what was never published', () => {
    const ring = new FactRing();
    ring.push(removals(3));
    expect(ring.slice(4, 1, 1e6)).toBeUndefined();
    expect(ring.slice(-1, 1, 1e6)).toBeUndefined();
  });

  it('stops a slice near the bytes asked for, but always gives the next fact however large', () => {
    const ring = new FactRing();
    ring.push([large(300), large(300), removal(1)]);
    expect(ring.slice(0, 500, 1_000)!.changes).toHaveLength(1);
    expect(ring.slice(0, 500, 400 * 1024)!.changes).toHaveLength(2);
    expect(ring.slice(0, 500, 1e7)!.changes).toHaveLength(3);
  });
});
