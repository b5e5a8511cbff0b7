import type { FactEvent } from '../schema/report.ts';

/** When it was observed, never later than it became known: a clock that is ahead must not silence who reports after it. */
export function believedTime({
  observedAt,
  knownAt,
  recordedAt,
}: Pick<FactEvent, 'observedAt' | 'knownAt' | 'recordedAt'>): number {
  return Math.min(observedAt, knownAt ?? recordedAt);
}
