import { freshnessOf } from '#shared/parameters/freshness.ts';
import type { TrackFix } from '../log/event-log.ts';
import type { ImportStore } from './import-store.ts';

/** A fix as the `remaining` of a retirement: where the track goes back to. */
export function describeFix(
  { log, now }: Pick<ImportStore, 'log' | 'now'>,
  fix: TrackFix,
  intervalMs: number,
): Record<string, unknown> {
  const { descriptor, longitude, latitude, sequence: _sequence, source: _source, ...motion } = fix;
  const { callSign, trackType, unit, affiliation } = log.descriptors[descriptor]!;
  const observedAt = Math.min(fix.observedAt, now());
  return {
    ...{ ...motion, observedAt, position: [longitude, latitude] },
    freshness: freshnessOf(now() - observedAt, intervalMs),
    ...{ callSign, trackType, unit, affiliation },
  };
}
