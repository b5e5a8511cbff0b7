import type { Position } from '#shared/geo/position.ts';

/**
 * Names and positions of many places, held as one string and a few columns so that hundred thousands cost a few
 * megabytes. In: folded names and a position near which the reader looks. Out: the rows that match, best first.
 */
export type PlaceIndex = {
  /** Each folded name (`foldTightly`) between line feeds: "\ngao\nkidal\n". */
  haystack: string;
  /** Where the line feed before each name lies in the haystack; in order. */
  starts: Uint32Array;
  /** Degrees, by row. */
  longitudes: Float32Array;
  latitudes: Float32Array;
};

/** `tier` 0: a name begins with what was asked; 1: it is in the middle. `score` is smaller for the better. */
export type PlaceMatch = { row: number; tier: 0 | 1; score: number };

/** A place whose whole name was asked counts as if it were this many times nearer. */
const wholeNameFactor = 4;

export function makePlaceIndex(haystack: string, longitudes: Float32Array, latitudes: Float32Array): PlaceIndex {
  const starts = new Uint32Array(longitudes.length);
  let at = 0;
  for (let row = 0; row < starts.length; row++) {
    starts[row] = at;
    at = haystack.indexOf('\n', at + 1);
    if (at < 0) throw new RangeError('fewer names than positions');
  }
  return { haystack, starts, longitudes, latitudes };
}

/**
 * At most `limit` matches of a folded query: names that begin with it first, then names that hold it, and in each the
 * nearest first. Reads no further than the beginnings when these are enough.
 */
export function findPlaces(index: PlaceIndex, folded: string, near: Position, limit: number): PlaceMatch[] {
  const found: PlaceMatch[] = [];
  if (folded === '' || limit < 1) return found;
  const { haystack } = index;
  const score = makeScore(index, near);
  const needle = `\n${folded}`;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
    const row = rowAt(index.starts, at);
    const isWhole = haystack.charCodeAt(at + needle.length) === 10;
    keepBest(found, 0, limit, { row, tier: 0, score: score(row) / (isWhole ? wholeNameFactor : 1) });
  }
  const begun = found.length;
  if (begun >= limit) return found;
  for (let at = haystack.indexOf(folded); at >= 0; ) {
    const row = rowAt(index.starts, at);
    if (index.starts[row] !== at - 1) keepBest(found, begun, limit, { row, tier: 1, score: score(row) });
    at = haystack.indexOf(folded, index.starts[row + 1] ?? haystack.length);
  }
  return found;
}

/** Distance from `near` by row, in degrees of latitude: enough to put the nearer first. */
function makeScore({ longitudes, latitudes }: PlaceIndex, [longitude, latitude]: Position): (row: number) => number {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  return (row) => {
    const away = Math.abs(longitudes[row]! - longitude);
    const across = Math.min(away, 360 - away) * shrink;
    return Math.hypot(across, latitudes[row]! - latitude);
  };
}

/** Keeps what lies from `from` on in order and the whole list at `limit`. */
function keepBest(found: PlaceMatch[], from: number, limit: number, match: PlaceMatch): void {
  if (found.length === limit && found[limit - 1]!.score <= match.score) return;
  let place = found.length;
  while (place > from && found[place - 1]!.score > match.score) place--;
  found.splice(place, 0, match);
  if (found.length > limit) found.pop();
}

/** The row whose name lies at this index of the haystack. */
function rowAt(starts: Uint32Array, at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
