import { destination } from '#shared/geo/great-circle.ts';
import { minuteMs, secondMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFix, type Span } from '../exercise-report.ts';
import { hashOf, noiseAt } from '../seeded-random.ts';
import type { World } from '../world.ts';
import { fleetOf } from './fleet.ts';
import { assetStateAt } from './trips.ts';

const groundMetres = 290;
const cruiseHeightMetres = 450;
/** A parked helicopter reports as often as a flying one: a source has one interval, and silence means lost. */
const intervalsMs = { 'exercise-air': 10 * secondMs, 'exercise-trackers': minuteMs } as const;

/** Fixes of the helicopters and ambulances observed in the span. */
export function* fleetFixes(world: World, span: Span, intervalMs?: number): Generator<DatedReport> {
  for (const asset of fleetOf(world)) {
    const hash = hashOf(world.seed, asset.assetId);
    const interval = intervalMs ?? intervalsMs[asset.source];
    for (const observedAt of dueTimes(span, interval, hash % intervalsMs[asset.source])) {
      const state = assetStateAt(world, asset, observedAt);
      const bearing = 360 * noiseAt(hash, Math.floor(observedAt / secondMs));
      yield makeFix(world, {
        source: asset.source,
        trackId: asset.assetId,
        trackType: asset.type,
        callSign: asset.name,
        observedAt,
        position: destination(state.position, bearing, 2),
        accuracyMetres: 6,
        courseDegrees: state.courseDegrees,
        speedMetresPerSecond: state.metresPerSecond,
        ...(asset.type === 'helicopter' ? { altitudeMetres: groundMetres + cruiseHeightMetres * state.climbed } : {}),
      });
    }
  }
}
