import { describe, expect, it } from 'vitest';
import { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import { TrackTable } from '#shared/picture/track-table.ts';
import type { Hello, ReplayStatus } from '#shared/protocol/downstream.ts';
import { FrameEncoder } from '#shared/protocol/position-frame.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { LiveStore } from './live-store.ts';

function trackRecord(id: string): PictureRecord<'track'> {
  return {
    key: `track/${id}`,
    kind: 'track',
    id,
    source: 'trackers',
    messageId: '',
    actor: 'test',
    observedAt: 1_000,
    knownAt: 1_000,
    sequence: 1,
    version: 1,
    marking: unmarked,
    body: { trackType: 'vehicle', intervalMs: 60_000 },
  };
}

function siteChange(id: string, version = 1): Change {
  return {
    kind: 'put',
    record: {
      ...trackRecord(id),
      key: `site/${id}`,
      kind: 'site',
      version,
      body: { siteId: id, name: id, type: 'camp', position: [0, 16], status: 'open' },
    },
  };
}

/** A server with one moving track, by hand. */
function makeServer() {
  const picture = new Picture();
  const sent = new TrackTable();
  const encoder = new FrameEncoder();
  picture.put(trackRecord('trackers/one'), 0);
  sent.add('trackers/one', 0);
  let frame = 1;
  const encode = (base: number, isAbsolute: boolean, facts: number) =>
    encoder.encode({ frame, base, isAbsolute, facts, serverTime: 9_000 }, [0], 1, picture.tracks, (slot) => slot, sent);
  return {
    picture,
    absolute: (facts = 0) => encode(0, true, facts),
    move: (longitudeE6: number, facts = 0) => {
      picture.tracks.longitudeE6[0] = longitudeE6;
      picture.tracks.observedAt[0]! += 1_000;
      frame++;
      return encode(frame - 1, false, facts);
    },
    changes: (): Change[] => [{ kind: 'put', record: trackRecord('trackers/one'), slot: 0 }],
    beat: (facts: number, hash = picture.hash()) => ({
      serverTime: 9_000,
      cursor: 'here',
      recording: true,
      exercise: true,
      hidden: 0,
      behindMs: 0,
      check: { facts, frame, hash },
    }),
  };
}

const hello = (mode: Hello['mode'], facts = 0, frame = 0): Hello => ({
  protocol: protocolVersion,
  epoch: 'e',
  mode,
  serverTime: 9_000,
  records: 1,
  history: 0,
  facts,
  frame,
  profile: 'lan',
});

function loadedStore(server = makeServer(), facts = 0) {
  const store = new LiveStore();
  store.hello(hello('snapshot', facts));
  store.snapshot({ part: 1, last: true, changes: server.changes() });
  store.frame(server.absolute(facts));
  return { store, server };
}

describe('the live store', () => {
  it('shows nothing until the snapshot is whole, then the same picture as the server', () => {
    const server = makeServer();
    const store = new LiveStore();
    store.hello(hello('snapshot'));
    store.snapshot({ part: 1, last: true, changes: server.changes() });
    expect(store.picture.records.size).toBe(0);
    expect(store.phase).toBe('loading');
    store.frame(server.absolute());
    expect(store.phase).toBe('current');
    expect(store.picture.hash()).toBe(server.picture.hash());
    expect(store.recordsOf('track')).toHaveLength(1);
  });

  it('applies relative frames that stand on what it holds, and asks afresh on any other', () => {
    const { store, server } = loadedStore();
    expect(store.frame(server.move(2_000)).refusal).toBeUndefined();
    expect(store.picture.hash()).toBe(server.picture.hash());
    server.move(3_000);
    expect(store.frame(server.move(4_000)).refusal).toBe('gap');
    expect(store.counters.gaps).toBe(1);
    expect(store.isCurrent).toBe(false);
  });

  it('refuses a frame that presumes facts it has not got, and one it cannot read', () => {
    const one = loadedStore();
    expect(one.store.frame(one.server.move(2_000, 5)).refusal).toBe('gap');
    const other = loadedStore();
    expect(other.store.frame(new Uint8Array([9, 9])).refusal).toBe('malformed');
  });

  it('takes the past behind the snapshot, and leaves what came later as a fact', () => {
    const { store } = loadedStore();
    store.missingHistory = 3;
    store.facts({ first: 0, changes: [siteChange('a')] });
    const newer = store.picture.records.get('site/a');
    expect(store.history({ part: 2, last: false, records: 2 }, [siteChange('a'), siteChange('b')])).toBeUndefined();
    expect(store.picture.records.get('site/a')).toBe(newer);
    expect(store.recordsOf('site').map((record) => record.id)).toEqual(['a', 'b']);
    expect([store.missingHistory, store.held.parts]).toEqual([1, 2]);
    expect(store.history({ part: 4, last: true, records: 1 }, [])).toBe('gap');
  });

  it('takes facts in order without a gap', () => {
    const { store } = loadedStore(makeServer(), 7);
    expect(store.facts({ first: 7, changes: [siteChange('a'), siteChange('b')] })).toBeUndefined();
    expect(store.held.facts).toBe(9);
    expect(store.recordsOf('site').map((record) => record.id)).toEqual(['a', 'b']);
    expect(store.facts({ first: 10, changes: [siteChange('c')] })).toBe('gap');
  });

  it('skips facts that come again after a resume, and only then', () => {
    const { store } = loadedStore();
    store.facts({ first: 0, changes: [siteChange('a', 1)] });
    store.facts({ first: 1, changes: [siteChange('a', 2)] });
    store.hello(hello('resume', 1, 1));
    expect(store.facts({ first: 1, changes: [siteChange('a', 9), siteChange('b')] })).toBeUndefined();
    expect(store.held.facts).toBe(3);
    expect(store.recordsOf('site').find((record) => record.id === 'a')?.version).toBe(2);
    const other = loadedStore().store;
    other.facts({ first: 0, changes: [siteChange('a')] });
    expect(other.facts({ first: 0, changes: [siteChange('a')] })).toBe('gap');
  });

  it('compares hashes only where both stand at the same place, and distrusts itself on a difference', () => {
    const { store, server } = loadedStore();
    expect(store.beat(server.beat(0))).toBeUndefined();
    expect(store.beat(server.beat(4, 'wrong'))).toBeUndefined();
    expect(store.beat(server.beat(0, 'wrong'))).toBe('hash');
    expect(store.counters.hashMismatches).toBe(1);
    expect(store.isCurrent).toBe(false);
    expect(store.cursor).toBeUndefined();
  });

  it('keeps the old picture until the new one is complete, then swaps in one step', () => {
    const { store, server } = loadedStore();
    store.facts({ first: 0, changes: [siteChange('old')] });
    const before = store.picture;
    store.resync();
    store.hello(hello('snapshot', 20));
    expect(store.facts({ first: 20, changes: [siteChange('new')] })).toBeUndefined();
    store.snapshot({ part: 1, last: true, changes: server.changes() });
    expect(store.picture).toBe(before);
    expect(store.recordsOf('site').map((record) => record.id)).toEqual(['old']);
    expect(store.phase).toBe('replacing');
    store.frame(server.absolute(21));
    expect(store.phase).toBe('current');
    expect(store.recordsOf('site').map((record) => record.id)).toEqual(['new']);
  });

  it('applies nothing more while it waits for a fresh picture', () => {
    const { store, server } = loadedStore();
    store.facts({ first: 9, changes: [] });
    const { hash } = { hash: store.picture.hash() };
    store.frame(server.move(5_000));
    expect(store.facts({ first: 0, changes: [siteChange('a')] })).toBeUndefined();
    expect(store.picture.hash()).toBe(hash);
  });

  it('changes the array of a kind only when that kind changed', () => {
    const { store, server } = loadedStore();
    store.facts({ first: 0, changes: [siteChange('a')] });
    const sites = store.recordsOf('site');
    store.frame(server.move(2_000, 1));
    expect(store.recordsOf('site')).toBe(sites);
    store.facts({ first: 1, changes: [{ kind: 'remove', key: 'site/a' }] });
    expect(store.recordsOf('site')).toEqual([]);
  });

  it('keeps why the server refused until it is let in', () => {
    const store = new LiveStore();
    store.refused({ name: 'overloaded' });
    store.setLink('waiting');
    expect(store.problem).toEqual({ name: 'overloaded' });
    store.setLink('connected');
    expect(store.problem).toBeUndefined();
  });

  it('keeps trails of a replay until it jumps or is seen by the other truth', () => {
    const { store, server } = loadedStore();
    const status = { truth: 'happened', at: 1, by: 1, speed: 1, isPlaying: false, state: 'here' } as const;
    const beat = (part: Partial<ReplayStatus>) => {
      const replay = { ...status, isSettled: true, jumps: 0, first: 0, last: 1, ...part };
      store.beat({ ...server.beat(0), replay });
      return store.trails;
    };
    const trails = beat({});
    expect(beat({ at: 2 })).toBe(trails);
    const other = beat({ truth: 'known' });
    expect(other).not.toBe(trails);
    expect(beat({ truth: 'known' })).toBe(other);
    expect(beat({ truth: 'known', jumps: 1 })).not.toBe(other);
  });
});
