import { z } from 'zod';
import { identifierSchema, instantSchema, textSchema } from '../vocabulary.ts';

/** Whether a road or bridge of the mission pack can be driven. */
export const roadStateReportSchema = z.strictObject({
  roadId: identifierSchema,
  state: z.enum(['open', 'closed']),
  validUntil: instantSchema.optional(),
  remark: textSchema.optional(),
});
