import { describe, expect, it } from 'vitest';
import { makeSingleFix } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Change } from '#shared/picture/record.ts';
import { type FixesAhead, ShownTracks } from './shown-tracks.ts';

const at = Date.UTC(2026, 10, 12, 6);
const marking = { classification: 'unclassified' as const, releasableTo: [], originator: 'mission' };
type Next = { name: string; after: number; longitude: number; latitude?: number };

/** A vehicle reports once a minute: its gap limit is three minutes. */
function setUp() {
  const picture = new Picture();
  const shown = new ShownTracks(picture);
  const tell = (changes: Change[], slots: number[]) => shown.follow({ changes, slots });
  const fold = (name: string, after: number, longitude: number, latitude = 16) => {
    const changes: Change[] = [];
    const descriptor = { source: 'feed', trackId: name, trackType: 'vehicle', actor: 'feed', marking };
    const batch = makeSingleFix({ observedAt: at + after, position: [longitude, latitude] });
    const slot = picture.foldFix({ batch, row: 0, descriptor, sequence: 1, recordedAt: at + after }, changes);
    tell(changes, [slot]);
    return slot;
  };
  const slotOf = (name: string) => picture.tracks.find(`feed/${name}`)!;
  const ahead =
    (...nexts: Next[]): FixesAhead =>
    (take) => {
      for (const { name, after, longitude, latitude = 16 } of nexts)
        if (!take(slotOf(name), at + after, Math.round(longitude * 1e6), Math.round(latitude * 1e6))) return;
    };
  const place = (after: number, ...nexts: Next[]) => shown.place(at + after, ahead(...nexts));
  const where = (name: string) => shown.tracks.longitudeE6[slotOf(name)]! / 1e6;
  const leave = (name: string) => tell([picture.remove(`track/feed/${name}`)!], []);
  return { picture, shown, fold, place, where, slotOf, leave, tell };
}

describe('a track of a replay', () => {
  it('is drawn on the line between two fixes, by how much of the time between them has passed', () => {
    const { fold, place, where, shown, picture, slotOf } = setUp();
    const slot = fold('a', 0, 1, 16);
    const next = { name: 'a', after: 60_000, longitude: 2, latitude: 17 };
    expect([15_000, 30_000, 45_000].map((after) => [place(after, next), where('a')])).toEqual([
      [[slot], 1.25],
      [[slot], 1.5],
      [[slot], 1.75],
    ]);
    expect(shown.tracks.latitudeE6[slot]).toBe(16_750_000);
    expect(picture.tracks.longitudeE6[slotOf('a')]).toBe(1_000_000);
  });

  it('is exactly at a fix at the time of that fix', () => {
    const { fold, place, where } = setUp();
    fold('a', 0, 1.234567);
    place(0, { name: 'a', after: 60_000, longitude: 7.654321 });
    expect(where('a')).toBe(1.234567);
    place(60_000, { name: 'a', after: 60_000, longitude: 7.654321 });
    expect(where('a')).toBe(7.654321);
    fold('a', 60_000, 7.654321);
    expect(where('a')).toBe(7.654321);
  });

  it('goes to its next fix and not to one behind that', () => {
    const { fold, place, where } = setUp();
    fold('a', 0, 1);
    place(30_000, { name: 'a', after: 60_000, longitude: 2 }, { name: 'a', after: 90_000, longitude: 9 });
    expect(where('a')).toBe(1.5);
  });

  it('moves across a gap of exactly the limit, and stays where it was heard across one millisecond more', () => {
    const { fold, place, where } = setUp();
    fold('a', 0, 1);
    fold('b', 0, 1);
    const moved = place(
      90_000,
      { name: 'a', after: 180_000, longitude: 2 },
      { name: 'b', after: 180_001, longitude: 2 },
    );
    expect(moved).toHaveLength(1);
    expect([where('a'), where('b')]).toEqual([1.5, 1]);
    place(179_000, { name: 'b', after: 180_001, longitude: 2 });
    expect(where('b')).toBe(1);
  });

  it('does not go to a fix that is no newer than the one it has', () => {
    const { fold, place, where } = setUp();
    fold('a', 10_000, 1);
    expect(place(20_000, { name: 'a', after: 10_000, longitude: 5 })).toEqual([]);
    expect(where('a')).toBe(1);
  });

  it('is set right, and told to be, when nothing is ahead any more: the other truth, or another moment', () => {
    const { fold, place, where } = setUp();
    const slot = fold('a', 0, 1);
    place(30_000, { name: 'a', after: 60_000, longitude: 2 });
    expect(where('a')).toBe(1.5);
    expect(place(30_000)).toEqual([slot]);
    expect(where('a')).toBe(1);
    expect(place(30_000)).toEqual([]);
  });

  it('asks for no more than it needs: not beyond ten minutes, nor when every track has its next fix', () => {
    const { fold, shown, slotOf } = setUp();
    fold('a', 0, 1);
    const answers: boolean[] = [];
    shown.place(at, (take) => answers.push(take(slotOf('a'), at + 600_001, 2e6, 16e6)));
    shown.place(at, (take) => answers.push(take(slotOf('a'), at + 60_000, 2e6, 16e6)));
    expect(answers).toEqual([false, false]);
    expect(shown.tracks.longitudeE6[slotOf('a')]).toBe(1_000_000);
    fold('b', 0, 3);
    shown.place(at, (take) => answers.push(take(slotOf('a'), at + 60_000, 2e6, 16e6)));
    expect(answers.at(-1)).toBe(true);
  });

  it('leaves nothing behind for another track in its slot', () => {
    const { fold, place, where, leave, shown } = setUp();
    const slot = fold('a', 0, 1);
    place(30_000, { name: 'a', after: 60_000, longitude: 2 });
    leave('a');
    expect([shown.tracks.size, shown.tracks.names[slot]]).toEqual([0, '']);
    expect(place(31_000)).toEqual([]);
    expect(fold('b', 31_000, 5)).toBe(slot);
    expect([where('b'), shown.tracks.names[slot], shown.tracks.size]).toEqual([5, 'feed/b', 1]);
    place(40_000, { name: 'b', after: 49_000, longitude: 6 });
    expect(where('b')).toBe(5.5);
  });

  it('leaves nothing behind either when both happen in one update', () => {
    const { fold, place, where, picture, tell, shown } = setUp();
    const slot = fold('a', 0, 1);
    place(30_000, { name: 'a', after: 60_000, longitude: 2 });
    const removed = picture.remove('track/feed/a')!;
    const changes: Change[] = [removed];
    const descriptor = { source: 'feed', trackId: 'b', trackType: 'vehicle', actor: 'feed', marking };
    const batch = makeSingleFix({ observedAt: at + 31_000, position: [5, 16] });
    picture.foldFix({ batch, row: 0, descriptor, sequence: 2, recordedAt: at + 31_000 }, changes);
    tell(changes, [slot]);
    expect([where('b'), shown.tracks.names[slot], shown.tracks.find('feed/a')]).toEqual([5, 'feed/b', undefined]);
    place(32_000);
    expect(where('b')).toBe(5);
  });
});
