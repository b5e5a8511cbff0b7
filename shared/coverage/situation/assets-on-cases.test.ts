import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '../../picture/record.ts';
import type { CasevacTask } from '../../schema/medical/casevac.ts';
import { withTasks } from './assets-on-cases.ts';
import { makeAsset, makeRecord, makeSituation, noon } from './make-test-situation.ts';
import { readSituation } from './read-situation.ts';

const caseOf = (status: PictureRecord<'casevac'>['body']['status'], ...tasks: Partial<CasevacTask>[]) => ({
  ...makeRecord('casevac', 'C', { status, tasks } as never),
  sequence: 9,
});
const statusWith = (...cases: PictureRecord[]) =>
  withTasks([makeAsset('H'), makeAsset('other'), ...cases])
    .filter((record) => record.kind === 'asset')
    .map(({ body }) => body.status);

describe('an asset that was sent to a case', () => {
  it('is tasked while the case is open and it is on it, and no other is', () => {
    expect(statusWith()).toEqual(['ready', 'ready']);
    expect(statusWith(caseOf('assigned', { assetId: 'H', state: 'assigned' }))).toEqual(['tasked', 'ready']);
    expect(statusWith(caseOf('open', { assetId: 'H', state: 'cancelled' }))).toEqual(['ready', 'ready']);
    expect(
      statusWith(caseOf('assigned', { assetId: 'H', state: 'relieved' }, { assetId: 'other', state: 'assigned' })),
    ).toEqual(['ready', 'tasked']);
    expect(statusWith(caseOf('closed', { assetId: 'H', state: 'assigned' }))).toEqual(['ready', 'ready']);
    expect(statusWith(caseOf('assigned', { facilityId: 'F', state: 'assigned' }))).toEqual(['ready', 'ready']);
  });

  it('is away whatever its last report says, also when that has lapsed, and is as new as the case', () => {
    const sent = caseOf('assigned', { assetId: 'H', state: 'assigned' });
    const days = 86_400_000;
    for (const body of [{ status: 'unknown' as const }, { status: 'ready' as const, validUntil: noon - days }]) {
      const members = (records: PictureRecord[]) => {
        const assets = withTasks(records).filter((record) => record.kind === 'asset');
        return readSituation(makeSituation({ assets }), [0, 16], 'planning').members.helicopters;
      };
      expect(members([makeAsset('H', body)])).toHaveLength(1);
      expect(members([makeAsset('H', body), sent])).toEqual([]);
    }
    const [tasked, kept] = withTasks([makeAsset('H'), sent]);
    expect(tasked!.sequence).toBe(9);
    expect(kept).toBe(sent);
  });
});
