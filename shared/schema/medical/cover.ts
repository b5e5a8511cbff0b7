import { z } from 'zod';
import { legNames, planModes } from '../../analysis/coverage/plan.ts';

/** Met, missed, or not known. Unknown is never met. */
export const tierStates = ['met', 'missed', 'unknown'] as const;
export type TierState = (typeof tierStates)[number];

/** One tier of 10-1-2 for one patrol, at the worst point of where it may be. */
const tierSchema = z.strictObject({
  state: z.enum(tierStates),
  /** Seconds from injury by the soonest plan, the sum of its legs; absent when there is none. */
  seconds: z.number().int().min(0).optional(),
  mode: z.enum(planModes).optional(),
  /** Keys of the asset and the facility of that plan. */
  asset: z.string().max(300).optional(),
  facility: z.string().max(300).optional(),
  legs: z.array(z.strictObject({ name: z.enum(legNames), seconds: z.number().int().min(0) })).max(20),
  /** The longest leg, while the tier is missed. */
  limitingLeg: z.enum(legNames).optional(),
});
export type CoverTier = z.infer<typeof tierSchema>;

const toldTierSchema = tierSchema.pick({ state: true, seconds: true });

/** What of a chain, or of all of them, can change between two conclusions. */
const coverCauses = [
  'moved',
  'position-lost',
  'position-heard',
  'asset-changed',
  'facility-changed',
  'asset-expired',
  'facility-expired',
  'road-changed',
  'conditions-changed',
  'parameters-changed',
  'nightfall',
  'daybreak',
] as const;

/** What the server concluded of the medical cover of one patrol. */
export const coverReportSchema = z.strictObject({
  patrolId: z.string().min(1).max(128),
  team: tierSchema,
  surgery: tierSchema,
  /** What was told last before this; absent in the first of a patrol. */
  before: z.strictObject({ team: toldTierSchema, surgery: toldTierSchema }).optional(),
  /** Why it is another than before; absent in the first of a patrol. */
  cause: z
    .strictObject({
      what: z.enum(coverCauses),
      /** The asset, facility or road. */
      key: z.string().max(300).optional(),
      /** The field of its report that changed, as before and after. */
      field: z.string().max(40).optional(),
      from: z.string().max(100).optional(),
      to: z.string().max(100).optional(),
    })
    .optional(),
  /** Which set of numbers it was computed with: the sequence of the change, 0 for the shipped set. */
  parameters: z.number().int().min(0),
});
export type CoverReport = z.infer<typeof coverReportSchema>;
