import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

type Thing = { name: string; at: [number, number] };
const options = { positionOf: ({ at }: Thing) => at, level: 6, cellPixels: 48 };
const things = fc.array(
  fc.record({
    name: fc.string(),
    at: fc.tuple(fc.double({ min: 20, max: 40, noNaN: true }), fc.double({ min: -5, max: 15, noNaN: true })),
  }),
);

describe('gathering', () => {
  it('loses nothing and shows nothing twice', () => {
    fc.assert(
      fc.property(things, (given) => {
        const { alone, gathered } = gather(given, options);
        const all = [...alone, ...gathered.flatMap(({ members }) => members)];
        expect(all.length).toBe(given.length);
        expect(new Set(all)).toEqual(new Set(given));
        expect(gathered.every(({ members }) => members.length > 1)).toBe(true);
      }),
    );
  });

  it('draws those at one spot as one in its midst, and what is far by itself', () => {
    const given: Thing[] = [
      { name: 'a', at: [31.6, 4.85] },
      { name: 'b', at: [31.6, 4.85] },
      { name: 'd', at: [25, 8] },
    ];
    const { alone, gathered } = gather(given, options);
    expect(alone.map(({ name }) => name)).toEqual(['d']);
    expect(gathered).toEqual([{ position: [31.6, 4.85], members: given.slice(0, 2) }]);
  });

  it('parts what lies apart when the map comes closer', () => {
    const given: Thing[] = [31.6, 31.7].map((longitude) => ({ name: '', at: [longitude, 4.85] }));
    expect(gather(given, { ...options, level: 4 }).gathered).toHaveLength(1);
    expect(gather(given, { ...options, level: 11 }).alone).toHaveLength(2);
  });
});
