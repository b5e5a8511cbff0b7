/**
 * Where help is wanted, and what candidates for a new base or hospital would reach. `reach` holds, by candidate, indices
 * of demand points; `served` how many already serve each point.
 */
export type SiteChoice = {
  readonly weights: ArrayLike<number>;
  readonly served: ArrayLike<number>;
  readonly reach: readonly ArrayLike<number>[];
  /** How many sites to choose; each candidate at most once. */
  readonly count: number;
  /** Share of the time that any one of them is busy, from 0 to below 1. */
  readonly busy: number;
};

/** A candidate by its index, and the weight it adds to what is expected to be served. */
export type ChosenSite = { readonly site: number; readonly gain: number };

/**
 * The best sites one after the other, each the one that adds most to the expected coverage: the sum of weight × (1 −
 * busyⁿ) over points that n serve (maximum expected covering location, Daskin 1983). Greedy: the first is the best there
 * is, k of them are worth at least 63 % of the best k (Nemhauser 1978). Ends early when nothing adds anything. Throws
 * RangeError for a busy share outside its range.
 */
export function bestSites({ weights, served, reach, count, busy }: SiteChoice): ChosenSite[] {
  if (!(busy >= 0 && busy < 1)) throw new RangeError(`busy must be from 0 to below 1, not ${busy}`);
  /** What one more is worth, by demand point. */
  const worth = Float64Array.from(weights, (weight, point) => weight * (1 - busy) * busy ** served[point]!);
  const gainOf = (site: number): number => {
    const points = reach[site]!;
    let gain = 0;
    for (let at = 0; at < points.length; at++) gain += worth[points[at]!]!;
    return gain;
  };
  const open = reach.map((_, site) => ({ site, gain: gainOf(site) }));
  const chosen: ChosenSite[] = [];
  while (chosen.length < count && open.length > 0) {
    // Gains only shrink: those last known bound those now, and most need not be counted again.
    open.sort((a, b) => b.gain - a.gain || a.site - b.site);
    let best = open[0]!;
    best.gain = gainOf(best.site);
    for (const each of open) {
      if (each === best) continue;
      if (each.gain < best.gain) break;
      each.gain = gainOf(each.site);
      if (each.gain > best.gain || (each.gain === best.gain && each.site < best.site)) best = each;
    }
    if (!(best.gain > 0)) break;
    chosen.push({ ...best });
    open.splice(open.indexOf(best), 1);
    const points = reach[best.site]!;
    for (let at = 0; at < points.length; at++) worth[points[at]!]! *= busy;
  }
  return chosen;
}
