import { z } from 'zod';
import { identifierSchema, nameSchema, positionSchema, textSchema } from './vocabulary.ts';

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
  remark: textSchema.optional(),
});
export type SiteReport = z.infer<typeof siteReportSchema>;
