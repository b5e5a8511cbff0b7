import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFixBatch, noAltitude, noValue, type TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Change } from '#shared/picture/record.ts';
import { applyFrame, readFrameHeader } from '#shared/protocol/position-frame.ts';
import { type Marking, unmarked } from '#shared/schema/marking.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { canSee, redact, type Viewer } from '../access/viewer.ts';
import { Audience } from './audience.ts';

const open: Viewer = { actor: 'o', clearance: 'unclassified', groups: [] };
const cleared: Viewer = { actor: 'c', clearance: 'confidential', groups: [] };
const secret: Marking = { ...unmarked, classification: 'confidential' };
const at = 1_790_000_000_000;

/** A live picture and the audiences that follow it, as the server wires them. */
class House {
  readonly live = new Picture();
  readonly audiences: Audience[] = [];
  #sequence = 0;
  #changes: Change[] = [];
  #slots: number[] = [];

  audience(viewer: Viewer): Audience {
    const audience = new Audience(`lan|rights#${this.audiences.length}`, viewer, 'lan', this.live);
    this.audiences.push(audience);
    return audience;
  }

  fix(trackId: string, second: number, marking = unmarked): this {
    const batch = makeFixBatch(1);
    Object.assign(batch, { count: 1 });
    batch.observedAt[0] = at + second * 1_000;
    batch.longitudeE7[0] = second * 12_340;
    batch.latitudeE7[0] = second * 7_770;
    for (const column of [batch.course, batch.speed, batch.accuracy]) column[0] = noValue;
    batch.altitude[0] = noAltitude;
    const descriptor: TrackDescriptor = { source: 's', trackId, actor: 'a', marking };
    const fix = { batch, row: 0, descriptor, sequence: ++this.#sequence, recordedAt: at };
    const slot = this.live.foldFix(fix, this.#changes);
    if (slot >= 0) this.#slots.push(slot);
    return this;
  }

  retire(trackId: string): this {
    const key = `track/s/${trackId}`;
    return this.fact({ kind: 'retire', entity: key, body: { key, reason: 'lost', lastObservedAt: at * 2 } });
  }

  site(siteId: string, name: string, marking = unmarked): this {
    const body = { siteId, name, type: 'camp', position: [1, 2], status: 'open' };
    return this.fact({ kind: 'site', entity: siteId, body, marking });
  }

  fact(parts: object): this {
    const sequence = ++this.#sequence;
    const shared = {
      source: 's',
      messageId: `m${sequence}`,
      actor: 'a',
      observedAt: at,
      recordedAt: at,
      marking: unmarked,
    };
    this.#changes.push(...this.live.foldFact({ ...shared, sequence, ...parts } as FactEvent));
    return this;
  }

  publish(): void {
    for (const audience of this.audiences) audience.publish({ changes: this.#changes, slots: this.#slots });
    this.#changes = [];
    this.#slots = [];
  }
}

/** The receiving end: applies facts from where it stands, then the frame. */
class Receiver {
  readonly picture = new Picture();
  facts = 0;
  frame = 0;
  readonly #audience: Audience;

  constructor(audience: Audience) {
    this.#audience = audience;
    for (const record of audience.picture.records.values()) {
      const slot = record.kind === 'track' ? audience.picture.tracks.find(record.id)! : undefined;
      this.picture.put(record, slot);
    }
    this.facts = audience.facts.next;
    this.catchUp();
  }

  takeFacts(): void {
    for (const change of this.#audience.facts.slice(this.facts, 1e6, 1e9)!.changes) this.picture.apply(change);
    this.facts = this.#audience.facts.next;
  }

  take(bytes: Uint8Array): void {
    const header = readFrameHeader(bytes);
    expect(header.facts).toBeLessThanOrEqual(this.facts);
    if (!header.isAbsolute) expect(header.base).toBe(this.frame);
    applyFrame(bytes, header, this.picture.tracks);
    this.frame = header.frame;
  }

  catchUp(): void {
    this.takeFacts();
    this.take(this.#audience.catchUp(this.frame, at + 5_000_000));
  }
}

describe('an audience', () => {
  it('holds what its rights allow and nothing else, also of what was there before it came', () => {
    const house = new House().fix('seen', 1).fix('hidden', 1, secret).site('a', 'Open').site('b', 'Shut', secret);
    house.publish();
    const narrow = house.audience(open);
    house.fix('late', 2, secret).site('c', 'Shut too', secret).publish();
    expect([...narrow.picture.records.keys()].sort()).toEqual(['site/a', 'track/s/seen']);
    expect(narrow.facts.next).toBe(0);
    expect(narrow.tick(at)).toBeUndefined();
  });

  it('gives its own slots, so that they betray no hidden track', () => {
    const house = new House();
    const narrow = house.audience(open);
    for (let index = 0; index < 10; index++) house.fix(`hidden-${index}`, 1, secret);
    house.fix('seen', 1).publish();
    expect(house.live.tracks.find('s/seen')).toBe(10);
    expect(narrow.picture.tracks.find('s/seen')).toBe(0);
    expect(readFrameHeader(narrow.tick(at)!)).toMatchObject({ count: 1, frame: 2, base: 1, facts: 1 });
  });

  it('takes back what is marked higher and gives it again when it is marked lower', () => {
    const house = new House();
    const narrow = house.audience(open);
    house.site('a', 'Camp').fix('t', 1).publish();
    const receiver = new Receiver(narrow);
    house.site('a', 'Camp', secret).fix('t', 2, secret).publish();
    expect(narrow.facts.slice(2, 9, 1e6)!.changes.map(({ kind }) => kind)).toEqual(['remove', 'remove']);
    house.fix('t', 3, secret).publish();
    expect(narrow.tick(at)).toBeUndefined();
    house.site('a', 'Camp').fix('t', 4).publish();
    receiver.takeFacts();
    receiver.take(narrow.tick(at)!);
    expect(receiver.picture.hash()).toBe(narrow.check().hash);
    expect(narrow.picture.tracks.longitudeE6[narrow.picture.tracks.find('s/t')!]).toBe(4_936);
  });

  it('does not let a track that takes over a slot inherit anything from the one before', () => {
    const house = new House();
    const all = house.audience(cleared);
    house.fix('first', 900).publish();
    const receiver = new Receiver(all);
    all.tick(at);
    receiver.catchUp();
    const slot = house.live.tracks.find('s/first');
    house.retire('first').fix('second', 3).publish();
    expect(house.live.tracks.find('s/second')).toBe(slot);
    receiver.takeFacts();
    receiver.take(all.tick(at)!);
    expect(receiver.picture.hash()).toBe(all.check().hash);
    expect(receiver.picture.hash()).toBe(house.live.hash());
  });

  it('says the hash of what a viewer holds who was sent everything, and of nothing newer', () => {
    const house = new House();
    const all = house.audience(cleared);
    house.fix('t', 1).publish();
    all.tick(at);
    const receiver = new Receiver(all);
    house.fix('t', 2).publish();
    expect(all.check()).toEqual({ facts: 1, frame: 2, hash: receiver.picture.hash() });
    all.tick(at);
    expect(all.check().frame).toBe(3);
    expect(all.check().hash).not.toBe(receiver.picture.hash());
  });

  it('brings every viewer to the same picture, whether it takes each frame or skips some', () => {
    const track = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('fix'), track, second: fc.nat(500), hides: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('retire'), track }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('site'), track, hides: fc.boolean() }) },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('tick'), skips: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('join') }) },
    ) as fc.Arbitrary<{ do: string; track: string; second: number; hides: boolean; skips: boolean }>;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const house = new House();
        const [narrow, wide] = [house.audience(open), house.audience(cleared)];
        const eager = [narrow, wide].map((audience) => new Receiver(audience));
        const lazy = [narrow, wide].map((audience) => new Receiver(audience));
        for (const each of steps) {
          const marking = each.hides ? secret : unmarked;
          if (each.do === 'fix') house.fix(each.track, each.second, marking).publish();
          else if (each.do === 'retire') house.retire(each.track).publish();
          else if (each.do === 'site') house.site(each.track, `at ${each.second}`, marking).publish();
          else if (each.do === 'join') lazy.push(new Receiver(narrow), new Receiver(wide));
          else {
            [narrow, wide].forEach((audience, index) => {
              eager[index]!.takeFacts();
              const bytes = audience.tick(at + 1_000);
              if (bytes) eager[index]!.take(bytes);
            });
            if (!each.skips) for (const receiver of lazy) receiver.catchUp();
          }
        }
        [narrow, wide].forEach((audience, index) => {
          const bytes = audience.tick(at + 2_000);
          eager[index]!.takeFacts();
          if (bytes) eager[index]!.take(bytes);
          expect(eager[index]!.picture.hash()).toBe(audience.check().hash);
          expect(audience.check().hash).toBe(seen(house.live, audience.viewer).hash());
        });
        for (const [index, receiver] of lazy.entries()) {
          receiver.catchUp();
          expect(receiver.picture.hash()).toBe([narrow, wide][index % 2]!.check().hash);
        }
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});

/** The part of a picture that a viewer may see, made the slow way. */
function seen(live: Picture, viewer: Viewer): Picture {
  const own = new Picture();
  for (const record of live.records.values()) {
    if (!canSee(viewer, record)) continue;
    const { slot } = own.put(redact(viewer, record)) as { slot?: number };
    if (slot !== undefined) own.tracks.copyRow(live.tracks, live.tracks.find(record.id)!, slot);
  }
  return own;
}
