import { foldText, foldTightly } from '#shared/search/fold-text.ts';
import type { LiveStore } from '../client/store/live/live-store.ts';
import { readCities } from '../server/gazetteer/cities.ts';

/**
 * The plainest search that finds the same: every name folded beforehand, and each keystroke looks whether all its words
 * are somewhere in each. What a cleverer search must at least do better than, and may not overlook.
 */
export type LinearScan = {
  /** How many records hold the words. */
  records: (words: string) => number;
  /** How many places hold the words. */
  places: (words: string) => number;
  placeCount: number;
};

export function makeLinearScan(store: LiveStore): LinearScan {
  const incidents = store
    .recordsOf('incident')
    .map(({ id, body }) => foldText(`${body.title} ${id} ${body.place ?? ''}`));
  const tracks = store
    .recordsOf('track')
    .map(({ id, body }) => foldText(`${body.callSign} ${id.slice(id.indexOf('/') + 1)}`));
  const towns = readCities().map(({ name }) => foldTightly(name));
  return {
    records: (words) => {
      const wanted = foldText(words).split(' ').filter(Boolean);
      return countHolding(incidents, wanted) + countHolding(tracks, wanted);
    },
    places: (words) => countHolding(towns, [foldTightly(words)].filter(Boolean)),
    placeCount: towns.length,
  };
}

function countHolding(texts: readonly string[], wanted: readonly string[]): number {
  return wanted.length === 0 ? 0 : texts.filter((text) => wanted.every((word) => text.includes(word))).length;
}
