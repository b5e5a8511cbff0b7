import { z } from 'zod';
import { identifierSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';

const sensorTypes = ['radar', 'camera', 'aerostat', 'acoustic', 'weapon-locating', 'uas-station'] as const;

/** A sensor that stays in one place, and what it can see. */
export const sensorReportSchema = z.strictObject({
  sensorId: identifierSchema,
  name: nameSchema,
  type: z.enum(sensorTypes),
  position: positionSchema,
  rangeMetres: z.number().min(0).max(500_000),
  /** Watched sector, clockwise from `fromDegrees` to `toDegrees`; absent means all round. */
  sector: z.strictObject({ fromDegrees: z.number().min(0).max(360), toDegrees: z.number().min(0).max(360) }).optional(),
  status: z.enum(['working', 'degraded', 'failed', 'off']),
  remark: textSchema.optional(),
});
export type SensorReport = z.infer<typeof sensorReportSchema>;
