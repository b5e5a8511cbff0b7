import { describe, expect, it } from 'vitest';
import { makeMercatorGrid } from '../geo/mercator-grid.ts';
import { comparePatrols, markDifference } from './compare-cover.ts';
import { gainedClass, lostClass, outsideClass } from './cover-classes.ts';

const made = makeMercatorGrid([0, 0, 0.03, 0.02], 1_000);
if (!made.ok) throw new Error(made.problem);
const { grid } = made;
const size = grid.columns * grid.rows;
const patrol = (patrolId: string, team: string, surgery: string) => ({
  patrolId,
  cover: { team: { state: team }, surgery: { state: surgery } },
});

describe('two covers side by side', () => {
  it('name what was gained and lost, in square kilometres and patrols, and only inside', () => {
    const before = new Uint8Array(size).fill(3);
    const after = new Uint8Array(size).fill(3);
    const inside = new Uint8Array(size).fill(1);
    [before[0], after[0]] = [0, 3];
    [before[1], after[1]] = [3, 0];
    [before[2], after[2]] = [4, 0];
    [before[3], after[3]] = [3, 0];
    inside[3] = 0;
    const { lostKm2, gainedKm2 } = markDifference(grid, { before, after, inside });
    expect(lostKm2).toBeCloseTo(1, 2);
    expect(gainedKm2).toBeCloseTo(2, 2);
    expect([...after.subarray(0, 5)]).toEqual([lostClass, gainedClass, gainedClass, outsideClass, 3]);
    const states = {
      before: [patrol('a', 'met', 'met'), patrol('b', 'met', 'unknown'), patrol('c', 'missed', 'met')],
      after: [patrol('a', 'met', 'missed'), patrol('b', 'met', 'met'), patrol('c', 'missed', 'met')],
    };
    expect(comparePatrols(states.before, states.after)).toEqual({ gained: ['b'], lost: ['a'] });
  });
});
