import { z } from 'zod';
import { instantSchema, textSchema } from '../vocabulary.ts';
import { zoneLevels } from '../watch/zone.ts';

export const seasons = ['dry', 'wet'] as const;
const escortLevels = ['none', ...zoneLevels] as const;

/** What holds for all medical evacuation of the mission at a time; each report replaces the one before. */
export const conditionsReportSchema = z.strictObject({
  season: z.enum(seasons).default('dry'),
  /** What the weather or the authorities allow. */
  flying: z.enum(['allowed', 'daylight-only', 'grounded']).default('allowed'),
  /** From the alert until launch is decided, and until the host state clears the flight. */
  decisionMinutes: z.number().min(0).max(1_440).default(0),
  clearanceMinutes: z.number().min(0).max(4_320).default(0),
  /** In threat zones of this level or above helicopters pick up only with an escort. */
  escortFrom: z.enum(escortLevels).default('none'),
  /** Whether units drive their own casualties. */
  unitVehicles: z.boolean().default(true),
  validUntil: instantSchema.optional(),
  remark: textSchema.optional(),
});
export type Conditions = z.infer<typeof conditionsReportSchema>;

/** What holds while nobody has said otherwise. */
export const defaultConditions: Conditions = {
  season: 'dry',
  flying: 'allowed',
  decisionMinutes: 0,
  clearanceMinutes: 0,
  escortFrom: 'none',
  unitVehicles: true,
};
