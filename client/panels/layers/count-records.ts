import { standsInWindow, startOfWindow, type TimeWindow } from '#shared/schema/time-window.ts';
import { descriptionOf, mapKinds, type ShownKind } from '../../format/record-kinds.ts';
import { drawnFreshness, type FreshnessCounts, freshnessName, noFreshness } from '../../store/live/freshness.ts';
import type { LiveStore } from '../../store/live/live-store.ts';
import { isFrozen, type Live } from '../../store/live-context.ts';
import { makePastTest } from '../lists/past-tracks.ts';

export type SubkindCounts = ReadonlyMap<string, number>;

const kept = new WeakMap<readonly unknown[], SubkindCounts>();

/** How many records of each sub-kind there are; counted once for each version of the records. */
export function countSubkinds(store: LiveStore, kind: ShownKind): SubkindCounts {
  const records = store.recordsOf(kind);
  const known = kept.get(records);
  if (known) return known;
  const { subkindOf } = descriptionOf(kind);
  const counts = new Map<string, number>();
  for (const record of records) counts.set(subkindOf(record), (counts.get(subkindOf(record)) ?? 0) + 1);
  kept.set(records, counts);
  return counts;
}

/** Objects of the picture that switched-off layers and the time window keep from the map. */
export function countHidden({ store, clock, view }: Live): number {
  const { hidden, since } = view.getState();
  const { outside, unknown } = countOutsideWindow(store, hidden, since, clock.serverNow() ?? store.pictureAt ?? 0);
  let sum = outside + unknown;
  for (const kind of mapKinds) {
    if (hidden.includes(kind)) {
      sum += store.recordsOf(kind).length;
      continue;
    }
    for (const [subkind, count] of countSubkinds(store, kind)) if (hidden.includes(`${kind}.${subkind}`)) sum += count;
  }
  return sum;
}

export type OutsideWindow = { outside: number; unknown: number };
let keptOutside: { causes: readonly unknown[]; counted: OutsideWindow } | undefined;

/** Incidents of layers that are on which the time window leaves out; `unknown` are those whose time is too vague for it. */
export function countOutsideWindow(
  store: LiveStore,
  hidden: readonly string[],
  window: TimeWindow,
  now: number,
): OutsideWindow {
  const records = store.recordsOf('incident');
  const since = startOfWindow(window, now);
  const causes = [records, hidden, window, since];
  if (keptOutside && causes.every((cause, index) => cause === keptOutside!.causes[index])) return keptOutside.counted;
  const counted = { outside: 0, unknown: 0 };
  const { subkindOf } = descriptionOf('incident');
  if (since !== undefined && !hidden.includes('incident'))
    for (const record of records) {
      if (hidden.includes(`incident.${subkindOf(record)}`)) continue;
      const stands = standsInWindow(record.body, window, since);
      if (stands !== 'inside') counted[stands]++;
    }
  keptOutside = { causes, counted };
  return counted;
}

/** Freshness of all tracks as it would be drawn now, but for rides of the past. */
export function countFreshness(live: Live): FreshnessCounts {
  const counts = noFreshness();
  const now = live.clock.serverNow() ?? 0;
  const frozen = isFrozen(live);
  const { tracks } = live.store.picture;
  const isPast = makePastTest(live);
  for (let slot = 0; slot < tracks.length; slot++) {
    if (!tracks.names[slot]) continue;
    const state = drawnFreshness(tracks, slot, now, frozen);
    if (!isPast(slot, state)) counts[freshnessName(state)]++;
  }
  return counts;
}
