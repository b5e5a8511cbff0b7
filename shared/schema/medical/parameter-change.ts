import { z } from 'zod';
import { medicalParameters, type ParameterName, parameterLimits, parameterNames } from '../../parameters/medical.ts';
import { textSchema } from '../vocabulary.ts';

/** Numbers of 10-1-2 that this mission plans with in place of the shipped ones; each report replaces the one before. */
export const parameterChangeReportSchema = z.strictObject({
  changed: z.partialRecord(z.enum(parameterNames as [ParameterName, ...ParameterName[]]), z.number()),
  remark: textSchema.optional(),
});
export type ParameterChange = z.infer<typeof parameterChangeReportSchema>;

/** A speed of nothing, a factor of a hundred or a negative time is a slip of the keyboard. */
export function findParameterFault(changed: ParameterChange['changed']): string | undefined {
  for (const [name, value] of Object.entries(changed) as [ParameterName, number][]) {
    const { unit } = medicalParameters[name];
    const [low, high] = parameterLimits[unit];
    if (value < low || value > high) return `${name} must be from ${low} to ${high} ${unit}, not ${value}`;
  }
  return undefined;
}
