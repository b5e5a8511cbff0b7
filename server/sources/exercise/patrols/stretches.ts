import { minuteMs } from '../durations.ts';
import { between, pick, type Random, wholeBetween } from '../seeded-random.ts';

/** One part of a drive at one speed, or a halt where both distances are equal. Distances are metres along the path. */
export type Stretch = { fromAt: number; toAt: number; fromMetres: number; toMetres: number };

export type Pace = {
  slowestKmh: number;
  fastestKmh: number;
  /** Metres driven at one speed. */
  chunkMetres: number;
  haltShare: number;
  longestHaltMinutes: number;
};

export const corridorPace: Pace = {
  slowestKmh: 18,
  fastestKmh: 42,
  chunkMetres: 9_000,
  haltShare: 0.3,
  longestHaltMinutes: 22,
};
export const townPace: Pace = {
  slowestKmh: 15,
  fastestKmh: 26,
  chunkMetres: 2_500,
  haltShare: 0.35,
  longestHaltMinutes: 12,
};

/** Drives the turning points in order, with halts on the way and a longer one at each turn. The last is not a halt. */
export function makeStretches(options: {
  random: Random;
  startAt: number;
  turnsMetres: readonly number[];
  pace: Pace;
  stayMinutes?: number;
}): Stretch[] {
  const { random, turnsMetres, pace } = options;
  const stretches: Stretch[] = [];
  let at = options.startAt;
  let metres = 0;
  const halt = (minutes: number) => {
    const toAt = at + Math.round(minutes * minuteMs);
    stretches.push({ fromAt: at, toAt, fromMetres: metres, toMetres: metres });
    at = toAt;
  };
  turnsMetres.forEach((turn, index) => {
    while (metres !== turn) {
      const step = Math.min(Math.abs(turn - metres), pace.chunkMetres * between(random, 0.6, 1.4));
      const next = Math.abs(turn - metres) - step < 300 ? turn : metres + Math.sign(turn - metres) * step;
      const speed = between(random, pace.slowestKmh, pace.fastestKmh) / 3.6;
      const toAt = at + Math.round((Math.abs(next - metres) / speed) * 1_000);
      stretches.push({ fromAt: at, toAt, fromMetres: metres, toMetres: next });
      at = toAt;
      metres = next;
      if (metres !== turn && random() < pace.haltShare) halt(between(random, 4, pace.longestHaltMinutes));
    }
    if (index < turnsMetres.length - 1) halt(options.stayMinutes ?? between(random, 20, 55));
  });
  return stretches;
}

/** The same drive with a wreck at the end of one of its moves, and the wait for help there. */
export function withAccident(
  stretches: readonly Stretch[],
  random: Random,
): { stretches: Stretch[]; accident?: { at: number; metres: number; injured: number } } {
  const moves = stretches.slice(0, -1).filter((each) => each.toMetres !== each.fromMetres && each.toMetres > 5_000);
  if (moves.length === 0) return { stretches: [...stretches] };
  const last = pick(random, moves);
  const waitMs = Math.round(between(random, 80, 120)) * minuteMs;
  const [at, metres] = [last.toAt, last.toMetres];
  const later = stretches
    .slice(stretches.indexOf(last) + 1)
    .map((each) => ({ ...each, fromAt: each.fromAt + waitMs, toAt: each.toAt + waitMs }));
  return {
    stretches: [
      ...stretches.slice(0, stretches.indexOf(last) + 1),
      { fromAt: at, toAt: at + waitMs, fromMetres: metres, toMetres: metres },
      ...later,
    ],
    accident: { at, metres, injured: wholeBetween(random, 1, 3) },
  };
}

/** Where along the path and how fast (negative on the way back) at a time; clamped to the drive. */
export function driveAt(stretches: readonly Stretch[], at: number): { metres: number; metresPerSecond: number } {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches[middle]!.fromAt <= at) low = middle;
    else high = middle - 1;
  }
  const { fromAt, toAt, fromMetres, toMetres } = stretches[low]!;
  const share = Math.min(1, Math.max(0, (at - fromAt) / Math.max(1, toAt - fromAt)));
  const isUnderWay = at >= fromAt && at < toAt;
  return {
    metres: fromMetres + (toMetres - fromMetres) * share,
    metresPerSecond: isUnderWay ? ((toMetres - fromMetres) / (toAt - fromAt)) * 1_000 : 0,
  };
}

/** When the drive first reaches a distance from `after` on; undefined when it never does. */
export function reachedAt(stretches: readonly Stretch[], metres: number, after: number): number | undefined {
  for (const { fromAt, toAt, fromMetres, toMetres } of stretches) {
    if (toAt < after || (metres - fromMetres) * (metres - toMetres) > 0) continue;
    const share = toMetres === fromMetres ? 0 : (metres - fromMetres) / (toMetres - fromMetres);
    return Math.max(after, Math.round(fromAt + (toAt - fromAt) * share));
  }
  return undefined;
}
