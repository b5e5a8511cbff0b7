import type { PassagesAnswer, TrackPassage } from '#shared/protocol/passages.ts';

/**
 * What passed through an area, found a second time by looking at every way between two fixes, without a line of the
 * product: no box, no slices, no running state. Areas of tests lie on one side of the antimeridian.
 */
export type OracleFix = { at: number; place: Place };
export type OracleTrack = { name: string; gapMs: number; fixes: readonly OracleFix[] };
export type Place = readonly [longitude: number, latitude: number];
/** `enteredAt` and `leftAt` are epoch milliseconds. */
export type OracleStay = Pick<TrackPassage, 'track' | 'startsInside' | 'endsInside' | 'fixesInside'> &
  Pick<TrackPassage, 'isEntryInterpolated' | 'isExitInterpolated'> & { enteredAt: number; leftAt: number };
type Span = { from: number; to: number };

/** Times within which two stays are one: a crossing is computed twice, and told in whole milliseconds. */
const sameMs = 1e-3;

/** `seesCrossings` false leaves out what happens between two fixes: the negative control. */
export function findStays(
  { name, gapMs, fixes }: OracleTrack,
  ring: readonly Place[],
  { from, to }: Span,
  seesCrossings = true,
): OracleStay[] {
  const pieces: [start: number, end: number][] = [];
  fixes.forEach(({ at, place }, index) => {
    if (isWound(ring, place)) pieces.push([at, at]);
    const next = fixes[index + 1];
    if (!next || next.at - at > gapMs) return;
    if (seesCrossings) {
      const shares = [0, ...sharesOfCrossings(ring, place, next.place), 1].sort((a, b) => a - b);
      shares.slice(1).forEach((until, piece) => {
        const since = shares[piece]!;
        if (isWound(ring, between(place, next.place, (since + until) / 2)))
          pieces.push([at + since * (next.at - at), at + until * (next.at - at)]);
      });
    } else if (isWound(ring, place) && isWound(ring, next.place)) pieces.push([at, next.at]);
  });
  const stays: [start: number, end: number][] = [];
  for (const [start, end] of pieces) {
    const last = stays.at(-1);
    if (last && start <= last[1] + sameMs) last[1] = Math.max(last[1], end);
    else stays.push([start, end]);
  }
  const isJoined = (at: number, step: 1 | -1) => {
    const index = fixes.findIndex((fix) => fix.at === at);
    const other = fixes[index + step];
    return other !== undefined && Math.abs(other.at - at) <= gapMs;
  };
  const isFix = (at: number) => fixes.some((fix) => fix.at === at);
  return stays.flatMap(([start, end]) => {
    if (end < from || start > to) return [];
    const [startsInside, endsInside] = [
      start < from || (isFix(start) && !isJoined(start, -1)),
      end > to || (isFix(end) && !isJoined(end, 1)),
    ];
    const inside = fixes.filter(({ at }) => at >= Math.max(start, from) && at <= Math.min(end, to));
    return {
      ...{ track: name, enteredAt: Math.max(start, from), leftAt: Math.min(end, to), startsInside, endsInside },
      isEntryInterpolated: start >= from && !isFix(start),
      isExitInterpolated: end <= to && !isFix(end),
      fixesInside: inside.length,
    };
  });
}

/** What differs between an answer and the oracle, in words; empty when nothing does. */
export function findDifferences(answer: PassagesAnswer['passages'], stays: readonly OracleStay[]): string[] {
  const order = (a: OracleStay, b: OracleStay) =>
    a.track < b.track ? -1 : a.track > b.track ? 1 : a.enteredAt - b.enteredAt;
  const told = answer.map(({ enteredAt, leftAt, ...rest }) => ({
    ...rest,
    enteredAt: Date.parse(enteredAt),
    leftAt: Date.parse(leftAt),
  }));
  const [one, other] = [told.toSorted(order), stays.toSorted(order)];
  if (one.length !== other.length) return [`${one.length} passages, the oracle found ${other.length}`];
  return other.flatMap((stay, index) => {
    const own = one[index]!;
    const names = [
      'track',
      'startsInside',
      'endsInside',
      'isEntryInterpolated',
      'isExitInterpolated',
      'fixesInside',
    ] as const;
    const isSame =
      names.every((name) => own[name] === stay[name]) &&
      Math.abs(own.enteredAt - stay.enteredAt) <= 1 &&
      Math.abs(own.leftAt - stay.leftAt) <= 1;
    return isSame ? [] : [`${JSON.stringify(own)} is not ${JSON.stringify(stay)}`];
  });
}

function between(from: Place, to: Place, share: number): Place {
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

function sharesOfCrossings(ring: readonly Place[], from: Place, to: Place): number[] {
  return ring.flatMap((corner, index) => {
    const next = ring[(index + 1) % ring.length]!;
    const [a, b, c, d] = [to[0] - from[0], corner[0] - next[0], to[1] - from[1], corner[1] - next[1]];
    const determinant = a * d - b * c;
    if (determinant === 0) return [];
    const [e, f] = [corner[0] - from[0], corner[1] - from[1]];
    const [share, along] = [(e * d - b * f) / determinant, (a * f - e * c) / determinant];
    return share > 0 && share < 1 && along >= 0 && along <= 1 ? [share] : [];
  });
}

/** Odd winding number. */
function isWound(ring: readonly Place[], [x, y]: Place): boolean {
  let turns = 0;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length]!;
    const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
    if (y1 <= y && y2 > y && side > 0) turns++;
    if (y1 > y && y2 <= y && side < 0) turns--;
  });
  return turns % 2 !== 0;
}
