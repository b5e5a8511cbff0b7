import { z } from 'zod';
import type { Change } from '../picture/record.ts';
import { truths } from '../replay/moment.ts';

/**
 * Everything the server says to a viewer, as Socket.IO events of the same name. Positions are the event `frame`, whose
 * payload is binary (position-frame.ts). Order is that of sending; each message stands on the ones before.
 */

/** First message. `resume`: the viewer's picture stands and what follows continues it. `snapshot`: it is replaced. */
export const helloSchema = z.strictObject({
  protocol: z.int(),
  epoch: z.string(),
  mode: z.enum(['resume', 'snapshot']),
  serverTime: z.number(),
  /** Number of records that the snapshot will bring; 0 for resume. */
  records: z.int(),
  /** Number of records that follow behind the snapshot, as `history`. */
  history: z.int(),
  /** Facts and frame that the viewer is taken to hold; the next fact has this number. */
  facts: z.int(),
  frame: z.int(),
  profile: z.enum(['lan', 'vsat']),
});
export type Hello = z.infer<typeof helloSchema>;

const changeSchema = z.custom<Change>((value) => typeof value === 'object' && value !== null && 'kind' in value);

/** A part of the snapshot: records as puts. The last part has `last: true`; then the picture is complete but for positions. */
export const snapshotSchema = z.strictObject({ part: z.int(), last: z.boolean(), changes: z.array(changeSchema) });
export type Snapshot = z.infer<typeof snapshotSchema>;

/** A part of the snapshot for a viewer that asked for it so: beside it, as bytes, the gzipped JSON text of its changes. */
export const packedSchema = z.strictObject({ part: z.int(), last: z.boolean() });
export type Packed = z.infer<typeof packedSchema>;

/**
 * Behind a packed snapshot, while the live picture goes on: records that could wait, as bytes like those of `packed`.
 * A record that the viewer has by then came later, as a fact, and stands. `records` were announced, fewer may be in it.
 */
export const historySchema = z.strictObject({ part: z.int(), last: z.boolean(), records: z.int() });
export type HistoryPart = z.infer<typeof historySchema>;

/** Facts in order, the first of them numbered `first`. Never coalesced, never dropped. */
export const factsSchema = z.strictObject({ first: z.int(), changes: z.array(changeSchema) });
export type Facts = z.infer<typeof factsSchema>;

/** Where a replay stands. Times are epoch milliseconds. */
export const replayStatusSchema = z.strictObject({
  truth: z.enum(truths),
  /** The moment that the picture is of; until it has arrived, of the one before. */
  at: z.number(),
  /** Up to when knowledge counts, of *as happened*. */
  by: z.number(),
  speed: z.number(),
  isPlaying: z.boolean(),
  /** `moving`: another moment was asked for and is not here yet. `ended`: the end of the record, or of the range. */
  state: z.enum(['moving', 'here', 'ended']),
  /** Nothing more of this moment will come: also where tracks are on their way has been looked up. */
  isSettled: z.boolean(),
  /** Counts the jumps: what was drawn along the way before the last one does not belong to what comes after it. */
  jumps: z.int(),
  range: z.strictObject({ from: z.number(), to: z.number() }).optional(),
  /** Key of the record that the last jump led to, if that was a step. */
  reached: z.string().optional(),
  /** The record, as far as it reaches. */
  first: z.number(),
  last: z.number(),
});
export type ReplayStatus = z.infer<typeof replayStatusSchema>;

/** Once a second, also when nothing happens: silence is an event. */
export const beatSchema = z.strictObject({
  serverTime: z.number(),
  /** The viewer resumes from here after a lost link. Opaque. */
  cursor: z.string(),
  /** False when a write failed: every screen says NOT RECORDING. */
  recording: z.boolean(),
  exercise: z.boolean(),
  /** Objects that a limit of the server withholds. What the viewer may not see is not counted: a number would betray it. */
  hidden: z.int(),
  /** How long ago this viewer had last been sent everything; 0 when it has been. Beats overtake what waits for a slow link. */
  behindMs: z.number(),
  /** Names the newest medical cover that this viewer may fetch; absent while there is none. */
  coverage: z.string().optional(),
  /** In the beats of a replay: which moment this is. */
  replay: replayStatusSchema.optional(),
  /** Hash of the picture at `facts` and `frame`; only when this viewer has been sent everything. */
  check: z.strictObject({ facts: z.int(), frame: z.int(), hash: z.string() }).optional(),
});
export type Beat = z.infer<typeof beatSchema>;

/** The viewer fell too far behind, its picture disagrees, or its replay moved far: a snapshot follows. */
export const resyncSchema = z.strictObject({ reason: z.enum(['behind', 'requested', 'rights', 'restart', 'moved']) });
export type Resync = z.infer<typeof resyncSchema>;

export type DownstreamEvents = {
  hello: (message: Hello) => void;
  snapshot: (message: Snapshot) => void;
  packed: (message: Packed, changes: ArrayBuffer | Uint8Array) => void;
  history: (message: HistoryPart, changes: ArrayBuffer | Uint8Array) => void;
  facts: (message: Facts) => void;
  frame: (bytes: ArrayBuffer | Uint8Array) => void;
  beat: (message: Beat) => void;
  resync: (message: Resync) => void;
};
