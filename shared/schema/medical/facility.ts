import { z } from 'zod';
import { extraSchema, identifierSchema, instantSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';

export const facilityLevels = ['first-aid', '1', '1+', '2', '2+', '3', '4', 'civilian'] as const;

/** A medical treatment facility and its reported state. State without validity is unknown after `stateValidityHours`. */
export const facilityReportSchema = z.strictObject({
  facilityId: identifierSchema,
  name: nameSchema,
  level: z.enum(facilityLevels),
  position: positionSchema,
  precision: z.enum(['exact', 'locality', 'doubtful']).default('exact'),
  unit: identifierSchema.optional(),
  status: z.enum(['open', 'limited', 'closed', 'unknown']).default('open'),
  tablesFree: z.number().int().min(0).max(100).optional(),
  /** When the next table is free, while none is. */
  tableFreeAt: instantSchema.optional(),
  bedsFree: z.number().int().min(0).max(10_000).optional(),
  bloodUnits: z.number().int().min(0).max(10_000).optional(),
  doctorPresent: z.boolean().optional(),
  landingSite: z.enum(['none', 'day', 'day-and-night']).optional(),
  /** Whether aircraft can refuel there; where nobody says, they can. */
  hasFuel: z.boolean().optional(),
  validUntil: instantSchema.optional(),
  remark: textSchema.optional(),
  extra: extraSchema.optional(),
});
export type FacilityReport = z.infer<typeof facilityReportSchema>;
