import type { Position } from './position.ts';

/**
 * The first place at which a line crosses or touches itself, in degrees as on a plain chart; undefined where it does
 * not. A ring that ends where it began is not taken to cross there. Segments are compared only with those whose
 * longitudes overlap.
 */
export function findSelfCrossing(corners: readonly Position[]): Position | undefined {
  const line = corners.filter((corner, index) => index === 0 || !isSame(corner, corners[index - 1]!));
  const segments = line
    .slice(1)
    .map((to, index) => {
      const from = line[index]!;
      return { index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) };
    })
    .sort((a, b) => a.west - b.west);
  const isRing = line.length > 3 && isSame(line[0]!, line.at(-1)!);
  const last = line.length - 2;
  let open: typeof segments = [];
  for (const segment of segments) {
    open = open.filter(({ east }) => east >= segment.west);
    for (const other of open) {
      const [one, two] = other.index < segment.index ? [other, segment] : [segment, other];
      const isNext = two.index - one.index === 1 || (isRing && one.index === 0 && two.index === last);
      if (isNext ? !isFold(one, two) : !crosses(one, two)) continue;
      return two.from;
    }
    open.push(segment);
  }
  return undefined;
}

type Segment = { from: Position; to: Position };

/** Segments that share a corner overlap only where the line turns back on itself. */
function isFold(one: Segment, two: Segment): boolean {
  const shared = isSame(one.to, two.from) ? one.to : one.from;
  const [a, b] = [isSame(one.to, shared) ? one.from : one.to, isSame(two.from, shared) ? two.to : two.from];
  return (
    turn(a, shared, b) === 0 && (a[0] - shared[0]) * (b[0] - shared[0]) + (a[1] - shared[1]) * (b[1] - shared[1]) > 0
  );
}

function crosses({ from: a, to: b }: Segment, { from: c, to: d }: Segment): boolean {
  const sides = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)] as const;
  if (sides[0] !== sides[1] && sides[2] !== sides[3] && !sides.includes(0)) return true;
  return (
    (sides[0] === 0 && isBetween(a, b, c)) ||
    (sides[1] === 0 && isBetween(a, b, d)) ||
    (sides[2] === 0 && isBetween(c, d, a)) ||
    (sides[3] === 0 && isBetween(c, d, b))
  );
}

function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function isBetween(a: Position, b: Position, point: Position): boolean {
  return (
    Math.min(a[0], b[0]) <= point[0] &&
    point[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= point[1] &&
    point[1] <= Math.max(a[1], b[1])
  );
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
