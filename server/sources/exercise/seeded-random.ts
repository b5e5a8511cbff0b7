/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** A 32-bit hash of the parts; the same parts give the same hash on every machine. FNV-1a with a murmur finish. */
export function hashOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    if (typeof part === 'number') {
      hash = Math.imul(hash ^ (part | 0), 0x01000193);
      hash = Math.imul(hash ^ Math.floor(part / 0x100000000), 0x01000193);
    } else {
      for (let index = 0; index < part.length; index++) hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x2d, 0x01000193);
  }
  return finish(hash);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A stream that depends on the parts only (mulberry32). */
export function makeRandom(...parts: readonly (string | number)[]): Random {
  let state = hashOf(...parts);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

/** One number in [0, 1) for a step of something hashed before; cheaper than a stream. */
export function noiseAt(hash: number, step: number): number {
  return finish(hash ^ Math.imul(step | 0, 0x9e3779b1)) / 0x100000000;
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A whole number, both ends included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

/** Picks with the given weights; the list is not empty and some weight is positive. */
export function pickWeighted<T>(random: Random, list: readonly T[], weightOf: (item: T) => number): T {
  const total = list.reduce((sum, item) => sum + weightOf(item), 0);
  let left = random() * total;
  for (const item of list) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return list.at(-1)!;
}

/** Standard normal (Box–Muller). */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Number of independent events when `mean` are expected (Knuth; for small means). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
