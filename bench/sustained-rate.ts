/** Ninety-nine of a hundred arrive within this; more than that is a queue that grows. */
export const sustainedP99Ms = 1_000;

export type Delivered = {
  updatesPerSecond: number;
  p99Ms: number;
  /** Part of the reports posted that reached every viewer one by one: less than 1 where a server sends only the latest. */
  share: number;
};

/**
 * Tries rates, each `step` times the one before, upwards while they are sustained, or downwards until one is. Returns
 * what was delivered at the highest that was sustained: arrived in time, and not thinned out.
 */
export async function findSustained(
  { start, step }: { start: number; step: number },
  measure: (rate: number) => Promise<Delivered>,
): Promise<number> {
  let found = 0;
  for (let rate = start; rate >= 1; ) {
    const { updatesPerSecond, p99Ms, share } = await measure(rate);
    const isSustained = p99Ms <= sustainedP99Ms && share >= 0.98;
    if (isSustained) found = updatesPerSecond;
    const isUpward = rate >= start && isSustained;
    if (!isUpward && (found > 0 || isSustained)) break;
    rate = isUpward ? rate * step : rate / step;
  }
  return found;
}
