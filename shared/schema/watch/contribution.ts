import { z } from 'zod';
import { identifierSchema, instantSchema, nameSchema } from '../vocabulary.ts';

const contributorSchema = z.strictObject({
  country: nameSchema,
  /** Absent when the source does not know the size. */
  troops: z.number().int().min(0).max(1_000_000).optional(),
});

/** Which countries stood at a site, and with how many: the newest report of a site holds until `validUntil`. */
export const contributionReportSchema = z.strictObject({
  siteId: identifierSchema,
  name: nameSchema,
  mission: nameSchema,
  contributors: z.array(contributorSchema).max(200),
  validUntil: instantSchema.optional(),
});
