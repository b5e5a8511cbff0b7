import { z } from 'zod';

/** Sent with the handshake (Socket.IO `auth`). */
export const handshakeSchema = z.strictObject({
  protocol: z.int(),
  profile: z.enum(['lan', 'vsat']).optional(),
  cursor: z.string().max(512).optional(),
  /** `packed`: snapshots come as `packed` events. */
  snapshots: z.enum(['plain', 'packed']).optional(),
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
};
