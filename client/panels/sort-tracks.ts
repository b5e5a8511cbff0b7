import type { PictureRecord } from '#shared/picture/record.ts';
import { trackLabel } from '../format/record-kinds.ts';
import { drawnFreshness, type FreshnessCode } from '../store/freshness.ts';
import { isFrozen, type Live } from '../store/live-context.ts';

type Named = { record: PictureRecord<'track'>; name: string; wanted: string; order: string };
export type TrackRow = { record: PictureRecord<'track'>; name: string; state: FreshnessCode; ageMs: number };

const kept = new WeakMap<readonly unknown[], Named[]>();

/** Tracks by name, numbers in it by their value; sorted once for each version of the records. */
function byName(records: readonly PictureRecord<'track'>[]): Named[] {
  const known = kept.get(records);
  if (known) return known;
  const named = records.map((record): Named => {
    const name = trackLabel(record);
    const wanted = name.toLowerCase();
    return { record, name, wanted, order: wanted.replace(/\d+/g, (digits) => digits.padStart(8, '0')) };
  });
  named.sort((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0));
  kept.set(records, named);
  return named;
}

/** The moving objects whose name holds the words: the longest unheard first, then by name. */
export function sortTracks(live: Live, words: string): TrackRow[] {
  const { tracks } = live.store.picture;
  const now = live.clock.serverNow() ?? 0;
  const frozen = isFrozen(live);
  const wanted = words.trim().toLowerCase();
  const byState: [TrackRow[], TrackRow[], TrackRow[], TrackRow[]] = [[], [], [], []];
  for (const { record, name, wanted: held } of byName(live.store.recordsOf('track'))) {
    if (wanted && !held.includes(wanted)) continue;
    const slot = tracks.find(record.id);
    if (slot === undefined) continue;
    const state = drawnFreshness(tracks, slot, now, frozen);
    byState[state].push({ record, name, state, ageMs: now - tracks.observedAt[slot]! });
  }
  return byState.reverse().flat();
}
