import { describe, expect, it } from 'vitest';
import { makeFixBatch } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Live } from '../../store/live-context.ts';
import { sortTracks } from './sort-tracks.ts';

const now = 100_000_000_000;
const ages: Record<string, number> = { 'Lark 10': 5, 'Lark 2': 5, 'Egret 1': 150, Old: 200, Lost: 900, Ancient: 9_000 };

/** A picture of tracks that report every minute, each so many seconds ago. */
function liveOf(names: Record<string, number>, others: Partial<Record<'patrol' | 'asset', object[]>> = {}): Live {
  const picture = new Picture();
  Object.entries(names).forEach(([callSign, seconds], row) => {
    const batch = makeFixBatch(1);
    batch.count = 1;
    batch.observedAt[0] = now - seconds * 1_000;
    const descriptor = { source: 'trackers', trackId: `t${row}`, trackType: 'vehicle', callSign };
    const fix = { batch, row: 0, sequence: row + 1, recordedAt: now };
    picture.foldFix({ ...fix, descriptor: descriptor as never }, []);
  });
  const records = [...picture.records.values()];
  const recordsOf = (kind: string) => (kind === 'track' ? records : (others[kind as 'patrol'] ?? []));
  const store = { picture, recordsOf, isCurrent: true, lastBeat: undefined };
  const clock = { serverNow: () => now, isFrozen: () => false, profile: 'lan' };
  return { store, clock } as unknown as Live;
}
const namesOf = (live: Live, words = '') => {
  const { count, rowAt } = sortTracks(live, words);
  return Array.from({ length: count }, (_, row) => rowAt(row).name);
};

describe('the list of tracks', () => {
  it('has the worst heard first, and within a state goes by name, numbers by their value', () => {
    const live = liveOf(ages);
    expect(namesOf(live)).toEqual(['Ancient', 'Lost', 'Old', 'Egret 1', 'Lark 2', 'Lark 10']);
    expect(sortTracks(live, '').rowAt(1)).toMatchObject({ name: 'Lost', state: 3, ageMs: 900_000 });
  });

  it('puts rides of the past behind all others, and keeps there nothing that somebody waits for', () => {
    const days = (count: number) => count * 86_400;
    const names = { 'Lark 2': 5, Ride: days(400), Away: days(8), Mercy: days(8), Done: days(8), Recent: days(6) };
    const plan = (track: string) => ({ plan: { tracks: [`trackers/${track}`] } });
    const patrols = [
      { kind: 'patrol', id: 'p1', body: { status: 'under-way', ...plan('t2') } },
      { kind: 'patrol', id: 'p2', body: { status: 'completed', ...plan('t4') } },
    ];
    const assets = [{ kind: 'asset', id: 'a1', body: { track: 'trackers/t3' } }];
    const live = liveOf(names, { patrol: patrols, asset: assets });
    expect(namesOf(live)).toEqual(['Away', 'Mercy', 'Recent', 'Lark 2', 'Done', 'Ride']);
    expect(sortTracks(live, '').firstPast).toBe(4);
    expect(sortTracks(live, 'lark')).toMatchObject({ count: 1, firstPast: 1 });
  });

  it('keeps those whose name holds the words', () => {
    expect(namesOf(liveOf(ages), ' LARK ')).toEqual(['Lark 2', 'Lark 10']);
    expect(namesOf(liveOf(ages), 'xyz')).toEqual([]);
    expect(namesOf(liveOf({}))).toEqual([]);
  });
});
