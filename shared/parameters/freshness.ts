/**
 * Freshness of a moving object by the expected interval of its source.
 * Source: IMO/AIS lost-target practice (five to six intervals); planning guideline.
 * A source may shorten these limits, never lengthen them.
 */
export const freshnessStates = ['live', 'late', 'stale', 'lost'] as const;
export type Freshness = (typeof freshnessStates)[number];

/** Multiples of the interval: LATE above 2, STALE from 3, LOST from 6. */
export const freshnessMultiples = { late: 2, stale: 3, lost: 6 } as const;

/** Expected interval in seconds where a source states none. */
export const defaultIntervalSeconds: Record<string, number> = {
  vehicle: 60,
  ambulance: 60,
  foot: 1800,
  voice: 1800,
  helicopter: 10,
  'fixed-wing': 2,
  uas: 2,
  radar: 5,
  vessel: 60,
  unknown: 60,
};

/** The state an age deserves. Both in milliseconds; a negative age (clock ahead) counts as zero. */
export function freshnessOf(ageMs: number, intervalMs: number): Freshness {
  if (ageMs >= freshnessMultiples.lost * intervalMs) return 'lost';
  if (ageMs >= freshnessMultiples.stale * intervalMs) return 'stale';
  if (ageMs > freshnessMultiples.late * intervalMs) return 'late';
  return 'live';
}

/** No heartbeat for this long freezes the picture. Values in milliseconds by link profile. */
export const frozenAfterMs = { lan: 3_000, vsat: 15_000 } as const;
export type LinkProfile = keyof typeof frozenAfterMs;

/** State of assets and facilities is unknown after this many hours without a validity of its own. */
export const stateValidityHours = 12;
