import type { Moment } from '#shared/replay/moment.ts';
import type { PictureUpdate } from '../picture/live-picture.ts';
import type { ShownPicture } from '../stream/audience.ts';
import type { FixesAhead } from './shown-tracks.ts';

/** A picture of one moment that can be moved to another: of the log of this server, or of a clip. */
export type MovablePicture = {
  readonly shown: ShownPicture;
  /** Undefined before the first seek. */
  readonly moment: Moment | undefined;
  /** Up to when it can be moved forward without reading on. */
  readonly heldTo: number;
  /** Something came in since that belongs to what was read already: it has to be sought anew. */
  readonly isOutdated: boolean;
  /** Rows that were read ahead and are not part of the picture yet. */
  readonly rowsAhead: number;
  listen: (publish: (update: PictureUpdate) => void) => void;
  /** False when another seek came in between, which then decides. */
  seek: (to: Moment) => Promise<boolean>;
  /** Reads on, up to a time or about so many rows. */
  readAhead: (upTo: number, mostRows: number) => Promise<boolean>;
  /**
   * Moves forward to a time up to which was read ahead. In passing, what time alone makes of it is not concluded: that
   * costs a look at every track.
   */
  advance: (at: number, options?: { inPassing: boolean }) => void;
  /** Tells of what was read ahead and lies beyond the moment, fix by fix. */
  eachAhead: FixesAhead;
};
