import { describe, expect, it } from 'vitest';
import { parsePlanQuery } from './plan-query.ts';

describe('a question for plans', () => {
  it('is a position, a tier and a limit, of which only the position has to be said', () => {
    expect(parsePlanQuery({ position: '-0.04,16.27' })).toEqual({
      ok: true,
      value: { position: [-0.04, 16.27], tier: 'surgery', limit: 10 },
    });
    expect(parsePlanQuery({ position: '1,2', case: 'C 1' })).toMatchObject({ value: { caseId: 'C 1' } });
    expect(parsePlanQuery({ position: '1,2', tier: 'team', limit: '500' })).toMatchObject({
      value: { tier: 'team', limit: 100 },
    });
  });

  it('is refused by name when its position is missing, malformed or off the globe, or a parameter is not known', () => {
    for (const position of [undefined, '', '16.27', '181,0', '0,91', 'a,b', '1,2,3', '1e2,3', ['1,2', '3,4'], '1 ,2'])
      expect(parsePlanQuery({ position })).toMatchObject({ ok: false, problem: { name: 'bad-query' } });
    for (const wrong of [
      { tier: 'firstAid' },
      { limit: '-1' },
      { limit: 'all' },
      { at: 'now' },
      { case: '' },
      { case: ['a', 'b'] },
    ])
      expect(parsePlanQuery({ position: '1,2', ...wrong })).toMatchObject({
        ok: false,
        problem: { name: 'bad-query' },
      });
  });
});
