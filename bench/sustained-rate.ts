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
 * what was delivered at the highest that was sustained: arrived in time, and not thinned out. A rate counts as too much
 * only when it failed `tries` times, so that a moment's disturbance does not decide.
 */
export async function findSustained(
  { start, step, tries }: { start: number; step: number; tries: number },
  measure: (rate: number) => Promise<Delivered>,
): Promise<number> {
  const deliveredAt = async (rate: number): Promise<number> => {
    for (let tried = 0; tried < tries; tried++) {
      const { updatesPerSecond, p99Ms, share } = await measure(rate);
      if (p99Ms <= sustainedP99Ms && share >= 0.98) return updatesPerSecond;
    }
    return 0;
  };
  let found = await deliveredAt(start);
  if (found === 0) {
    for (let rate = start / step; found === 0 && rate >= 1; rate /= step) found = await deliveredAt(rate);
    return found;
  }
  for (let rate = start * step; ; rate *= step) {
    const delivered = await deliveredAt(rate);
    if (delivered === 0) return found;
    found = delivered;
  }
}
