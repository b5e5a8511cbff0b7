import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { TrackTable } from '#shared/picture/track-table.ts';
import { unmarked } from '#shared/schema/marking.ts';
import type { TrackBody } from '#shared/schema/watch/track.ts';
import { fillTrackColumns, iconCode, makeTrackColumns, makeTrackLooks } from './track-columns.ts';

const minute = 60_000;

function makeTracks(bodies: Record<string, { body: Partial<TrackBody>; ageMs: number }>, now: number) {
  const table = new TrackTable();
  const records = Object.entries(bodies).map(([id, { body, ageMs }]): PictureRecord<'track'> => {
    const slot = table.add(id);
    table.observedAt[slot] = now - ageMs;
    table.longitudeE6[slot] = 1_000_000;
    table.latitudeE6[slot] = 16_000_000;
    table.course[slot] = 90;
    table.speed[slot] = 100;
    table.accuracy[slot] = 50;
    return {
      key: `track/${id}`,
      kind: 'track',
      id,
      source: 's',
      messageId: '',
      actor: 'test',
      observedAt: 0,
      knownAt: 0,
      sequence: 1,
      version: 1,
      marking: unmarked,
      body: { trackType: 'vehicle', intervalMs: minute, ...body },
    };
  });
  return { table, records };
}

const now = 1_000_000_000;
const none = new Set<string>();

describe('the columns of tracks', () => {
  it('count each state as drawn, and nothing live while frozen', () => {
    const { table, records } = makeTracks(
      {
        's/a': { body: {}, ageMs: 0 },
        's/b': { body: {}, ageMs: 2.5 * minute },
        's/c': { body: {}, ageMs: 4 * minute },
        's/d': { body: {}, ageMs: 9 * minute },
      },
      now,
    );
    const looks = makeTrackLooks(table, records, none, none);
    const columns = fillTrackColumns(makeTrackColumns(0), table, looks, now, false);
    expect(columns.counts).toEqual({ live: 1, late: 1, stale: 1, lost: 1 });
    expect(fillTrackColumns(columns, table, looks, now, true).counts).toEqual({ live: 0, late: 2, stale: 1, lost: 1 });
  });

  it('let the ring of what is not heard grow with its speed and age', () => {
    const { table, records } = makeTracks({ 's/a': { body: {}, ageMs: 4 * minute } }, now);
    const looks = makeTrackLooks(table, records, none, none);
    const columns = fillTrackColumns(makeTrackColumns(0), table, looks, now, false);
    expect(columns.reach[0]).toBe(50 + 10 * 240);
    expect(fillTrackColumns(columns, table, looks, now + minute, false).reach[0]).toBe(50 + 10 * 300);
    expect(fillTrackColumns(columns, table, looks, now + 25 * 60 * minute, false).reach[0]).toBe(0);
  });

  it('leave out what is switched off and what has no position yet', () => {
    const { table, records } = makeTracks(
      {
        's/a': { body: {}, ageMs: 0 },
        's/b': { body: { trackType: 'radar' }, ageMs: 0 },
        's/c': { body: {}, ageMs: 0 },
      },
      now,
    );
    table.observedAt[2] = 0;
    const looks = makeTrackLooks(table, records, none, new Set(['track.radar']));
    const columns = fillTrackColumns(makeTrackColumns(0), table, looks, now, false);
    expect(columns.count).toBe(1);
    expect(columns.slots[0]).toBe(0);
  });

  it('tell own forces, medical tracks and contacts apart', () => {
    const { table, records } = makeTracks(
      {
        's/a': { body: { trackType: 'helicopter' }, ageMs: 0 },
        's/b': { body: { trackType: 'radar' }, ageMs: 0 },
        's/c': { body: { trackType: 'uas', unit: 'uas-flight' }, ageMs: 0 },
        's/d': { body: { trackType: 'vehicle' }, ageMs: 0 },
      },
      now,
    );
    const looks = makeTrackLooks(table, records, new Set(['s/a']), none);
    expect([...looks.affiliation.slice(0, 4)]).toEqual([1, 2, 0, 0]);
    const columns = fillTrackColumns(makeTrackColumns(0), table, looks, now, false);
    expect(columns.icons[0]).toBe(iconCode(2, 1, 0));
  });
});
