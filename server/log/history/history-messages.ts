import type { FixBatch, TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { Moment, Truth } from '#shared/replay/moment.ts';
import type { TimelineMark } from '#shared/schema/timeline-marks.ts';

/** What travels between the thread that replays and the one that knows what the log held at any moment. */
export type HistoryRequest =
  | { kind: 'span' }
  /** From a moment of the same truth that was told to another, or from nothing. */
  | { kind: 'seek'; from: ToldMoment | undefined; to: Moment }
  | ({ kind: 'advance' } & AdvanceQuery)
  | { kind: 'timeline'; from: number; to: number; bins: number; markings: readonly string[]; by: number }
  | { kind: 'markings' }
  | {
      kind: 'step';
      from: number;
      direction: 1 | -1;
      marks: readonly TimelineMark[];
      markings: readonly string[];
      truth: Truth;
      by: number;
    }
  | { kind: 'close' };

/** A moment, and how much of the log it was told from: what came since may be of any time. */
export type ToldMoment = Moment & { touched: number };

export type AdvanceQuery = { from: Moment; upTo: number; mostRows: number };

/** First and last moment on record, by either truth; undefined while nothing is. */
export type RecordSpan = { first: number; last: number } | undefined;

/** Tracks at a moment. `observedAt` of a row is as believed; a negative descriptor is −1 − an index into `putBacks`. */
export type TrackStatesReply = {
  rows: FixBatch;
  freshness: Uint8Array;
  putBacks: { descriptor: TrackDescriptor; putBackBy: number }[];
  /** Of tracks that are long lost and not among the rows: when each descriptor was heard last. */
  lost: [descriptor: number, observedAt: number][];
};

/** JSON texts of records, joined by `recordSeparator` and empty for none, with the hash of each text. */
export type RecordTexts = { texts: string; hashes: Uint32Array };

export type SeekReply = { puts: RecordTexts; removed: string[]; tracks: TrackStatesReply; touched: number };

/**
 * What follows a moment, up to a time or until so many rows are read. Fixes and facts are each in the order of the truth,
 * with the times by which that order goes; fixes come before facts of the same time and sequence.
 */
export type AdvanceReply = {
  reached: number;
  /** Records that had expired before and of which facts follow, to be held but not shown. */
  bases: RecordTexts;
  fixes: FixBatch;
  fixTimes: Float64Array;
  fixSequences: Float64Array;
  fixRecorded: Float64Array;
  /** JSON text of an array of FactEvent. */
  facts: string;
  factTimes: Float64Array;
};
