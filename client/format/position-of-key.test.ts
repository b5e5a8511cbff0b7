import { describe, expect, it } from 'vitest';
import { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { unmarked } from '#shared/schema/marking.ts';
import type { PatrolBody } from '#shared/schema/watch/patrol.ts';
import { patrolOfTrack, positionOfKey } from './position-of-key.ts';

function patrol(id: string, status: PatrolBody['status'], startAt: number): PictureRecord<'patrol'> {
  return {
    ...{ key: `patrol/${id}`, kind: 'patrol', id, source: 'desk', messageId: id, actor: 'test' },
    ...{ observedAt: 0, knownAt: 0, sequence: 1, version: 1, marking: unmarked },
    body: {
      status,
      marks: [],
      plan: {
        ...{ callSign: id, mode: 'vehicle', tracks: ['s/one'], checkInMinutes: 60, startAt },
        route: [{ position: [1, 17] }],
      },
    },
  };
}

describe('the patrol of a track', () => {
  it('is the one under way, else the next planned, never a past one', () => {
    const past = patrol('past', 'completed', 1);
    const later = patrol('later', 'planned', 9);
    const next = patrol('next', 'planned', 5);
    const now = patrol('now', 'under-way', 3);
    expect(patrolOfTrack([past, later, next, now], 's/one')).toBe(now);
    expect(patrolOfTrack([past, later, next], 's/one')).toBe(next);
    expect(patrolOfTrack([past], 's/one')).toBeUndefined();
  });
});

describe('the place of a record', () => {
  it('is that of its tracker only while the patrol is out', () => {
    const picture = new Picture();
    const slot = picture.tracks.add('s/one');
    picture.tracks.observedAt[slot] = 1;
    picture.tracks.longitudeE6[slot] = 2_000_000;
    picture.tracks.latitudeE6[slot] = 18_000_000;
    picture.put(patrol('now', 'under-way', 3));
    picture.put(patrol('past', 'completed', 1));
    expect(positionOfKey(picture, 'patrol/now')).toEqual([2, 18]);
    expect(positionOfKey(picture, 'patrol/past')).toEqual([1, 17]);
    expect(positionOfKey(picture, 'patrol/none')).toBeUndefined();
  });
});
