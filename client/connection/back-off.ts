/** Full-jitter exponential back-off: between nothing and the doubled limit, so that viewers do not return as one wave. */
export const backOffLimits = { leastMs: 500, mostMs: 30_000 } as const;

/** Delay in milliseconds before attempt `attempt` (0 is the first retry); `random` is in [0, 1). */
export function backOffMs(attempt: number, random: number): number {
  const ceiling = Math.min(backOffLimits.mostMs, 2 * backOffLimits.leastMs * 2 ** Math.min(attempt, 16));
  return backOffLimits.leastMs + random * (ceiling - backOffLimits.leastMs);
}
