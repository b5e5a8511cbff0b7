import { gapLimitMs } from '#shared/parameters/interpolation.ts';
import type { Picture } from '#shared/picture/picture.ts';
import { TrackTable } from '#shared/picture/track-table.ts';
import type { PictureUpdate } from '../picture/live-picture.ts';

/** Tells of fixes that follow a moment, in order of time, until there is nothing more or `take` returns false. */
export type FixesAhead = (take: (slot: number, at: number, longitudeE6: number, latitudeE6: number) => boolean) => void;

/** Longer ahead nothing is looked for: a gap of a moving thing that counts is shorter. */
const longestAheadMs = 10 * 60_000;

/**
 * Where tracks are drawn between two fixes of *as happened*: on the straight line, while the fixes are no further apart
 * than the gap limit of the track; across a longer gap they stay where they were last heard. What is folded is not touched.
 */
export class ShownTracks {
  readonly tracks = new TrackTable();
  readonly #picture: Pick<Picture, 'tracks'>;
  /** Slots that were drawn on their way, and have to be set right when they are not any more. */
  #onTheWay = new Set<number>();

  constructor(picture: Pick<Picture, 'tracks'>) {
    this.#picture = picture;
  }

  /** Follows what was folded; to be called before anybody is told. */
  follow({ changes, slots }: PictureUpdate): void {
    for (const change of changes) {
      if (change.slot === undefined) continue;
      if (change.kind === 'remove') this.tracks.remove(change.slot);
      else if (this.tracks.find(change.record.key.slice('track/'.length)) === undefined) {
        this.tracks.add(change.record.id, change.slot);
        this.#set(change.slot);
      }
    }
    for (const slot of slots) this.#set(slot);
  }

  /** Moves tracks along their way at a moment; the slots that are somewhere else than before. */
  place(at: number, ahead: FixesAhead): number[] {
    const { tracks: folded } = this.#picture;
    const seen = new Uint8Array(folded.length);
    const before = this.#onTheWay;
    this.#onTheWay = new Set();
    const moved: number[] = [];
    let left = this.tracks.size;
    ahead((slot, next, longitudeE6, latitudeE6) => {
      if (next - at > longestAheadMs) return false;
      if (seen[slot] || !this.tracks.names[slot]) return true;
      seen[slot] = 1;
      left--;
      const last = folded.observedAt[slot]!;
      if (next - last > gapLimitMs(folded.intervalMs[slot]!) || next <= last) return left > 0;
      const share = Math.min(1, Math.max(0, (at - last) / (next - last)));
      const fromLongitude = folded.longitudeE6[slot]!;
      const fromLatitude = folded.latitudeE6[slot]!;
      this.tracks.longitudeE6[slot] = Math.round(fromLongitude + (longitudeE6 - fromLongitude) * share);
      this.tracks.latitudeE6[slot] = Math.round(fromLatitude + (latitudeE6 - fromLatitude) * share);
      this.#onTheWay.add(slot);
      moved.push(slot);
      return left > 0;
    });
    for (const slot of before) {
      if (this.#onTheWay.has(slot) || !this.tracks.names[slot]) continue;
      this.#set(slot);
      moved.push(slot);
    }
    return moved;
  }

  #set(slot: number): void {
    if (this.tracks.names[slot]) this.tracks.copyRow(this.#picture.tracks, slot, slot);
  }
}
