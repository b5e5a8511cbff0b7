import { z } from 'zod';
import { identifierSchema, instantSchema, nameSchema, timePrecisionSchema } from '../vocabulary.ts';

export const casualtyCauses = [
  'malicious-act',
  'accident',
  'illness',
  'self-inflicted',
  'to-be-determined',
  'unknown',
] as const;
export type CasualtyCause = (typeof casualtyCauses)[number];

/**
 * One person of a mission who died or was hurt, as statistics tell it: no name and no place. Several of one mission and
 * day may be one event or not; nothing here says so.
 */
export const casualtyReportSchema = z.strictObject({
  casualtyId: identifierSchema,
  outcome: z.enum(['killed', 'injured', 'missing']),
  occurredAt: instantSchema,
  timePrecision: timePrecisionSchema.default('day'),
  mission: nameSchema,
  cause: z.enum(casualtyCauses),
  personnelType: z.enum(['military', 'observer', 'police', 'civilian', 'local', 'other']),
  /** Name as the source writes it, and ISO 3166 alpha-3 where the source knows one. */
  nationality: nameSchema.optional(),
  nationalityCode: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected three capital letters')
    .optional(),
  /** Absent where it was not recorded; older records rarely name women, so that trends in it mean nothing. */
  gender: z.enum(['female', 'male']).optional(),
});
export type CasualtyReport = z.infer<typeof casualtyReportSchema>;
