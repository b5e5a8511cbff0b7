import { describe, expect, it } from 'vitest';
import { findPart, findRows } from './timeline-rows.ts';

describe('the parts of the canvas', () => {
  const rows = findRows(91, 13);
  const scene = { rows, window: { from: 0, to: 800 }, width: 800, range: { from: 200, to: 300 }, reach: 6 };
  const partAt = (x: number, y: number, more = {}) => findPart({ x, y }, { ...scene, ...more });

  it('lie one below the other and leave the bars the most room', () => {
    expect([0, rows.bars, rows.lane, rows.axis, rows.groups, rows.height]).toEqual(
      [0, rows.bars, rows.lane, rows.axis, rows.groups, rows.height].sort((one, other) => one - other),
    );
    expect(rows.lane - rows.bars).toBeGreaterThan(30);
    expect([partAt(50, 30), partAt(50, rows.lane + 2), partAt(50, rows.groups + 2)]).toEqual(['bars', 'lane', 'axis']);
  });

  it('let either end of the range be held in its lane', () => {
    const y = rows.lane + 2;
    expect([partAt(204, y), partAt(295, y), partAt(250, y)]).toEqual(['from', 'to', 'lane']);
    expect(partAt(204, 30)).toBe('bars');
  });

  it('give a finger more to hit', () => {
    expect(partAt(214, rows.lane - 4)).toBe('bars');
    expect(partAt(214, rows.lane - 4, { reach: 20 })).toBe('from');
  });
});
