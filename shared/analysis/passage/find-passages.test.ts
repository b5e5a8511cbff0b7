import { describe, expect, it } from 'vitest';
import { findPassages, type Passage } from './find-passages.ts';
import { makePassageArea } from './passage-area.ts';

const always = { from: 0, to: 1_000_000 };
const square = '10 10, 20 10, 20 20, 10 20';

/** Numbers apart by spaces, corners or fixes by commas. */
const columnsOf = (text: string) => text.split(', ').map((each) => each.split(' ').map(Number));

/** Each fix is its time, longitude and latitude. The gap limit is 100. */
function find(ring: string, fixes: string, span = always): Passage[] {
  const rows = fixes === '' ? [] : columnsOf(fixes);
  const column = (index: number) => Float64Array.from(rows, (fix) => fix[index]!);
  const columns = { times: column(0), longitudes: column(1), latitudes: column(2) };
  return findPassages(makePassageArea(new Float64Array(columnsOf(ring).flat()))!, columns, { ...span, gapMs: 100 });
}

const passage = (enteredAt: number, leftAt: number, rest: Partial<Passage> = {}): Passage => ({
  ...{ enteredAt, leftAt, isEntryInterpolated: false, isExitInterpolated: false },
  ...{ startsInside: false, endsInside: false, fixesInside: 0, ...rest },
});
const crossed = { isEntryInterpolated: true, isExitInterpolated: true };
const within = { startsInside: true, endsInside: true };

describe('the passages of one track', () => {
  it('have the times at which a straight line at even speed meets the ring', () => {
    const fixes = '1000 5 15, 1100 15 15, 1200 15 17, 1300 25 17';
    expect(find(square, fixes)).toEqual([passage(1_050, 1_250, { ...crossed, fixesInside: 2 })]);
  });

  it('are found where a track goes through between two fixes', () => {
    expect(find(square, '1000 5 15, 1100 25 15')).toEqual([passage(1_025, 1_075, crossed)]);
    expect(find(square, '1000 5 15, 1100 5 25')).toEqual([]);
    expect(find(square, '1000 5 9, 1100 25 9')).toEqual([]);
    // The boxes overlap, the line goes by.
    expect(find(square, '1000 5 12, 1100 12 5')).toEqual([]);
  });

  it('are several where the ring is concave', () => {
    const comb = '10 10, 40 10, 40 20, 30 20, 30 12, 20 12, 20 20, 10 20, 10 10';
    expect(find(comb, '0 0 15, 100 50 15')).toEqual([passage(20, 40, crossed), passage(60, 80, crossed)]);
    expect(find(comb, '0 15 15, 100 35 15')).toEqual([
      passage(0, 25, { startsInside: true, isExitInterpolated: true, fixesInside: 1 }),
      passage(75, 100, { endsInside: true, isEntryInterpolated: true, fixesInside: 1 }),
    ]);
  });

  it('end at the last fix before a gap, and begin anew after it', () => {
    expect(find(square, '1000 12 15, 1050 13 15, 1151 14 15, 1251 14 15, 1352 25 15')).toEqual([
      passage(1_000, 1_050, { ...within, fixesInside: 2 }),
      passage(1_151, 1_251, { ...within, fixesInside: 2 }),
    ]);
    expect(find(square, '0 5 15, 101 25 15')).toEqual([]);
  });

  it('are clipped to the span, whose neighbouring fixes count only for the way', () => {
    const fixes = '1000 5 15, 1100 25 15';
    expect(find(square, fixes, { from: 1_030, to: 1_070 })).toEqual([passage(1_030, 1_070, within)]);
    expect(find(square, fixes, { from: 1_000, to: 1_050 })).toEqual([
      passage(1_025, 1_050, { isEntryInterpolated: true, endsInside: true }),
    ]);
    expect(find(square, fixes, { from: 1_076, to: 1_200 })).toEqual([]);
    expect(find(square, '90 15 15, 190 15 15', { from: 100, to: 200 })).toEqual([
      passage(100, 190, { ...within, fixesInside: 1 }),
    ]);
  });

  it('count a fix on an edge or corner as inside, and a line that only touches as outside', () => {
    expect(find(square, '0 5 15, 100 10 15, 200 5 15')).toEqual([passage(100, 100, { fixesInside: 1 })]);
    expect(find(square, '0 0 20, 100 10 10, 200 5 0')).toEqual([passage(100, 100, { fixesInside: 1 })]);
    expect(find(square, '0 5 15, 100 15 5')).toEqual([]);
    expect(find(square, '0 10 12, 100 10 18, 200 0 18')).toEqual([
      passage(0, 100, { startsInside: true, fixesInside: 2 }),
    ]);
    // Along an edge and beyond it at either end.
    expect(find(square, '0 10 5, 100 10 25')).toEqual([passage(25, 75, crossed)]);
    // Through two corners.
    const diagonal = find(square, '0 5 5, 100 25 25');
    expect(diagonal).toEqual([passage(expect.closeTo(25, 9), expect.closeTo(75, 9), crossed)]);
  });

  it('are not broken by equal times and by standing still', () => {
    expect(find(square, '0 5 15, 50 15 15, 50 15 15, 50 25 15, 60 25 15, 60 15 15, 70 15 15')).toEqual([
      passage(25, 50, { isEntryInterpolated: true, fixesInside: 2 }),
      passage(60, 70, { endsInside: true, fixesInside: 2 }),
    ]);
    expect(find(square, '')).toEqual([]);
    expect(find(square, '7 15 15')).toEqual([passage(7, 7, { ...within, fixesInside: 1 })]);
  });

  it('are the same across the antimeridian, whichever way its longitudes are written', () => {
    const ring = '170 -5, -170 -5, -170 5, 170 5';
    for (const [longitude, enteredAt] of [
      [-175, 25],
      [185, 25],
      [-535, 25],
      [-170, 20],
      [190, 20],
    ] as const)
      expect(find(ring, `0 165 0, 100 ${longitude} 0`)).toEqual([
        passage(enteredAt, 100, { isEntryInterpolated: true, endsInside: true, fixesInside: 1 }),
      ]);
    expect(find(ring, '0 -179 0, 100 179 0')).toEqual([passage(0, 100, { ...within, fixesInside: 2 })]);
    expect(find(ring, '0 160 0, 100 -160 0')).toEqual([passage(25, 75, crossed)]);
    expect(find(ring, '0 -10 0, 100 10 0')).toEqual([]);
  });

  it('are found in an area that goes all round the globe', () => {
    const band = '-180 -10, -60 -10, 60 -10, 180 -10, 180 10, 60 10, -60 10, -180 10';
    expect(find(band, '0 179 0, 100 -179 0')).toEqual([passage(0, 100, { ...within, fixesInside: 2 })]);
    expect(find(band, '0 179 20, 100 -179 0')).toEqual([
      passage(50, 100, { isEntryInterpolated: true, endsInside: true, fixesInside: 1 }),
    ]);
  });
});

describe('an area', () => {
  const area = (text: string) => makePassageArea(new Float64Array(columnsOf(text).flat()));

  it('has three corners, and is not around a pole', () => {
    expect(area('0 0, 1 1, 0 0')).toBeUndefined();
    expect(area('0 80, 120 80, -120 80')).toBeUndefined();
  });

  it('runs on beyond the antimeridian', () => {
    expect(area('170 0, -170 0, -170 5, 170 0')?.box).toEqual({ west: 170, south: 0, east: 190, north: 5 });
  });
});
