/** One measured number beside the number it is held against. */
export type Figure = { value: number; unit: string; goal: number; met: boolean };

/** A figure that must reach its goal: rates. */
export function atLeast(goal: number, unit: string, value: number): Figure {
  return { value: rounded(value), unit, goal, met: value >= goal };
}

/** A figure that must not exceed its goal: times, memory, bytes, faults. */
export function atMost(goal: number, unit: string, value: number): Figure {
  return { value: rounded(value), unit, goal, met: value <= goal };
}

/** The middle value; of an even number the lower of the two. Throws when there is none. */
export function medianOf(values: readonly number[]): number {
  return percentileOf(values, 0.5);
}

/** Nearest rank: the smallest value that at least this share (0–1) of the values does not exceed. */
export function percentileOf(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}

function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
