import { z } from 'zod';
import { identifierSchema, instantSchema, nameSchema, textSchema } from '../vocabulary.ts';

/** Health of a source of reports. `silent` is concluded by the server, the others are reported. */
export const sourceReportSchema = z.strictObject({
  sourceId: identifierSchema,
  name: nameSchema,
  status: z.enum(['connected', 'silent', 'disconnected', 'failed']),
  intervalSeconds: z.number().min(0.1).max(604_800).optional(),
  lastHeardAt: instantSchema.optional(),
  remark: textSchema.optional(),
});
