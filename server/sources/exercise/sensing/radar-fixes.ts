import { destination } from '#shared/geo/great-circle.ts';
import { isSilenced } from '../attack/attack-plan.ts';
import { minuteMs, secondMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFix, type Span } from '../exercise-report.ts';
import { between, hashOf, makeRandom } from '../seeded-random.ts';
import { findBeside, type World } from '../world.ts';
import { listedSensors } from './sensor-list.ts';

const radarIntervalMs = 5 * secondMs;
/** Each place in the track list of a radar carries one contact per cycle, for part of it. */
const cycleMs = 32 * minuteMs;
const referencePlaces = 10;
/** Track numbers start again after this many, as they do on a radar. */
const trackNumbers = 50;

type Contact = {
  fromMs: number;
  toMs: number;
  bearing: number;
  metres: number;
  course: number;
  metresPerSecond: number;
  sway: number;
};

/** Plots of the ground radars every five seconds: contacts without a name that appear, move and vanish. */
export function* radarFixes(world: World, span: Span): Generator<DatedReport> {
  const places = Math.max(1, Math.round(referencePlaces * world.intensity));
  for (const radar of listedSensors.filter((sensor) => sensor.type === 'radar')) {
    const site = findBeside(world, radar.beside);
    if (!site) continue;
    for (let place = 0; place < places; place++) {
      const hash = hashOf(world.seed, radar.sensorId, place);
      for (const observedAt of dueTimes(span, radarIntervalMs, hash % radarIntervalMs)) {
        if (isSilenced(world, radar.sensorId, observedAt)) continue;
        const cycle = Math.floor((observedAt - (hash % cycleMs)) / cycleMs);
        const since = observedAt - (hash % cycleMs) - cycle * cycleMs;
        const contact = world.remember(`contact:${radar.sensorId}:${place}:${cycle}`, () =>
          makeContact(world, `${radar.sensorId}:${place}`, cycle, radar.rangeMetres),
        );
        if (since < contact.fromMs || since > contact.toMs) continue;
        const start = destination(site, contact.bearing, contact.metres);
        const seconds = (since - contact.fromMs) / 1_000;
        const ahead = destination(start, contact.course, contact.metresPerSecond * seconds);
        const aside = contact.sway * Math.sin(seconds / 90);
        const number = String(((cycle % trackNumbers) + trackNumbers) % trackNumbers).padStart(2, '0');
        yield makeFix(world, {
          source: 'exercise-radar',
          trackId: `${radar.sensorId}-${place + 1}${number}`,
          trackType: 'radar',
          observedAt,
          position: destination(ahead, contact.course + 90, aside),
          accuracyMetres: 25 + contact.metres / 600,
          courseDegrees: contact.course,
          speedMetresPerSecond: contact.metresPerSecond,
        });
      }
    }
  }
}

/** A person, an animal, a motorcycle or a vehicle, somewhere within four fifths of the range. */
function makeContact(world: World, place: string, cycle: number, rangeMetres: number): Contact {
  const random = makeRandom(world.seed, 'contact', place, cycle);
  const fromMs = between(random, 0, 8 * minuteMs);
  return {
    fromMs,
    toMs: fromMs + between(random, 6 * minuteMs, 24 * minuteMs),
    bearing: between(random, 0, 360),
    metres: between(random, 2_500, rangeMetres * 0.8),
    course: between(random, 0, 360),
    metresPerSecond: random() < 0.4 ? between(random, 1, 2) : between(random, 4, 14),
    sway: between(random, 10, 60),
  };
}
