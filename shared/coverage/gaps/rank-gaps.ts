import type { Position } from '../../geo/position.ts';
import { type CoverClass, coverClasses } from '../cover-classes.ts';
import { gapsAlong, type LabelledGaps } from './label-gaps.ts';

/** Somebody or something that may need help, by the key of its record. */
export type GapPlace = { readonly key: string; readonly position: Position };
/** A way that is still ahead, from where it begins. */
export type GapWay = { readonly key: string; readonly line: readonly Position[] };

/** An area without cover and whom it concerns. `places`: where those inside are, else the ways across. */
export type Gap = {
  readonly cover: CoverClass;
  readonly patrols: readonly string[];
  readonly crossings: readonly string[];
  readonly sites: readonly string[];
  readonly places: readonly Position[];
  /** Of the area, wherever anybody is in it. */
  readonly middle: Position;
};

/**
 * Areas without cover that hold a patrol or a site, or that a planned way crosses: those with most patrols inside first,
 * then with most ways across, then with most sites. Square kilometres do not count. A patrol that is inside is not
 * counted again for its way.
 */
export function rankGaps(
  gaps: LabelledGaps,
  found: { patrols: readonly GapPlace[]; ways: readonly GapWay[]; sites: readonly GapPlace[] },
): Gap[] {
  const patrols = groupByGap(found.patrols, ({ position }) => gapsAlong(gaps, [position]));
  const sites = groupByGap(found.sites, ({ position }) => gapsAlong(gaps, [position]));
  const ways = groupByGap(found.ways, ({ line }) => gapsAlong(gaps, line));
  const labels = new Set([...patrols.keys(), ...ways.keys(), ...sites.keys()]);
  return [...labels]
    .map((label): Gap => {
      const inside = patrols.get(label) ?? [];
      const across = (ways.get(label) ?? []).filter(({ key }) => !inside.some((patrol) => patrol.key === key));
      const standing = sites.get(label) ?? [];
      const held = [...inside, ...standing].map(({ position }) => position);
      return {
        cover: coverClasses[gaps.classes[label]!]!,
        patrols: inside.map(({ key }) => key),
        crossings: across.map(({ key }) => key),
        sites: standing.map(({ key }) => key),
        middle: gaps.middles[label]!,
        places: held.length > 0 ? held : across.flatMap(({ line }) => line),
      };
    })
    .sort(
      (one, other) =>
        other.patrols.length - one.patrols.length ||
        other.crossings.length - one.crossings.length ||
        other.sites.length - one.sites.length,
    );
}

function groupByGap<T>(things: readonly T[], gapsOf: (thing: T) => Set<number>): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const thing of things)
    for (const label of gapsOf(thing)) {
      const group = groups.get(label);
      if (group) group.push(thing);
      else groups.set(label, [thing]);
    }
  return groups;
}
