import { z } from 'zod';
import {
  gradingSchema,
  identifierSchema,
  instantSchema,
  nameSchema,
  polygonSchema,
  textSchema,
} from '../vocabulary.ts';

export const zoneTypes = [
  'direct-fire',
  'indirect-fire',
  'ied',
  'mines',
  'uas',
  'unrest',
  'no-go',
  'restricted',
  'area-of-operations',
] as const;
export const zoneLevels = ['low', 'moderate', 'high', 'extreme'] as const;

export const zoneReportSchema = z.strictObject({
  zoneId: identifierSchema,
  name: nameSchema,
  type: z.enum(zoneTypes),
  level: z.enum(zoneLevels),
  area: polygonSchema,
  validFrom: instantSchema.optional(),
  validTo: instantSchema.optional(),
  status: z.enum(['active', 'retired']).default('active'),
  grading: gradingSchema.optional(),
  remark: textSchema.optional(),
});
export type ZoneReport = z.infer<typeof zoneReportSchema>;
