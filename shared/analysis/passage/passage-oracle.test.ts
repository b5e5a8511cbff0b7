import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPassages, type Passage } from './find-passages.ts';
import { makePassageArea } from './passage-area.ts';

type Fix = readonly [at: number, longitude: number, latitude: number];
type Corner = readonly [longitude: number, latitude: number];

const gapMs = 100;

function find(ring: readonly Corner[], fixes: readonly Fix[], span: { from: number; to: number }): Passage[] {
  const column = (index: 0 | 1 | 2) => Float64Array.from(fixes, (fix) => fix[index]);
  const columns = { times: column(0), longitudes: column(1), latitudes: column(2) };
  return findPassages(makePassageArea(new Float64Array(ring.flat()))!, columns, { ...span, gapMs });
}

/** Written apart from the product, on a plane: winding numbers, of which the odd are inside. */
function isWound(ring: readonly Corner[], [x, y]: Corner): boolean {
  let angle = 0;
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length]!;
    angle += Math.atan2((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y), (x1 - x) * (x2 - x) + (y1 - y) * (y2 - y));
  });
  return Math.round(angle / (2 * Math.PI)) % 2 !== 0;
}

function degreesToRing(ring: readonly Corner[], [x, y]: Corner): number {
  const each = ring.map(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length]!;
    const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / squared));
    return Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1));
  });
  return Math.min(...each);
}

const shift = (longitude: number, by: number) => ((((longitude + by + 180) % 360) + 360) % 360) - 180;

/**
 * Every way between two fixes is looked at in 200 places. Each that is clearly inside must be in a passage, and each
 * that is clearly outside in none; within 1e-6 degrees of the ring, which is a decimetre, nothing is asked.
 */
const [samples, tolerance] = [200, 1e-6];

describe('against an oracle that looks at every step of the way', () => {
  const whole = fc.integer({ min: 0, max: 40 });
  const fine = fc.double({ min: 0, max: 40, noNaN: true });
  const corner = fc.tuple(fc.oneof(whole, fine), fc.oneof(whole, fine));
  const step = fc.tuple(fc.constantFrom(0, 20, 60, 100, 101), fc.oneof(whole, fine), fc.oneof(whole, fine));

  it('finds the same', () => {
    let [asked, entered] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(corner, { minLength: 3, maxLength: 9 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(0, 100, 170),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 400 }),
        (ring, steps, east, from, length) => {
          let at = 0;
          const plain = steps.map(([wait, x, y]): Fix => {
            at += wait;
            return [at, x, y];
          });
          const span = { from, to: from + length };
          const found = find(
            ring.map(([x, y]) => [shift(x, east), y]),
            plain.map(([time, x, y]) => [time, shift(x, east), y]),
            span,
          );
          const isStaying = (time: number) =>
            found.some(({ enteredAt, leftAt }) => enteredAt <= time && time <= leftAt);
          const ask = (time: number, place: Corner) => {
            if (time < span.from || time > span.to || degreesToRing(ring, place) < tolerance) return;
            asked++;
            expect([time, place, isStaying(time)]).toEqual([time, place, isWound(ring, place)]);
          };
          plain.forEach(([time, x, y], index) => {
            const next = plain[index + 1];
            const isAlone = plain.every((other, place) => place === index || other[0] !== time);
            if (isAlone) ask(time, [x, y]);
            const duration = next ? next[0] - time : 0;
            if (!next || duration === 0 || duration > gapMs) return;
            for (let sample = 1; sample < samples; sample++) {
              const share = sample / samples;
              ask(time + share * duration, [x + share * (next[1] - x), y + share * (next[2] - y)]);
            }
          });
          found.forEach((each, index) => {
            expect(each.leftAt).toBeGreaterThanOrEqual(each.enteredAt);
            if (index > 0) expect(each.enteredAt).toBeGreaterThanOrEqual(found[index - 1]!.leftAt);
            if (!each.isEntryInterpolated) return;
            entered++;
            const before = plain.findLast(([time]) => time < each.enteredAt)!;
            const after = plain.find(([time]) => time > each.enteredAt) ?? before;
            const share = (each.enteredAt - before[0]) / (after[0] - before[0] || 1);
            const place = [before[1] + share * (after[1] - before[1]), before[2] + share * (after[2] - before[2])];
            expect(degreesToRing(ring, place as unknown as Corner)).toBeLessThan(tolerance);
          });
          const sure = plain.filter(([time, x, y]) => {
            const isAsked = time >= span.from && time <= span.to;
            return isAsked && (isWound(ring, [x, y]) || degreesToRing(ring, [x, y]) < 1e-12);
          });
          const counted = found.reduce((sum, { fixesInside }) => sum + fixesInside, 0);
          const unsure = plain.filter(([, x, y]) => degreesToRing(ring, [x, y]) < tolerance).length;
          expect(Math.abs(counted - sure.length)).toBeLessThanOrEqual(unsure);
        },
      ),
      { numRuns: 1_000, seed: 2026 },
    );
    expect(asked).toBeGreaterThan(50_000);
    expect(entered).toBeGreaterThan(200);
  });
});
