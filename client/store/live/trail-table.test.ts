import { describe, expect, it } from 'vitest';
import { TrackTable } from '#shared/picture/track-table.ts';
import { TrailTable, trailLength } from './trail-table.ts';

const minuteMs = 60_000;
const start = Date.UTC(2026, 10, 12, 6, 0);

function makeTrack() {
  const table = new TrackTable();
  const slot = table.add('trackers/GAO-07');
  const trails = new TrailTable();
  return {
    table,
    slot,
    trails,
    fix: (minutes: number, place: number, stepMs = 0) => {
      table.observedAt[slot] = start + minutes * minuteMs;
      table.longitudeE6[slot] = place;
      trails.note(table, slot, stepMs);
    },
    pieces: (since = 0) => {
      const found: string[] = [];
      trails.eachPiece(table, slot, since, (fromX, _fromY, toX) => {
        if (fromX !== toX) found.push(`${fromX}-${toX}`);
      });
      return found;
    },
  };
}

describe('the trail of a track', () => {
  it('joins its places in order and ends where it is now', () => {
    const { fix, pieces } = makeTrack();
    for (const minute of [0, 1, 2]) fix(minute, minute * 10);
    fix(2.2, 23, minuteMs);
    expect(pieces()).toEqual(['0-10', '10-20', '20-23']);
  });

  it('is broken where the track was not heard for as long as makes it stale', () => {
    const { fix, pieces } = makeTrack();
    fix(0, 0);
    fix(1, 10);
    fix(4, 40);
    fix(7.1, 71);
    fix(8, 80);
    expect(pieces()).toEqual(['0-10', '10-40', '71-80']);
  });

  it('begins at the time asked for', () => {
    const { fix, pieces } = makeTrack();
    for (const minute of [0, 1, 2, 3]) fix(minute, minute * 10);
    expect(pieces(start + 2 * minuteMs)).toEqual(['20-30']);
  });

  it('keeps no more places than it has room for, the newest', () => {
    const { fix, pieces } = makeTrack();
    for (let minute = 0; minute < 3 * trailLength; minute++) fix(minute, minute);
    expect(pieces()).toHaveLength(trailLength - 1);
    expect(pieces().at(-1)).toBe(`${3 * trailLength - 2}-${3 * trailLength - 1}`);
  });

  it('does not pass to another track that takes the same row, nor is anything drawn of a fix that was never seen', () => {
    const { table, slot, trails, fix, pieces } = makeTrack();
    fix(0, 0);
    fix(1, 10);
    table.remove(slot);
    expect(table.add('trackers/KID-02')).toBe(slot);
    table.observedAt[slot] = start + 2 * minuteMs;
    expect(pieces()).toEqual([]);
    trails.note(table, slot, 0);
    expect(pieces()).toEqual([]);
  });

  it('ignores a fix that is older than the last', () => {
    const { fix, pieces } = makeTrack();
    fix(1, 10);
    fix(2, 20);
    fix(0, 5);
    fix(3, 30);
    expect(pieces()).toEqual(['10-20', '20-30']);
  });
});
