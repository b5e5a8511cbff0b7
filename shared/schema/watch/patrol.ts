import { z } from 'zod';
import { identifierSchema, instantSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';

const waypointSchema = z.strictObject({
  position: positionSchema,
  name: nameSchema.optional(),
  expectedAt: instantSchema.optional(),
});

export const patrolPlanSchema = z.strictObject({
  callSign: nameSchema,
  unit: identifierSchema.optional(),
  purpose: textSchema.optional(),
  mode: z.enum(['vehicle', 'foot', 'air', 'river']).default('vehicle'),
  strength: z.number().int().min(1).max(1_000).optional(),
  /** Whether a trained first aider goes along; where nobody says, it is not known. */
  firstAid: z.boolean().optional(),
  /** Tracks that carry this patrol, as `source/trackId`. */
  tracks: z.array(z.string().min(3).max(260)).max(50).default([]),
  route: z.array(waypointSchema).min(1).max(500),
  startAt: instantSchema,
  endAt: instantSchema.optional(),
  checkInMinutes: z.number().min(1).max(1_440).default(60),
});

/** A patrol is planned, started, checked in on, handed over and closed; only a person removes a lost one. */
export const patrolReportSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('plan'), patrolId: identifierSchema, plan: patrolPlanSchema }),
  z.strictObject({ action: z.literal('start'), patrolId: identifierSchema }),
  z.strictObject({
    action: z.literal('check-in'),
    patrolId: identifierSchema,
    position: positionSchema.optional(),
    remark: textSchema.optional(),
  }),
  z.strictObject({
    action: z.literal('hand-over'),
    patrolId: identifierSchema,
    toUnit: identifierSchema,
    remark: textSchema.optional(),
  }),
  z.strictObject({
    action: z.literal('close'),
    patrolId: identifierSchema,
    outcome: z.enum(['completed', 'aborted']),
    remark: textSchema.optional(),
  }),
  z.strictObject({ action: z.literal('remove'), patrolId: identifierSchema, reason: z.string().min(3).max(500) }),
]);
export type PatrolReport = z.infer<typeof patrolReportSchema>;

/** A moment in the life of a patrol; kept sorted by time. */
export type PatrolMark = {
  at: number;
  action: 'start' | 'check-in' | 'hand-over' | 'close' | 'remove';
  detail?: string;
  /** `source/messageId` */
  messageId: string;
};

export type PatrolBody = {
  status: 'planned' | 'under-way' | 'completed' | 'aborted' | 'removed' | 'unplanned';
  plan?: z.infer<typeof patrolPlanSchema>;
  planObservedAt?: number;
  /** The message the plan came with, as `source/messageId`. */
  planMessageId?: string;
  unit?: string;
  /** The latest marks, oldest first, at most `patrolMarkLimit`. */
  marks: PatrolMark[];
};
export const patrolMarkLimit = 50;
