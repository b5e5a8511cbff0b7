import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InFlight, type Lane } from './in-flight.ts';

const nothing = { parts: 0, facts: 0, frame: 0 };

const isEmpty = (inFlight: InFlight) => (['parts', 'facts', 'frame'] as const).every((lane) => !inFlight.has(lane));

describe('what is under way to a viewer', () => {
  it('lets one message go however large, and no second until it is acknowledged', () => {
    const inFlight = new InFlight(1_000, 8);
    expect(inFlight.hasRoom).toBe(true);
    inFlight.sent('facts', 5, 9_000);
    expect(inFlight.hasRoom).toBe(false);
    inFlight.acknowledge({ ...nothing, facts: 4 });
    expect(inFlight.hasRoom).toBe(false);
    inFlight.acknowledge({ ...nothing, facts: 5 });
    expect([inFlight.hasRoom, isEmpty(inFlight), inFlight.bytes]).toEqual([true, true, 0]);
  });

  it('is bounded by the number of messages, however small', () => {
    const inFlight = new InFlight(1_000, 3);
    for (let frame = 1; frame <= 3; frame++) inFlight.sent('frame', frame, 1);
    expect(inFlight.hasRoom).toBe(false);
    inFlight.acknowledge({ ...nothing, frame: 1 });
    expect(inFlight.hasRoom).toBe(true);
  });

  it('takes an acknowledgement for everything that was sent before', () => {
    const inFlight = new InFlight(1_000, 8);
    inFlight.sent('parts', 1, 100);
    inFlight.sent('facts', 7, 100);
    inFlight.sent('frame', 3, 100);
    inFlight.acknowledge({ parts: 1, facts: 7, frame: 2 });
    expect(inFlight.bytes).toBe(100);
    inFlight.acknowledge({ parts: 1, facts: 7, frame: 3 });
    expect(isEmpty(inFlight)).toBe(true);
  });

  it('does not free what lies behind a message that is still under way', () => {
    const inFlight = new InFlight(1_000, 8);
    inFlight.sent('facts', 7, 100);
    inFlight.sent('frame', 3, 100);
    inFlight.acknowledge({ ...nothing, frame: 3 });
    expect(inFlight.bytes).toBe(200);
  });

  it('forgets everything when the picture is sent anew', () => {
    const inFlight = new InFlight(10, 1);
    inFlight.sent('frame', 1, 100);
    inFlight.clear();
    expect([inFlight.hasRoom, isEmpty(inFlight), inFlight.bytes]).toEqual([true, true, 0]);
  });

  it('never holds more than its bounds and one message, and is empty once all is acknowledged', () => {
    const lanes: Lane[] = ['parts', 'facts', 'frame'];
    const step = fc.record({
      lane: fc.constantFrom(...lanes),
      size: fc.integer({ min: 1, max: 400 }),
      acknowledges: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const inFlight = new InFlight(1_000, 5);
        const held = { ...nothing };
        const sent = { ...nothing };
        for (const { lane, size, acknowledges } of steps) {
          if (inFlight.hasRoom) inFlight.sent(lane, ++sent[lane], size);
          expect(inFlight.bytes).toBeLessThan(1_000 + 400);
          if (!acknowledges) continue;
          Object.assign(held, sent);
          inFlight.acknowledge(held);
          expect(isEmpty(inFlight)).toBe(true);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
