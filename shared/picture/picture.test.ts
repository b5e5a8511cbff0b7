import { describe, expect, it } from 'vitest';
import { unmarked } from '../schema/marking.ts';
import type { FactEvent } from '../schema/report.ts';
import { makeFixBatch, type TrackDescriptor } from './fix-batch.ts';
import { Picture } from './picture.ts';
import type { Change, PictureRecord } from './record.ts';

const at = 1_790_000_000_000;
const secret = { ...unmarked, classification: 'confidential' as const };

/** A picture, and one beside it that only hears of the changes. */
class Pair {
  readonly folded = new Picture();
  readonly applied = new Picture();
  #sequence = 0;

  fix(trackId: string, second: number, described: Partial<TrackDescriptor> = {}): number {
    const batch = makeFixBatch(1);
    batch.count = 1;
    batch.observedAt[0] = at + second * 1_000;
    batch.longitudeE7[0] = second * 10;
    const descriptor: TrackDescriptor = { source: 's', trackId, actor: 'a', marking: unmarked, ...described };
    const changes: Change[] = [];
    const slot = this.folded.foldFix(
      { batch, row: 0, descriptor, sequence: ++this.#sequence, recordedAt: at + 3_600_000 },
      changes,
    );
    this.#apply(changes);
    return slot;
  }

  fact(kind: string, entity: string, body: object, parts: object = {}): Change[] {
    const sequence = ++this.#sequence;
    const shared = {
      source: 's',
      messageId: `m${sequence}`,
      actor: 'a',
      observedAt: at + sequence,
      recordedAt: at,
      marking: unmarked,
    };
    const changes = this.folded.foldFact({ ...shared, kind, entity, body, sequence, ...parts } as unknown as FactEvent);
    this.#apply(changes);
    return changes;
  }

  #apply(changes: readonly Change[]): void {
    for (const change of changes) this.applied.apply(JSON.parse(JSON.stringify(change)) as Change);
  }

  track(trackId: string): PictureRecord<'track'> {
    return this.folded.records.get(`track/s/${trackId}`) as PictureRecord<'track'>;
  }

  /** The other picture with the positions of this one. */
  appliedHash(): string {
    for (const [slot, name] of this.folded.tracks.names.entries())
      if (name) this.applied.tracks.copyRow(this.folded.tracks, slot, this.applied.tracks.find(name)!);
    return this.applied.hash();
  }
}

describe('the picture', () => {
  it('moves a track by newer fixes only, and never back', () => {
    const { folded } = new Pair();
    const pair = new Pair();
    expect(pair.fix('t', 10)).toBe(0);
    expect(pair.fix('t', 5)).toBe(-1);
    expect(pair.fix('t', 11)).toBe(0);
    expect(pair.folded.tracks.observedAt[0]).toBe(at + 11_000);
    expect(folded.hash()).not.toBe(pair.folded.hash());
  });

  it('describes a track by what its newest fix says of it, whatever was said before', () => {
    const [long, short] = [new Pair(), new Pair()];
    for (const callSign of ['LION 1', 'LION 2', 'LION 1']) long.fix('t', 1, { callSign, unit: 'air' });
    long.fix('t', 2, { callSign: 'LION 2', trackType: 'helicopter' });
    short.fix('t', 2, { callSign: 'LION 2', trackType: 'helicopter' });
    expect(long.track('t')).toEqual(short.track('t'));
    expect(long.track('t').body).toEqual({ callSign: 'LION 2', trackType: 'helicopter', intervalMs: 10_000 });
  });

  it('does not carry what was said under one marking into another', () => {
    const pair = new Pair();
    pair.fix('t', 1, { callSign: 'SECRET', unit: 'special', marking: secret });
    pair.fix('t', 2);
    expect(JSON.stringify(pair.track('t'))).not.toMatch(/SECRET|special/);
    expect(pair.track('t').marking).toEqual(unmarked);
  });

  it('tells markings apart that only look alike', () => {
    const pair = new Pair();
    pair.fix('t', 1, { marking: { ...unmarked, releasableTo: ['a', 'b'] } });
    pair.fix('t', 2, { marking: { ...unmarked, releasableTo: ['a,b'] } });
    expect(pair.track('t')).toMatchObject({ marking: { releasableTo: ['a,b'] } });
  });

  it('takes a conclusion about freshness only for the position it was drawn from', () => {
    const pair = new Pair();
    pair.fix('t', 1);
    const conclude = (second: number) =>
      pair.fact('freshness', 's/t', { track: 's/t', state: 'stale', lastObservedAt: at + second * 1_000 });
    conclude(0);
    expect(pair.folded.tracks.freshness[0]).toBe(0);
    expect(conclude(1)).toEqual([]);
    expect(pair.folded.tracks.freshness[0]).toBe(2);
    pair.fix('t', 2);
    expect(pair.folded.tracks.freshness[0]).toBe(0);
  });

  it('retires what was silent, but not what was heard meanwhile', () => {
    const pair = new Pair();
    pair.fix('t', 5, { trackType: 'radar' });
    const retire = (second: number) =>
      pair.fact('retire', 'track/s/t', { key: 'track/s/t', reason: 'lost', lastObservedAt: at + second * 1_000 });
    expect(retire(4)).toEqual([]);
    expect(retire(5)).toEqual([{ kind: 'remove', key: 'track/s/t', slot: 0 }]);
    expect([pair.folded.tracks.size, pair.folded.records.size]).toEqual([0, 0]);
    expect(pair.appliedHash()).toBe(pair.folded.hash());
  });

  it('ages the tracks of a source by the interval that it states, and only ever faster than their type', () => {
    const pair = new Pair();
    pair.fix('car', 1, { trackType: 'vehicle' });
    pair.fix('drone', 1, { trackType: 'uas' });
    const state = (intervalSeconds: number) =>
      pair.fact('source', 's', { sourceId: 's', name: 'S', status: 'connected', intervalSeconds });
    expect(state(5)).toHaveLength(2);
    expect([pair.track('car').body.intervalMs, pair.track('drone').body.intervalMs]).toEqual([5_000, 2_000]);
    pair.fix('late', 1, { trackType: 'vehicle' });
    expect(pair.track('late').body.intervalMs).toBe(5_000);
    state(600);
    expect(pair.track('car').body.intervalMs).toBe(60_000);
    expect(pair.appliedHash()).toBe(pair.folded.hash());
  });

  it('is the same to whoever applies its changes', () => {
    const pair = new Pair();
    for (let step = 0; step < 60; step++) {
      pair.fix(`t${step % 7}`, step, step % 5 ? {} : { callSign: `C${step}` });
      if (step % 3 === 0) pair.fact('site', `s${step % 4}`, { siteId: 's', name: `N${step}` });
      if (step % 11 === 0)
        pair.fact('retire', 'x', { key: `track/s/t${step % 7}`, reason: 'lost', lastObservedAt: at * 2 });
      if (step % 13 === 0)
        pair.fact('retire', 'x', { key: `site/s${step % 4}`, reason: 'closed', lastObservedAt: at * 2 });
    }
    expect(pair.folded.records.size).toBeGreaterThan(5);
    expect(pair.appliedHash()).toBe(pair.folded.hash());
  });

  it('has one hash for the same records in any order, and another after any change', () => {
    const site = (id: string, name: string): PictureRecord =>
      ({ key: `site/${id}`, kind: 'site', id, body: { name } }) as unknown as PictureRecord;
    const [one, other] = [new Picture(), new Picture()];
    for (const id of ['a', 'b', 'c']) one.put(site(id, 'N'));
    for (const id of ['c', 'x', 'a', 'b']) other.put(site(id, 'N'));
    other.remove('site/x');
    expect(other.hash()).toBe(one.hash());
    other.put(site('a', 'M'));
    expect(other.hash()).not.toBe(one.hash());
    other.put(site('a', 'N'));
    expect(other.hash()).toBe(one.hash());
    expect(other.remove('site/none')).toBeUndefined();
    other.clear();
    expect(other.hash()).toBe(new Picture().hash());
  });

  it('never believes a clock that is ahead: a fix is as old as the moment it was recorded, and none is lost', () => {
    const pair = new Pair();
    for (const second of [3_660, 3_661, 3_662]) expect(pair.fix('fast', second)).toBe(0);
    expect(pair.folded.tracks.observedAt[0]).toBe(at + 3_600_000);
    expect(pair.folded.tracks.longitudeE6[0]).toBe(3_662);
  });
});
