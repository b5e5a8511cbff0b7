import { z } from 'zod';
import { identifierSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';
import { assetReportSchema } from './asset.ts';
import { conditionsReportSchema } from './conditions.ts';
import { facilityReportSchema } from './facility.ts';

/** A change that nobody made: what cover would be if. Later ones of the same thing stand over earlier ones. */
export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('asset'), key: identifierSchema, set: assetReportSchema.partial() }),
  z.strictObject({ kind: z.literal('facility'), key: identifierSchema, set: facilityReportSchema.partial() }),
  z.strictObject({ kind: z.literal('place'), key: identifierSchema, position: positionSchema }),
  z.strictObject({ kind: z.literal('road'), roadId: identifierSchema, state: z.enum(['open', 'closed']) }),
  z.strictObject({ kind: z.literal('conditions'), set: conditionsReportSchema.partial() }),
  z.strictObject({ kind: z.literal('light'), light: z.enum(['day', 'night']) }),
]);
export type Edit = z.infer<typeof editSchema>;

/** A named what-if that others can open. It never changes what is known. */
export const scenarioReportSchema = z.strictObject({
  scenarioId: identifierSchema,
  name: nameSchema,
  edits: z.array(editSchema).max(200),
  /** Withdrawn: no longer offered. */
  isWithdrawn: z.boolean().default(false),
  remark: textSchema.optional(),
});
