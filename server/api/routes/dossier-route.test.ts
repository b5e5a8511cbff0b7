import { describe, expect, it } from 'vitest';
import { parseReach } from './dossier-route.ts';

describe('the reach of a dossier', () => {
  it('is ten kilometres and half an hour where nobody says', () => {
    expect(parseReach({})).toEqual({ ok: true, value: { km: 10, minutes: 30 } });
    expect(parseReach({ km: '0.1', minutes: '1440' })).toEqual({ ok: true, value: { km: 0.1, minutes: 1_440 } });
  });

  it('is refused out of bounds, twice given, or in other words', () => {
    for (const query of [{ km: '0.09' }, { km: '1e2' }, { km: ['1', '2'] }, { minutes: '-1' }, { hours: '1' }])
      expect(parseReach(query)).toMatchObject({ ok: false, problem: { name: 'bad-query' } });
  });
});
