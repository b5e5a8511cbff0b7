import type { FixBatch, TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { Moment, Truth } from '#shared/replay/moment.ts';
import type { TimelineMark } from '#shared/schema/timeline-marks.ts';

/** What travels between the thread that replays and the one that knows what the log held at any moment. */
export type HistoryRequest =
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

/** A moment, and up to which sequence number of the log it was told from: what came since may be of any time. */
export type ToldMoment = Moment & { sequence: number };

/** Where a step leads: when, and the key of the record that it is about. */
export type FoundStep = { at: number; key: string };

export type AdvanceQuery = { from: ToldMoment; upTo: number; mostRows: number };

/** Tracks at a moment. `observedAt` of a row is as believed; a negative descriptor is −1 − an index into `putBacks`. */
export type TrackStatesReply = {
  rows: FixBatch;
  freshness: Uint8Array;
  putBacks: { descriptor: TrackDescriptor; putBackBy: number }[];
  /** Of tracks that are long lost and not among the rows: when each descriptor was heard last. */
  lost: [descriptor: number, observedAt: number][];
};

/**
 * JSON texts of records with the hash of each. Not as one text: to make room for ten megabytes in one piece takes longer
 * than everything else that is done with them.
 */
export type RecordTexts = { texts: string[]; hashes: Uint32Array };

/** `sequence`: the last of the log that it was told from. */
export type SeekReply = { puts: RecordTexts; removed: string[]; tracks: TrackStatesReply; sequence: number };

/**
 * What follows a moment, up to a time or until so many rows are read. Fixes and facts are each in the order of the truth,
 * with the times by which that order goes; fixes come before facts of the same time and sequence.
 */
export type AdvanceReply = {
  reached: number;
  sequence: number;
  /** Something of the moment itself, or of a time before it, came in since that was told: only a seek takes it in. */
  isOutdated: boolean;
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
