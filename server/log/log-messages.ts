import type { FixBatch } from '#shared/picture/fix-batch.ts';
import type { EventQuery, PassageQuery, QuarantineItem, RowKey, TrackKey } from './event-log.ts';

/** What travels between the thread that uses the log and the two that own its connections. */

export type WriterOptions = {
  dataDir: string;
  isExercise: boolean;
  now: number;
  /** Negative control only: acknowledges a batch before it is committed, so that a kill must lose it. */
  acknowledgeBeforeCommit: boolean;
};

export type WriterReady = {
  epoch: string;
  isExercise: boolean;
  sequence: number;
  /** JSON text by id. */
  descriptors: string[];
};

/** Descriptors and facts travel as one JSON text each: cheaper than a structured clone of nested objects. */
export type AppendRequest = {
  kind: 'append';
  now: number;
  descriptors: string | undefined;
  fixes: FixBatch | undefined;
  facts: string | undefined;
};

export type AppendReply = {
  recordedAt: number;
  sequence: number;
  fixes: FixBatch | undefined;
  fixSequences: Float64Array;
  factSequences: Float64Array;
};

export type WriterRequest =
  | AppendRequest
  | { kind: 'quarantine'; items: readonly QuarantineItem[] }
  | { kind: 'save-key-frame-part'; factsSequence: number; part: number; records: string }
  | { kind: 'save-key-frame'; sequence: number; factsSequence: number; tracks: Uint8Array; parts: number | undefined }
  | { kind: 'close' };

export type ReaderRequest =
  | { kind: 'tail'; after: number; upTo: number; limit: number }
  | { kind: 'key-frame'; upTo: number }
  | { kind: 'key-frame-part'; factsSequence: number; part: number }
  | { kind: 'events'; query: EventQuery }
  | { kind: 'track'; source: string | undefined; trackId: string; from: number; to: number; limit: number }
  | { kind: 'newest-fix'; source: string; trackId: string; except: readonly number[]; before: number }
  | { kind: 'fixes-known-by'; tracks: readonly TrackKey[]; at: number }
  | { kind: 'passage-fixes'; query: PassageQuery }
  | { kind: 'holders'; keys: readonly RowKey[] }
  | { kind: 'history'; factKind: string; entity: string }
  | { kind: 'histogram'; from: number; to: number; bins: number }
  | { kind: 'counts' }
  | { kind: 'close' };

/** Facts stay JSON text until they reach the caller: one parse instead of a structured clone. */
export type TailChunk = {
  recordedAt: number;
  fixes: FixBatch | undefined;
  fixSequences: Float64Array;
  /** JSON text of an array of FactEvent, or undefined when there are none. */
  facts: string | undefined;
};
