import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';

/** Half a cell of the map of cover: a shorter way changes nothing that can be seen. */
const worthMetres = 500;

/** The tracks of assets that stand ready, and where they were when cover was computed last. */
export class WatchedTracks {
  readonly #picture: Picture;
  #places = new Map<string, Position | undefined>();

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  watch(inputs: readonly PictureRecord[]): void {
    this.#places = new Map(
      inputs.flatMap((record) =>
        record.kind === 'asset' && record.body.track !== undefined && record.body.status === 'ready'
          ? [[record.body.track, this.#placeOf(this.#picture.tracks.find(record.body.track))] as const]
          : [],
      ),
    );
  }

  hasAssetMoved(slots: readonly number[]): boolean {
    if (this.#places.size === 0) return false;
    return slots.some((slot) => {
      const name = this.#picture.tracks.names[slot] ?? '';
      if (!this.#places.has(name)) return false;
      const [before, now] = [this.#places.get(name), this.#placeOf(slot)];
      return !before || !now || distanceMetres(before, now) > worthMetres;
    });
  }

  #placeOf(slot: number | undefined): Position | undefined {
    const { longitudeE6, latitudeE6 } = this.#picture.tracks;
    return slot === undefined ? undefined : [longitudeE6[slot]! / 1e6, latitudeE6[slot]! / 1e6];
  }
}
