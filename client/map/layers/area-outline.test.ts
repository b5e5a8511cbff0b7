import { expect, it } from 'vitest';
import { outlineOf } from './area-outline.ts';

it('closes the line around an area, in pieces of at most a degree', () => {
  const line = outlineOf([
    [10, 10],
    [12, 10],
    [12, 10.5],
  ]);
  expect(line.slice(0, 4)).toEqual([
    [10, 10],
    [11, 10],
    [12, 10],
    [12, 10.5],
  ]);
  expect(line.at(-1)).toEqual([10, 10]);
});

it('goes the shorter way round', () => {
  const line = outlineOf([
    [179.5, 0],
    [-179.75, 0],
    [179.5, 0.5],
  ]);
  expect(line.map(([longitude]) => longitude)).toEqual([179.5, 180.25, 179.5, 179.5]);
});
