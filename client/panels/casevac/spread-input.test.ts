import { describe, expect, it } from 'vitest';
import { spreadPatients } from '#shared/coverage/cases/spread-patients.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { OfferedPlan } from '#shared/protocol/case-plans.ts';
import { makeSpreadInput } from './spread-input.ts';

const now = Date.UTC(2026, 10, 23, 12);
const plan: OfferedPlan = {
  ...{ mode: 'helicopter', assets: ['asset/h1'], facility: 'facility/gao', seconds: 6_300, confidence: 'robust' },
  ...{ readings: {}, doubts: [], uncovers: [] },
  legs: [
    { name: 'alert', seconds: 900 },
    { name: 'out', seconds: 1_200 },
    { name: 'load', seconds: 600 },
    { name: 'back', seconds: 1_200 },
    { name: 'table', seconds: 1_500 },
    { name: 'handover', seconds: 900 },
  ],
};
const records = (facility: object, observedAt = now, asset: object = { litters: 4 }) =>
  new Map(
    Object.entries({
      'facility/gao': { key: 'facility/gao', kind: 'facility', observedAt, body: { level: '2', ...facility } },
      'asset/h1': { key: 'asset/h1', kind: 'asset', observedAt, body: asset },
    }),
  ) as unknown as Map<string, PictureRecord>;

describe('what many patients are spread over', () => {
  it('are the tables, beds and litters behind the plans, waiting for a table left out of the way there', () => {
    const { input, doubtful } = makeSpreadInput({ records: records({ tablesFree: 1, bedsFree: 12 }) }, [plan], {
      ...{ patients: { A: 1 }, now },
    });
    expect(input.shuttles).toEqual([
      { asset: 'asset/h1', facility: 'facility/gao', arrival: 4_800, again: 3_000, litters: 4 },
    ]);
    expect(input.intakes).toEqual([{ key: 'facility/gao', tables: 1, freeAt: 0, beds: 12, perDay: 4 }]);
    expect(doubtful).toEqual([]);
  });

  it('say where beds are unknown, wait for a table that is in use, and count unknown litters as one', () => {
    const tableFreeAt = now + 3_600_000;
    const busy = makeSpreadInput({ records: records({ tablesFree: 0, tableFreeAt }, now, {}) }, [plan], {
      ...{ patients: {}, now },
    });
    expect(busy.input.intakes[0]).toMatchObject({ freeAt: 3_600, beds: undefined });
    expect([busy.doubtful, busy.input.shuttles[0]!.litters]).toEqual([['facility/gao'], 1]);
    const lapsed = makeSpreadInput(
      { records: records({ tablesFree: 1, bedsFree: 12 }, now - 13 * 3_600_000) },
      [plan],
      { patients: {}, now },
    );
    expect(lapsed.doubtful).toEqual(['facility/gao']);
  });

  it('make sixty against one Level 2 an overload', () => {
    const { input } = makeSpreadInput({ records: records({ tablesFree: 1, bedsFree: 12 }) }, [plan], {
      ...{ patients: { A: 60 }, now },
    });
    expect(spreadPatients(input)).toMatchObject({ isOverloaded: true, recommendsDistribution: true, unplaced: 48 });
  });
});
