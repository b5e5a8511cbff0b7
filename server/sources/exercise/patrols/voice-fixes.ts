import { dayMs, minuteMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFix, type Span } from '../exercise-report.ts';
import { lengthOf, makeRoundPath, pointAlong } from '../path.ts';
import { between, hashOf, makeRandom } from '../seeded-random.ts';
import { findBeside, type World } from '../world.ts';

const teams = [
  { trackId: 'OBS-1', callSign: 'Observer 1', town: 'Bourem' },
  { trackId: 'OBS-2', callSign: 'Observer 2', town: 'Ber' },
  { trackId: 'OBS-3', callSign: 'Observer 3', town: 'Aguelhok' },
  { trackId: 'OBS-4', callSign: 'Observer 4', town: 'Ansongo' },
];
const voiceIntervalMs = 30 * minuteMs;

/** Observer teams on foot who tell by voice where they are, every half hour and to half a kilometre. */
export function* voiceFixes(world: World, span: Span): Generator<DatedReport> {
  for (const { trackId, callSign, town } of teams) {
    const hash = hashOf(world.seed, trackId);
    const start = findBeside(world, [town, hash % 360, 900]);
    if (!start) continue;
    for (const observedAt of dueTimes(span, voiceIntervalMs, hash % voiceIntervalMs)) {
      const day = Math.floor(observedAt / dayMs);
      const path = world.remember(`round:${trackId}:${day}`, () => {
        const random = makeRandom(world.seed, 'round', trackId, day);
        const bearing = between(random, 0, 360);
        return makeRoundPath({ start, radiusMetres: between(random, 700, 1_600), corners: 8, bearing, next: random });
      });
      const sinceMidnight = observedAt - day * dayMs;
      const { position } = pointAlong(path, (lengthOf(path) * sinceMidnight) / dayMs);
      yield makeFix(world, {
        source: 'exercise-voice',
        trackId,
        trackType: 'voice',
        callSign,
        observedAt,
        position,
        accuracyMetres: 500,
      });
    }
  }
}
