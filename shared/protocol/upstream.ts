import { z } from 'zod';
import { truths } from '../replay/moment.ts';
import { timelineMarks } from '../schema/timeline-marks.ts';

const rangeSchema = z.strictObject({ from: z.number(), to: z.number() });
const speedSchema = z.number().min(0.25).max(3_600);

/**
 * Present in the handshake of a replay: which moment is looked at. Streams of one viewer that name the same session share
 * one clock, each with its own truth. A client that returns says where it was.
 */
export const replayRequestSchema = z.strictObject({
  session: z.string().min(8).max(64),
  truth: z.enum(truths),
  /** Epoch milliseconds; absent joins the session where it is, or begins now. */
  at: z.number().optional(),
  speed: speedSchema.optional(),
  isPlaying: z.boolean().optional(),
  range: rangeSchema.optional(),
  /** Id of an opened clip; absent is the record of this server. */
  clip: z.string().max(64).optional(),
});
export type ReplayRequest = z.infer<typeof replayRequestSchema>;

/** What a viewer asks of its replay. `truth` is of the stream, everything else of the session. */
export const replayCommandSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('seek'), at: z.number() }),
  z.strictObject({ do: z.literal('play') }),
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('speed'), speed: speedSchema }),
  z.strictObject({ do: z.literal('range'), range: rangeSchema.optional() }),
  z.strictObject({ do: z.literal('truth'), truth: z.enum(truths) }),
  /** To the next or previous thing that the timeline marks. */
  z.strictObject({
    do: z.literal('step'),
    direction: z.literal([1, -1]),
    marks: z.array(z.enum(timelineMarks)).max(20),
  }),
]);
export type ReplayCommand = z.infer<typeof replayCommandSchema>;

/** Sent with the handshake (Socket.IO `auth`). */
export const handshakeSchema = z.strictObject({
  protocol: z.int(),
  profile: z.enum(['lan', 'vsat']).optional(),
  cursor: z.string().max(512).optional(),
  /** `packed`: snapshots come as `packed` events. */
  snapshots: z.enum(['plain', 'packed']).optional(),
  replay: replayRequestSchema.optional(),
});
export type Handshake = z.infer<typeof handshakeSchema>;

/** What the viewer has applied: snapshot parts, facts and the frame number. Sent after each message but beats. */
export const acknowledgeSchema = z.strictObject({
  facts: z.int().min(0),
  frame: z.int().min(0),
  parts: z.int().min(0),
});
export type Acknowledge = z.infer<typeof acknowledgeSchema>;

/** The viewer found a gap, a malformed frame or a hash that differs, and asks for a fresh snapshot. */
export const freshSchema = z.strictObject({ reason: z.enum(['gap', 'malformed', 'hash', 'sleep']) });
export type Fresh = z.infer<typeof freshSchema>;

export type UpstreamEvents = {
  acknowledge: (message: Acknowledge) => void;
  fresh: (message: Fresh) => void;
  /** What stands now has been drawn: the past may come. Asked for once, behind a packed snapshot. */
  history: () => void;
  replay: (command: ReplayCommand) => void;
};
