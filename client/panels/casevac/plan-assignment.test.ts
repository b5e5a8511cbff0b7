import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { assignmentSays, otherCases } from './plan-assignment.ts';

describe('the order for a plan', () => {
  it('names each asset that takes part, or the facility alone where the unit drives', () => {
    const air = { assets: ['asset/h1'], facility: 'facility/gao' };
    expect(assignmentSays(air, false, {})).toEqual([{ action: 'assign', assetId: 'h1', facilityId: 'gao' }]);
    expect(assignmentSays({ assets: [], facility: 'facility/gao' }, false, { remark: 'escort' })).toEqual([
      { action: 'assign', facilityId: 'gao', remark: 'escort' },
    ]);
  });

  it('relieves whoever was assigned before, once, with the reason', () => {
    const both = { assets: ['asset/amb', 'asset/h1'], facility: 'facility/gao' };
    expect(assignmentSays(both, true, { reason: 'technical fault' })).toEqual([
      { action: 'retask', assetId: 'amb', facilityId: 'gao', reason: 'technical fault' },
      { action: 'assign', assetId: 'h1', facilityId: 'gao' },
    ]);
  });
});

it('another case that has the asset already is named, a closed one or one that was called off is not', () => {
  const record = (key: string, status: string, state: string) =>
    ({ key, body: { status, tasks: [{ assetId: 'h1', state }] } }) as unknown as PictureRecord<'casevac'>;
  const cases = [
    record('casevac/own', 'assigned', 'assigned'),
    record('casevac/other', 'assigned', 'assigned'),
    record('casevac/off', 'assigned', 'cancelled'),
    record('casevac/over', 'closed', 'assigned'),
  ];
  expect(otherCases(cases, 'casevac/own', ['asset/h1']).map(({ key }) => key)).toEqual(['casevac/other']);
  expect(otherCases(cases, 'casevac/own', ['asset/h2'])).toEqual([]);
});
