import type { PictureRecord } from '#shared/picture/record.ts';
import { trackLabel } from '../../format/record-kinds.ts';
import { drawnFreshness, type FreshnessCode } from '../../store/live/freshness.ts';
import { isFrozen, type Live } from '../../store/live-context.ts';
import { makePastTest } from './past-tracks.ts';

/** `slot`: its row in the table of tracks, which stays while no track comes or goes. */
type Named = { record: PictureRecord<'track'>; slot: number; name: string; wanted: string; order: string };
export type TrackRow = { record: PictureRecord<'track'>; name: string; state: FreshnessCode; ageMs: number };
/** Rows in their order, each made when it is looked at: of ten thousand a panel shows a few. From `firstPast` on they are of the past. */
export type TrackRows = { count: number; firstPast: number; rowAt: (index: number) => TrackRow };

const kept = new WeakMap<readonly unknown[], Named[]>();

/** Tracks by name, numbers in it by their value; sorted once for each version of the records. */
function byName({ store }: Live): Named[] {
  const records = store.recordsOf('track');
  const known = kept.get(records);
  if (known) return known;
  const named = records.flatMap((record): Named[] => {
    const slot = store.picture.tracks.find(record.id);
    if (slot === undefined) return [];
    const name = trackLabel(record);
    const wanted = name.toLowerCase();
    return [{ record, slot, name, wanted, order: wanted.replace(/\d+/g, (digits) => digits.padStart(8, '0')) }];
  });
  named.sort((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0));
  kept.set(records, named);
  return named;
}

/** The moving objects whose name holds the words: the longest unheard first, then by name; rides of the past at the end. */
export function sortTracks(live: Live, words: string): TrackRows {
  const { tracks } = live.store.picture;
  const now = live.clock.serverNow() ?? 0;
  const frozen = isFrozen(live);
  const wanted = words.trim().toLowerCase();
  const named = byName(live);
  const states = new Uint8Array(named.length);
  const byState: [number[], number[], number[], number[]] = [[], [], [], []];
  const past: number[] = [];
  const isPast = makePastTest(live);
  named.forEach(({ slot, wanted: held }, index) => {
    if (wanted && !held.includes(wanted)) return;
    const state = drawnFreshness(tracks, slot, now, frozen);
    states[index] = state;
    (isPast(slot, state) ? past : byState[state]).push(index);
  });
  const order = [...byState.reverse().flat(), ...past];
  return {
    count: order.length,
    firstPast: order.length - past.length,
    rowAt: (row) => {
      const { record, slot, name } = named[order[row]!]!;
      const state = states[order[row]!] as FreshnessCode;
      return { record, name, state, ageMs: now - tracks.observedAt[slot]! };
    },
  };
}
