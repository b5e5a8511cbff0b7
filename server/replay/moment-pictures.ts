import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Moment } from '#shared/replay/moment.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import { MomentPicture } from './moment-picture.ts';

/** A picture of the past, to be read until the next one is asked for. */
export type PastPicture = {
  moment: Moment;
  /** Records of the picture, without what had expired by then. */
  records: () => Iterable<PictureRecord>;
  find: (key: string) => PictureRecord | undefined;
  tracks: Picture['tracks'];
};

/**
 * Pictures of single moments for whoever asks once: one of each truth is kept and moved from moment to moment, which
 * costs what differs. One question at a time; more than a few that wait are refused.
 */
export class MomentPictures {
  readonly #of: { known: MomentPicture; happened: MomentPicture };
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(history: LogHistory, descriptors: readonly TrackDescriptor[]) {
    this.#of = {
      known: new MomentPicture(history, descriptors),
      happened: new MomentPicture(history, descriptors),
    };
  }

  /** True when so many wait that whoever comes should come back. */
  get isBusy(): boolean {
    return this.#waiting >= mostWaiting;
  }

  /** What `read` makes of the picture of a moment; it must not keep the picture. */
  read<T>(moment: Moment, read: (past: PastPicture) => T | Promise<T>): Promise<T> {
    this.#waiting++;
    const turn = this.#last.then(async () => {
      const of = this.#of[moment.truth];
      await of.seek(moment);
      const { picture, expired } = of;
      return read({
        moment,
        *records() {
          for (const record of picture.records.values()) if (!expired.has(record.key)) yield record;
        },
        find: (key) => (expired.has(key) ? undefined : picture.records.get(key)),
        tracks: picture.tracks,
      });
    });
    this.#last = turn.then(
      () => this.#waiting--,
      () => this.#waiting--,
    );
    return turn;
  }
}

const mostWaiting = 16;
