import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noAltitude, noValue } from '../picture/fix-batch.ts';
import { TrackTable } from '../picture/track-table.ts';
import { applyFrame, FrameEncoder, MalformedFrame, readFrameHeader } from './position-frame.ts';

type Row = {
  slot: number;
  longitude: number;
  latitude: number;
  age: number;
  course: number;
  speed: number;
  accuracy: number;
  altitude: number;
  freshness: number;
};

const tracks = 200;
const serverTime = 1_790_000_000_000;

const row: fc.Arbitrary<Row> = fc.record({
  slot: fc.integer({ min: 0, max: tracks - 1 }),
  longitude: fc.integer({ min: -180_000_000, max: 180_000_000 }),
  latitude: fc.integer({ min: -90_000_000, max: 90_000_000 }),
  age: fc.integer({ min: -1_000, max: 2_000_000_000_000 }),
  course: fc.oneof(fc.integer({ min: 0, max: 359 }), fc.constant(noValue)),
  speed: fc.oneof(fc.integer({ min: 0, max: 15_000 }), fc.constant(noValue)),
  accuracy: fc.oneof(fc.integer({ min: 0, max: 65_000 }), fc.constant(noValue)),
  altitude: fc.oneof(fc.integer({ min: -1_000, max: 30_000 }), fc.constant(noAltitude)),
  freshness: fc.integer({ min: 0, max: 3 }),
});

function makeTable(): TrackTable {
  const table = new TrackTable();
  for (let index = 0; index < tracks; index++) table.add(`test/${index}`);
  return table;
}

function set(table: TrackTable, each: Row): void {
  table.longitudeE6[each.slot] = each.longitude;
  table.latitudeE6[each.slot] = each.latitude;
  table.observedAt[each.slot] = serverTime - each.age;
  table.course[each.slot] = each.course;
  table.speed[each.slot] = each.speed;
  table.accuracy[each.slot] = each.accuracy;
  table.altitude[each.slot] = each.altitude;
  table.freshness[each.slot] = each.freshness;
}

describe('the position frame', () => {
  it('carries any sequence of changes so that sender and receiver agree to the bit', () => {
    const ticks = fc.array(fc.array(row, { maxLength: 60 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(ticks, (changes) => {
        const [truth, sent, received] = [makeTable(), makeTable(), makeTable()];
        const encoder = new FrameEncoder();
        changes.forEach((rows, index) => {
          for (const each of rows) set(truth, each);
          const slots = [...new Set(rows.map((each) => each.slot))].sort((a, b) => a - b);
          const header = { frame: index + 2, base: index + 1, isAbsolute: false, facts: 0, serverTime };
          const bytes = encoder.encode(header, slots, slots.length, truth, (slot) => slot, sent);
          const read = readFrameHeader(bytes);
          expect(read).toMatchObject({ ...header, count: slots.length });
          applyFrame(bytes, read, received);
        });
        expect(received.hash()).toBe(truth.hash());
        expect(sent.hash()).toBe(truth.hash());
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('stands on any state when absolute', () => {
    const [truth, received] = [makeTable(), makeTable()];
    const rows = fc.sample(row, { seed: 3, numRuns: 100 });
    for (const each of rows) set(truth, each);
    for (const each of fc.sample(row, { seed: 4, numRuns: 100 })) set(received, each);
    const slots = Array.from({ length: tracks }, (_, slot) => slot);
    const bytes = new FrameEncoder().encode(
      { frame: 9, base: 0, isAbsolute: true, facts: 0, serverTime },
      slots,
      tracks,
      truth,
      (slot) => slot,
      truth,
    );
    applyFrame(bytes, readFrameHeader(bytes), received);
    expect(received.hash()).toBe(truth.hash());
  });

  it('costs at most ten bytes for a vehicle that moved for a second', () => {
    const [truth, sent] = [makeTable(), makeTable()];
    const encoder = new FrameEncoder();
    const slots = Array.from({ length: tracks }, (_, slot) => slot);
    let bytes: Uint8Array = new Uint8Array();
    for (let second = 0; second < 3; second++) {
      for (const slot of slots) {
        set(truth, {
          slot,
          longitude: slot * 1_000 + second * 140,
          latitude: second * 90,
          age: (slot * 5) % 1_000,
          course: 57,
          speed: 150 + second,
          accuracy: 8,
          altitude: 300,
          freshness: 0,
        });
      }
      bytes = encoder.encode(
        { frame: second + 2, base: second + 1, isAbsolute: false, facts: 0, serverTime },
        slots,
        tracks,
        truth,
        (slot) => slot,
        sent,
      );
    }
    expect(bytes.length / tracks).toBeLessThanOrEqual(10);
  });

  it('refuses what is cut short, of another version, or names a slot nobody announced', () => {
    const table = makeTable();
    const bytes = new FrameEncoder().encode(
      { frame: 2, base: 1, isAbsolute: true, facts: 0, serverTime },
      [5, 6],
      2,
      table,
      (slot) => slot,
      table,
    );
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.slice(0, length);
      expect(() => applyFrame(cut, readFrameHeader(cut), makeTable())).toThrow();
    }
    const other = bytes.slice();
    other[0] = 9;
    expect(() => readFrameHeader(other)).toThrow(MalformedFrame);
    expect(() => applyFrame(bytes, readFrameHeader(bytes), new TrackTable())).toThrow(MalformedFrame);
  });
});
