import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '../../picture/record.ts';
import { unmarked } from '../../schema/marking.ts';
import { applyEdits } from './apply-edits.ts';
import { readSituation } from './read-situation.ts';
import type { Situation } from './situation.ts';

const now = Date.UTC(2026, 10, 12, 12);
const hourMs = 3_600_000;

function record<K extends 'asset' | 'facility'>(kind: K, id: string, body: PictureRecord<K>['body'], observedAt = now) {
  const envelope = { source: 's', messageId: id, actor: 'a', observedAt, knownAt: observedAt, sequence: 1, version: 1 };
  return { key: `${kind}/${id}`, kind, id, ...envelope, marking: unmarked, body } as PictureRecord<K>;
}

const situation: Situation = {
  now,
  assets: [
    record('asset', 'h1', {
      assetId: 'h1',
      name: 'H1',
      type: 'helicopter',
      track: 'air/h1',
      status: 'unserviceable',
      noticeMinutes: 30,
      medicalCrew: true,
    }),
  ],
  facilities: [
    record('facility', 'f1', {
      facilityId: 'f1',
      name: 'F1',
      level: '2',
      position: [0, 16],
      precision: 'exact',
      status: 'open',
      tablesFree: 1,
      landingSite: 'day-and-night',
    }),
  ],
  sites: [],
  roads: [],
  zones: [],
  conditions: undefined,
  parameters: undefined,
  fixes: new Map([
    ['air/h1', { position: [0, 16], observedAt: now - 9 * hourMs, intervalMs: 10_000, accuracyMetres: 0 }],
  ]),
};
const read = (supposed: Situation) => readSituation(supposed, [0, 16], 'planning');

describe('edits of a situation', () => {
  it('make a helicopter ready at a place and at a notice, without any doubt left', () => {
    expect(read(situation).members.helicopters).toEqual([]);
    const supposed = applyEdits(situation, [
      { kind: 'asset', key: 'asset/h1', set: { status: 'ready', noticeMinutes: 10 } },
      { kind: 'place', key: 'asset/h1', position: [1, 17] },
    ]);
    expect(read(supposed).members.helicopters).toMatchObject([{ position: [1, 17], notice: 600, doubts: [] }]);
  });

  it('leave it in doubt where it is only supposed to be ready, since nobody knows where it is', () => {
    const supposed = applyEdits(situation, [{ kind: 'asset', key: 'asset/h1', set: { status: 'ready' } }]);
    expect(read(supposed).members.helicopters).toMatchObject([{ doubts: ['stale-position'] }]);
  });

  it('close a road, make it night and wet, and move and close a facility', () => {
    const supposed = applyEdits(situation, [
      { kind: 'road', roadId: 'r1', state: 'closed' },
      { kind: 'light', light: 'night' },
      { kind: 'conditions', set: { season: 'wet', clearanceMinutes: 60 } },
      { kind: 'place', key: 'facility/f1', position: [2, 18] },
    ]);
    const { profile, isNight, members } = read(supposed);
    expect([...profile.closedRoads]).toEqual(['r1']);
    expect([isNight, profile.isWet, members.times.release]).toEqual([true, true, 3_600]);
    expect(members.facilities[0]!.position).toEqual([2, 18]);
    const closed = applyEdits(supposed, [{ kind: 'facility', key: 'facility/f1', set: { status: 'closed' } }]);
    expect(read(closed).members.facilities).toEqual([]);
  });

  it('change neither what they were given nor anything that is not there', () => {
    const copy = structuredClone(situation);
    const supposed = applyEdits(situation, [{ kind: 'place', key: 'asset/none', position: [1, 1] }]);
    expect(situation).toEqual(copy);
    expect(supposed).toEqual(situation);
  });
});
