import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEntry, formatDirectory, formatHeader, parseDirectory, parseHeader, tileIdOf } from './archive-format.ts';

const entry = fc.record({
  gap: fc.integer({ min: 0, max: 1e6 }),
  runLength: fc.integer({ min: 1, max: 300 }),
  length: fc.integer({ min: 1, max: 1e6 }),
  shared: fc.boolean(),
});

/** Entries as a writer makes them: ids rise, content follows on or repeats the first. */
const directory = fc.array(entry, { minLength: 1, maxLength: 60 }).map((parts) => {
  let tileId = 0;
  let end = 0;
  return parts.map(({ gap, runLength, length, shared }, i) => {
    tileId += gap;
    const offset = shared && i > 0 ? 0 : end;
    if (offset === end) end += length;
    const made = { tileId, runLength, length, offset };
    tileId += runLength;
    return made;
  });
});

describe('the tile archive format', () => {
  it('numbers tiles along the Hilbert curve as the specification does', () => {
    const first = [tileIdOf(0, 0, 0), tileIdOf(1, 0, 0), tileIdOf(1, 0, 1), tileIdOf(1, 1, 1), tileIdOf(1, 1, 0)];
    expect(first).toEqual([0, 1, 2, 3, 4]);
    expect(tileIdOf(2, 0, 0)).toBe(5);
    expect(tileIdOf(12, 3423, 1763)).toBe(19078479);
  });

  it('gives every tile of a zoom its own number', () => {
    const ids = new Set<number>();
    for (let x = 0; x < 32; x++) for (let y = 0; y < 32; y++) ids.add(tileIdOf(5, x, y));
    expect(ids.size).toBe(1024);
    expect(Math.min(...ids)).toBe(341);
    expect(Math.max(...ids)).toBe(1364);
  });

  it('reads back any directory it wrote', () => {
    fc.assert(
      fc.property(directory, (entries) => {
        expect(parseDirectory(formatDirectory(entries))).toEqual(entries);
      }),
    );
  });

  it('finds the same entry as a search through all of them', () => {
    fc.assert(
      fc.property(directory, fc.nat(2e6), (entries, tileId) => {
        const slow = entries.find((one) => tileId >= one.tileId && tileId < one.tileId + one.runLength);
        expect(findEntry(entries, tileId)).toEqual(slow);
      }),
    );
  });

  it('refuses a directory that ends early', () => {
    const bytes = formatDirectory([{ tileId: 7, runLength: 1, length: 500, offset: 0 }]);
    expect(() => parseDirectory(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
  });

  it('reads back the header it wrote', () => {
    const span = (offset: number) => ({ offset, length: 2 ** 33 + offset });
    const header = {
      root: span(127),
      metadata: span(200),
      leaves: span(300),
      data: span(400),
      addressedTiles: 5000,
      tileEntries: 4000,
      tileContents: 3000,
      internalCompression: 2,
      tileCompression: 2,
      tileType: 1,
      minzoom: 0,
      maxzoom: 6,
      bounds: [-12.25, -5.5, 4.125, 25] as const,
    };
    expect(parseHeader(formatHeader(header))).toEqual({ ok: true, value: header });
  });

  it('names the problem of a file that is no archive or of another version', () => {
    expect(parseHeader(Buffer.from('hello'))).toEqual({ ok: false, problem: 'not a PMTiles archive' });
    const old = Buffer.alloc(127);
    old.write('PMTiles\x02', 'latin1');
    expect(parseHeader(old)).toEqual({ ok: false, problem: 'PMTiles version 2; only version 3 is read' });
  });
});
