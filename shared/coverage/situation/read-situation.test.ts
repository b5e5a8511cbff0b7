import { describe, expect, it } from 'vitest';
import { defaultConditions } from '../../schema/medical/conditions.ts';
import { makeAsset, makeFacility, makeRecord, makeSituation } from './make-test-situation.ts';
import { readSituation } from './read-situation.ts';
import type { Situation } from './situation.ts';

const situation = makeSituation({ assets: [makeAsset('H')], facilities: [makeFacility('F')] });
const doubtsIn = (given: Partial<Situation>) => {
  const { helicopters, facilities } = readSituation({ ...situation, ...given }, [0, 16], 'planning').members;
  return [...helicopters, ...facilities].map(({ doubts }) => doubts);
};

describe('a situation as the kernels take it', () => {
  it('is in doubt when its conditions or planning values were taken back, and is not while they stand', () => {
    const conditions = makeRecord('conditions', 'mission', defaultConditions);
    const parameters = makeRecord('parameters', 'medical', { changed: {} });
    expect(doubtsIn({ conditions, parameters })).toEqual([[], []]);
    expect(doubtsIn({ conditions: { ...conditions, retracted: true } })).toEqual([['expired'], ['expired']]);
    expect(doubtsIn({ parameters: { ...parameters, retracted: true } })).toEqual([['expired'], ['expired']]);
  });

  it('is in doubt of an asset whose tracker hardly knows where it is', () => {
    const asset = makeAsset('H', { track: 'air/H' });
    const doubtsAt = (accuracyMetres: number) => {
      const fix = { position: [0, 16] as const, observedAt: situation.now, intervalMs: 10_000, accuracyMetres };
      return doubtsIn({ assets: [asset], facilities: [], fixes: new Map([['air/H', fix]]) });
    };
    expect(doubtsAt(100)).toEqual([[]]);
    expect(doubtsAt(65_000)).toEqual([['place-doubtful']]);
  });

  it('closes a road until it is said to be open, also when the last word of it was taken back', () => {
    const closedWith = (state: 'open' | 'closed', retracted: boolean) => {
      const road = { ...makeRecord('road', 'r1', { roadId: 'r1', state }), ...(retracted ? { retracted } : {}) };
      const { profile } = readSituation({ ...situation, roads: [road] }, [0, 16], 'planning');
      return profile.closedRoads.has('r1');
    };
    expect([closedWith('closed', false), closedWith('open', false)]).toEqual([true, false]);
    expect([closedWith('closed', true), closedWith('open', true)]).toEqual([true, true]);
  });

  it('holds no facility of which is known that its doctor is away', () => {
    const keys = (doctorPresent: boolean) =>
      readSituation({ ...situation, facilities: [makeFacility('F', { doctorPresent })] }, [0, 16], 'planning').members
        .facilities.length;
    expect([keys(true), keys(false)]).toEqual([1, 0]);
  });
});
