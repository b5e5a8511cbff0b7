import { z } from 'zod';
import { extraSchema, identifierSchema, instantSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';

export const siteTypes = [
  'headquarters',
  'camp',
  'operating-base',
  'observation-post',
  'checkpoint',
  'airfield',
  'landing-site',
  'village',
  'other',
] as const;

export const siteReportSchema = z.strictObject({
  siteId: identifierSchema,
  name: nameSchema,
  type: z.enum(siteTypes),
  position: positionSchema,
  unit: identifierSchema.optional(),
  status: z.enum(['open', 'closed']).default('open'),
  /** Whether aircraft without night vision can land there in the dark; where nobody says, they cannot. */
  lit: z.boolean().optional(),
  /** Until when the report speaks for the site; afterwards nobody has said whether it is still there. */
  validUntil: instantSchema.optional(),
  remark: textSchema.optional(),
  extra: extraSchema.optional(),
});
export type SiteReport = z.infer<typeof siteReportSchema>;
