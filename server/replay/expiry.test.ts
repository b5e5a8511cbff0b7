import { describe, expect, it } from 'vitest';
import { makeSingleFix } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import { Expiry } from './expiry.ts';

const start = Date.UTC(2026, 10, 12, 6);
const [secondMs, minuteMs, dayMs] = [1_000, 60_000, 86_400_000];
const marking = { classification: 'unclassified' as const, releasableTo: [], originator: 'mission' };

/** A picture whose moment is moved by hand; vehicles report each minute, radar contacts each five seconds. */
function setUp(options?: { concludesSources: boolean }) {
  const picture = new Picture();
  const expiry = new Expiry(picture, options);
  let folded: { changes: Change[]; slots: number[] } = { changes: [], slots: [] };
  const hear = (trackId: string, trackType: string, after: number) => {
    const [batch, observedAt] = [makeSingleFix({ observedAt: start + after, position: [1, 16] }), start + after];
    const descriptor = { source: 'feed', trackId, trackType, actor: 'feed', marking };
    const fix = { batch, row: 0, descriptor, sequence: 1, recordedAt: observedAt };
    folded.slots.push(picture.foldFix(fix, folded.changes));
  };
  const put = (record: PictureRecord) => folded.changes.push(picture.put(record));
  const remove = (key: string) => folded.changes.push(picture.remove(key)!);
  const conclude = (after: number, { truth = 'happened' as const, inPassing = false } = {}) => {
    const told = expiry.conclude(truth, start + after, folded, inPassing);
    folded = { changes: [], slots: [] };
    const changes = told.changes.map((each) => (each.kind === 'put' ? `put ${each.record.key}` : `remove ${each.key}`));
    return { ...told, changes, told: told.changes };
  };
  const known = (after: number) => conclude(after, { truth: 'known' as 'happened' });
  const freshness = (trackId: string) => picture.tracks.freshness[picture.tracks.find(`feed/${trackId}`)!];
  const status = () => (picture.records.get('source/feed') as PictureRecord<'source'>).body.status;
  return { picture, expiry, hear, put, remove, conclude, known, freshness, status };
}

const common = { source: 'feed', messageId: 'm', actor: 'desk', knownAt: start, sequence: 1, version: 1, marking };

function patrol(status: string): PictureRecord {
  const body = { patrolId: 'p', status, entries: [] };
  return {
    ...common,
    ...{ key: 'patrol/p', kind: 'patrol', id: 'p', observedAt: start, body },
  } as unknown as PictureRecord;
}

function source(intervalSeconds?: number): PictureRecord {
  const body = {
    sourceId: 'feed',
    name: 'Feed',
    status: 'connected',
    ...(intervalSeconds ? { intervalSeconds } : {}),
  };
  return {
    ...common,
    ...{ key: 'source/feed', kind: 'source', id: 'feed', observedAt: start, body },
  } as unknown as PictureRecord;
}

describe('what time makes of a track, as happened', () => {
  it('is late, stale and lost by the age that its interval deserves', () => {
    const { hear, conclude, freshness } = setUp();
    hear('car', 'vehicle', 0);
    const after = [0, 120_000, 120_001, 179_999, 180_000, 359_999, 360_000];
    expect(after.map((ms) => [conclude(ms), freshness('car')][1])).toEqual([0, 0, 1, 1, 2, 2, 3]);
  });

  it('is undone when time goes back, and told only when it changes', () => {
    const { hear, conclude, freshness } = setUp();
    hear('car', 'vehicle', 0);
    conclude(0);
    expect(conclude(200_000).slots).toEqual([0]);
    expect(conclude(210_000).slots).toEqual([]);
    expect([conclude(1_000).slots, freshness('car')]).toEqual([[0], 0]);
  });

  it('takes a radar contact away when it is lost for more than ten minutes, and no other track', () => {
    const { hear, conclude, expiry, picture } = setUp();
    hear('dot', 'radar', 0);
    hear('car', 'vehicle', 0);
    conclude(0);
    expect(conclude(10 * minuteMs).changes).toEqual([]);
    const left = conclude(10 * minuteMs + 1);
    expect([left.changes, left.told[0]!.slot]).toEqual([['remove track/feed/dot'], 0]);
    expect([...expiry.gone]).toEqual(['track/feed/dot']);
    expect(conclude(11 * minuteMs).changes).toEqual([]);
    expect(picture.records.has('track/feed/dot')).toBe(true);
  });

  it('brings the contact back when it is heard again, and when time goes back', () => {
    const { hear, conclude, expiry } = setUp();
    hear('dot', 'radar', 0);
    conclude(20 * minuteMs);
    hear('dot', 'radar', 21 * minuteMs);
    const back = conclude(21 * minuteMs);
    expect([back.changes, back.told[0]!.slot, expiry.gone.size]).toEqual([['put track/feed/dot'], 0, 0]);
    conclude(40 * minuteMs);
    expect(conclude(22 * minuteMs).changes).toEqual(['put track/feed/dot']);
  });

  it('hides what is said of something that is gone, and forgets it when it leaves for good', () => {
    const { hear, conclude, expiry, put, remove, picture } = setUp();
    hear('dot', 'radar', 0);
    conclude(20 * minuteMs);
    put(picture.records.get('track/feed/dot')!);
    expect(conclude(20 * minuteMs + secondMs).changes).toEqual([]);
    remove('track/feed/dot');
    expect([conclude(20 * minuteMs + secondMs).changes, expiry.gone.size]).toEqual([[], 0]);
  });
});

describe('what time makes of a patrol, as happened', () => {
  it('takes it away a day after it closed, and brings it back when time goes back', () => {
    const { put, conclude } = setUp();
    put(patrol('completed'));
    expect(conclude(dayMs).changes).toEqual(['put patrol/p']);
    expect(conclude(dayMs + 1).changes).toEqual(['remove patrol/p']);
    expect(conclude(dayMs).changes).toEqual(['put patrol/p']);
  });

  it('keeps one that is under way, however long nobody heard of it', () => {
    const { put, conclude, expiry } = setUp();
    put(patrol('active'));
    conclude(0);
    expect([conclude(30 * dayMs).changes, expiry.gone.size]).toEqual([[], 0]);
  });

  it('does not look for one that left the record', () => {
    const { put, remove, conclude, expiry } = setUp();
    put(patrol('aborted'));
    conclude(0);
    remove('patrol/p');
    expect(conclude(2 * dayMs).changes).toEqual(['remove patrol/p']);
    expect(expiry.gone.size).toBe(0);
  });
});

describe('what time makes of a source, as happened', () => {
  it('is silent from three of its intervals on, and connected again when it is heard', () => {
    const { put, hear, conclude, status } = setUp();
    put(source(10));
    hear('car', 'vehicle', 0);
    conclude(29_999);
    expect(status()).toBe('connected');
    expect(conclude(30_000).changes).toEqual(['put source/feed']);
    expect([status(), conclude(31_000).changes]).toEqual(['silent', []]);
    hear('car', 'vehicle', 32_000);
    expect([conclude(32_000).changes, status()]).toEqual([['put source/feed'], 'connected']);
  });

  it('counts as heard through a contact that has left, and is as it said itself before it was heard of', () => {
    const { put, remove, hear, conclude, expiry, status } = setUp();
    put(source(10));
    expiry.heardBefore = new Map([['feed', start]]);
    expect([conclude(60_000).changes, status()]).toEqual([['put source/feed', 'put source/feed'], 'silent']);
    expiry.heardBefore = new Map();
    expect([conclude(-1).changes, status()]).toEqual([['put source/feed'], 'connected']);
    hear('car', 'vehicle', 0);
    conclude(60_000);
    remove('track/feed/car');
    expect([conclude(-1).changes, status()]).toEqual([['remove track/feed/car', 'put source/feed'], 'connected']);
  });

  it('concludes nothing of one that does not say how often it reports, nor within an excerpt', () => {
    for (const [record, concludesSources] of [
      [source(), true],
      [source(10), false],
    ] as const) {
      const { put, hear, conclude, status } = setUp({ concludesSources });
      put(record);
      hear('car', 'vehicle', 0);
      conclude(dayMs);
      expect(status()).toBe('connected');
    }
  });
});

describe('nothing is concluded', () => {
  it('in passing: it is told what was folded, and the rest at the next stop', () => {
    const { hear, put, conclude, freshness, expiry } = setUp();
    hear('dot', 'radar', 0);
    put(patrol('completed'));
    const passing = conclude(2 * dayMs, { inPassing: true });
    expect(passing.changes).toEqual(['put track/feed/dot', 'put patrol/p']);
    expect([freshness('dot'), expiry.gone.size]).toEqual([0, 0]);
    expect(conclude(2 * dayMs).changes).toEqual(['remove track/feed/dot', 'remove patrol/p']);
    expect(freshness('dot')).toBe(3);
  });

  it('as known, where the server concluded by itself: what had expired is told to be there', () => {
    const { hear, put, conclude, known, freshness, expiry } = setUp();
    hear('dot', 'radar', 0);
    put(patrol('completed'));
    conclude(2 * dayMs);
    const left = known(2 * dayMs);
    expect([left.changes, left.told[0]!.slot]).toEqual([['put track/feed/dot', 'put patrol/p'], 0]);
    expect([expiry.gone.size, known(3 * dayMs).changes]).toEqual([0, []]);
    hear('car', 'vehicle', 0);
    known(dayMs);
    expect(freshness('car')).toBe(0);
  });
});
