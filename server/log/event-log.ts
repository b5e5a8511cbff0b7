import type { AreaBox } from '#shared/analysis/passage/area-box.ts';
import type { FixBatch, TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { FactEvent, FactReport } from '#shared/schema/report.ts';

/**
 * The append-only log, opened by `openEventLog`. One writer thread owns the database; `append` resolves only when
 * everything in it is on disk (WAL, synchronous=FULL). Sequence numbers are dense over fixes and facts together and
 * start at 1.
 */
export type EventLog = {
  /** Random id of this log; new after any restore. */
  readonly epoch: string;
  readonly isExercise: boolean;
  /** Last sequence on disk. */
  readonly sequence: number;
  /** All descriptors ever used, by id; `append` extends it. Ids are dense from 0. */
  readonly descriptors: TrackDescriptor[];
  /** False after a write failed; every screen says so. Appends are then refused with NotRecording. */
  readonly isRecording: boolean;
  /** Everything recorded up to this time is on disk, and nothing more will be; epoch milliseconds. */
  readonly settledAt: number;
  /**
   * One call at a time: the caller gathers while one commit is under way (group commit). Rejects with NotRecording,
   * and then nothing of the batch was acknowledged; sending it again is safe.
   */
  append: (batch: AppendBatch) => Promise<Committed>;
  quarantine: (items: readonly QuarantineItem[]) => Promise<void>;
  saveKeyFrame: (keyFrame: KeyFrame) => Promise<void>;
  /** The newest key frame that is complete, undamaged and not beyond the log, with its records; if there is one. */
  readKeyFrame: () => Promise<KeyFrame | undefined>;
  /** Everything after `sequence` in order, in chunks of at most `chunkRows` rows, until the head is reached. */
  readTail: (sequence: number, chunkRows: number) => AsyncIterable<LogChunk>;
  read: LogReader;
  close: () => Promise<void>;
};

export type AppendBatch = {
  /** New descriptors, in the order of their ids, continuing `descriptors`. */
  descriptors: TrackDescriptor[];
  /** Buffers are handed over to the writer and come back in `Committed`. */
  fixes: FixBatch | undefined;
  facts: FactReport[];
};

export type Committed = {
  recordedAt: number;
  fixes: FixBatch | undefined;
  /** Sequence by row; negative: a duplicate of the fix with that sequence. New fixes come before new facts. */
  fixSequences: Float64Array;
  /** Same convention. */
  factSequences: Float64Array;
};

export type QuarantineItem = { receivedAt: number; door: string; problem: Problem; bytes: Uint8Array };

/**
 * The picture at `sequence`, in parts so that neither writing nor reading blocks for long. `tracks` are the positions,
 * in the order in which the records name their tracks. `records` are JSON texts as of `factsSequence`; undefined to refer to those saved with an earlier key frame.
 */
export type KeyFrame = { sequence: number; tracks: Uint8Array; factsSequence: number; records: string[] | undefined };

/** Rows of one commit or a part of one, contiguous by sequence, fixes before facts. */
export type LogChunk = {
  recordedAt: number;
  fixes: FixBatch | undefined;
  fixSequences: Float64Array;
  facts: FactEvent[];
};

/** Every condition given must hold; results come in sequence order. */
export type EventQuery = {
  /** Sequence, exclusive. */
  after?: number;
  /** Observed time, inclusive. */
  from?: number;
  /** Observed time, exclusive. */
  to?: number;
  kinds?: string[];
  /** West, south, east, north; west > east crosses the antimeridian. A fact without a place is in no box. */
  box?: readonly [number, number, number, number];
  /** Part of the title, whatever its case. */
  text?: string;
  /** Known at this time: told to be so by whoever reported it, else recorded by then. */
  knownBy?: number;
  limit: number;
};

/** Queries, answered by a thread of its own so that they never stand in the way of the stream. */
export type LogReader = {
  events: (query: EventQuery) => Promise<FactEvent[]>;
  /**
   * Fixes of one track with `from` ≤ observed ≤ `to`, oldest first, at most `limit`; of all sources that use this
   * track id when `source` is undefined. Undefined when the track is not known.
   */
  track: (
    source: string | undefined,
    trackId: string,
    from: number,
    to: number,
    limit: number,
  ) => Promise<TrackFix[] | undefined>;
  /** The newest fix of one track of which `except` does not name the descriptor. */
  newestFix: (
    source: string,
    trackId: string,
    except: readonly number[],
    before?: number,
  ) => Promise<TrackFix | undefined>;
  /** For each track the newest fix that was known at a time; undefined where there was none. */
  fixesKnownBy: (tracks: readonly TrackKey[], at: number) => Promise<(TrackFix | undefined)[]>;
  /** A slice of the ways of some tracks, for what passed through an area (see `readPassageFixes`). */
  passageFixes: (query: PassageQuery) => Promise<PassageFixes>;
  /** Actor of the row that has each key, in the order of the keys; null where no row has it. */
  holders: (keys: readonly RowKey[]) => Promise<(string | null)[]>;
  /** Versions of one entity, oldest first. */
  history: (kind: string, entity: string) => Promise<FactEvent[]>;
  /** Facts by kind in `bins` equal bins between two times. */
  histogram: (from: number, to: number, bins: number) => Promise<Record<string, number[]>>;
  counts: () => Promise<{ facts: number; fixes: number; quarantined: number }>;
};

/** What a row is known by: a second one with the same key is a duplicate. */
export type RowKey = { source: string; messageId: string } | { source: string; trackId: string; observedAt: number };

export type TrackKey = { source: string; trackId: string };

/** A track of which only fixes with these descriptors are looked at; others are as if they were not there. */
export type PassageTrack = TrackKey & {
  descriptors: readonly number[];
  /** Fixes further apart than this, in milliseconds, are not joined. */
  gapMs: number;
};

export type PassageQuery = {
  tracks: readonly PassageTrack[];
  /** Observed times, both inclusive. */
  from: number;
  to: number;
  /** Around the area: what cannot tell of it is left out. */
  box: AreaBox;
  /** Where the answer before this one stopped. */
  start?: PassageFixes['next'];
  /** Fixes read in one answer, where the usual bound does not do. */
  sliceRows?: number;
};

/** Fixes of the tracks of the query one after the other, each in the order of time. */
export type PassageFixes = {
  /** How many of them are those of each track. */
  counts: Int32Array;
  observedAt: Float64Array;
  /** Degrees × 10⁷. */
  longitudeE7: Int32Array;
  latitudeE7: Int32Array;
  /** How many fixes of the span were looked at, before any was left out. */
  read: number;
  /** Where to go on; undefined at the end. */
  next: { track: number; after?: number } | undefined;
};

export type TrackFix = {
  sequence: number;
  /** Index into `descriptors`, whose marking says who may see this fix. */
  descriptor: number;
  source: string;
  observedAt: number;
  longitude: number;
  latitude: number;
  courseDegrees?: number;
  speedMetresPerSecond?: number;
  accuracyMetres?: number;
  altitudeMetres?: number;
};

/** The log cannot take more now; nothing of the batch was stored. */
export class NotRecording extends Error {
  override readonly name = 'NotRecording';
  readonly isRetryable = true;
}
