import type { Change, PictureRecord } from '#shared/picture/record.ts';
import type { TrackColumns } from '#shared/picture/track-table.ts';
import type { Truth } from '#shared/replay/moment.ts';
import { upperBound } from '../../../log/history/batch-times.ts';

/** One truth of a clip in memory: its lines in order, positions as columns. */
export type Excerpt = {
  truth: Truth;
  /** Time of each line, ascending; epoch milliseconds. */
  at: Float64Array;
  /** Row of a fix, or −1 − the place of a change. */
  items: Int32Array;
  changes: Change[];
  /** Keys of the tracks of which there are fixes, by number. */
  keys: string[];
  /** Number of its track, by row. */
  trackOf: Int32Array;
  rows: TrackColumns;
  /** States on the way, so that none is far from any moment; the first is empty. */
  checkpoints: ExcerptState[];
};

/** What an excerpt has told up to one of its lines: its records, and the newest row of each track. */
export class ExcerptState {
  /** Lines before this one are in it. */
  line = 0;
  readonly records: Map<string, PictureRecord>;
  readonly latest: Int32Array;

  constructor(records: Map<string, PictureRecord>, latest: Int32Array, line: number) {
    this.records = new Map(records);
    this.latest = latest.slice();
    this.line = line;
  }

  /** Takes in the next line; false when that is about a track that is not there. */
  step({ items, changes, keys, trackOf }: Excerpt): boolean {
    const item = items[this.line++]!;
    if (item >= 0) {
      const track = trackOf[item]!;
      this.latest[track] = item;
      return this.records.has(keys[track]!);
    }
    const change = changes[-1 - item]!;
    if (change.kind === 'put') this.records.set(change.record.key, change.record);
    else this.records.delete(change.key);
    return true;
  }
}

/** Number of the lines up to a moment. */
export function linesUpTo(excerpt: Excerpt, at: number): number {
  return upperBound(excerpt.at, at);
}

/** A state of its own from which the moment is nearest. */
export function nearestState({ checkpoints }: Excerpt, line: number): ExcerptState {
  const { records, latest, line: at } = checkpoints.findLast((each) => each.line <= line)!;
  return new ExcerptState(records, latest, at);
}
