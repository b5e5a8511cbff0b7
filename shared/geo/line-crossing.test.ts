import { expect, it } from 'vitest';
import { findSelfCrossing } from './line-crossing.ts';
import type { Position } from './position.ts';

it.each<[string, Position[], boolean]>([
  [
    'a bent line',
    [
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 1],
    ],
    false,
  ],
  [
    'a ring',
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ],
    false,
  ],
  [
    'a corner given twice',
    [
      [0, 0],
      [1, 0],
      [1, 0],
      [2, 1],
    ],
    false,
  ],
  [
    'an eight',
    [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
    ],
    true,
  ],
  [
    'a line that touches itself',
    [
      [0, 0],
      [2, 0],
      [2, 1],
      [1, 0],
    ],
    true,
  ],
  [
    'a line that turns back on itself',
    [
      [0, 0],
      [2, 0],
      [1, 0],
    ],
    true,
  ],
  [
    'a ring that crosses itself',
    [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ],
    true,
  ],
])('tells whether %s crosses itself', (_name, line, crosses) => {
  expect(findSelfCrossing(line) !== undefined).toBe(crosses);
  expect(findSelfCrossing(line.toReversed()) !== undefined).toBe(crosses);
});

it('judges a long river quickly', () => {
  const river = Array.from({ length: 50_000 }, (_, at): Position => [at / 5_000, Math.sin(at / 50)]);
  expect(findSelfCrossing(river)).toBeUndefined();
  expect(findSelfCrossing([...river, [11, 3], [-1, 0.123]])).toBeDefined();
});
