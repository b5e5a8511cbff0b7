import { describe, expect, it } from 'vitest';
import { centreOf, type MercatorGrid } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import { gapsAlong, labelGaps } from './label-gaps.ts';
import { rankGaps } from './rank-gaps.ts';

/** Digits are classes of cover, by row; `x` is outside the area of the mission. */
function makeGaps(rows: readonly string[]) {
  const grid: MercatorGrid = { west: 0, north: 2_000_000, cell: 1_000, columns: rows[0]!.length, rows: rows.length };
  const text = rows.join('');
  const cells = Uint8Array.from(text, (letter) => (letter === 'x' ? 3 : Number(letter)));
  const inside = Uint8Array.from(text, (letter) => (letter === 'x' ? 0 : 1));
  const at = (column: number, row: number): Position => centreOf(grid, row * grid.columns + column);
  return { gaps: labelGaps(grid, cells, inside), at };
}

const land = ['33001', '30041', '00044', 'x3044'];

describe('areas without cover', () => {
  it('are cells of one class side by side; corners do not join, and what lies outside the mission is none', () => {
    const { gaps } = makeGaps(land);
    expect([...gaps.labels]).toEqual([1, 1, 0, 0, 2, 1, 0, 0, 3, 2, 0, 0, 0, 3, 3, 0, 4, 0, 3, 3]);
    expect(gaps.classes).toEqual([0, 3, 1, 4, 3]);
  });

  it('are one where two arms meet further south, in whatever order they are come upon', () => {
    const { gaps } = makeGaps(['30303', '30333', '33300']);
    expect([...new Set(gaps.labels)].sort()).toEqual([0, 1]);
    expect(gaps.classes).toEqual([0, 3]);
  });

  it('are met along a line, however far apart its corners are, also where it leaves the grid', () => {
    const { gaps, at } = makeGaps(land);
    expect(gapsAlong(gaps, [at(0, 1), at(4, 1)])).toEqual(new Set([1, 2, 3]));
    expect(gapsAlong(gaps, [[-10, 10], at(0, 0)])).toEqual(new Set([1]));
    expect(gapsAlong(gaps, [[-10, 10]])).toEqual(new Set());
  });

  it('rank by patrols inside, then by ways across, then by sites, whatever their size', () => {
    const { gaps, at } = makeGaps(land);
    const ranked = rankGaps(gaps, {
      patrols: [
        { key: 'patrol/a', position: at(1, 3) },
        { key: 'patrol/safe', position: at(2, 1) },
      ],
      ways: [
        { key: 'patrol/a', line: [at(1, 3), at(2, 3)] },
        { key: 'patrol/b', line: [at(2, 2), at(3, 2)] },
      ],
      sites: [
        { key: 'site/camp', position: at(0, 0) },
        { key: 'site/post', position: at(3, 3) },
      ],
    });
    expect(ranked.map(({ cover, patrols, crossings, sites }) => [cover, patrols, crossings, sites])).toEqual([
      ['uncovered', ['patrol/a'], [], []],
      ['unknown', [], ['patrol/b'], ['site/post']],
      ['uncovered', [], [], ['site/camp']],
    ]);
    expect(ranked[0]!.places).toEqual([at(1, 3)]);
  });

  it('with nobody in them and nobody on the way through are not listed', () => {
    const { gaps, at } = makeGaps(land);
    expect(rankGaps(gaps, { patrols: [{ key: 'patrol/safe', position: at(2, 1) }], ways: [], sites: [] })).toEqual([]);
  });
});
