import { z } from 'zod';
import { identifierSchema, instantSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';

const assetTypes = ['helicopter', 'escort-helicopter', 'ambulance', 'fixed-wing', 'medical-team'] as const;

/** Something that can fetch a casualty, or fly beside what does: its readiness as reported. */
export const assetReportSchema = z.strictObject({
  assetId: identifierSchema,
  name: nameSchema,
  type: z.enum(assetTypes),
  /** Where it stands by when not tracked. */
  position: positionSchema.optional(),
  /** Its tracker, as `source/trackId`. */
  track: z.string().min(3).max(260).optional(),
  baseFacility: identifierSchema.optional(),
  model: nameSchema.optional(),
  status: z.enum(['ready', 'tasked', 'unserviceable', 'unknown']),
  noticeMinutes: z.number().min(0).max(1_440).optional(),
  /** Cruise and range after reserve, where they differ from those of its model. */
  speedKmh: z.number().min(1).max(1_000).optional(),
  rangeKm: z.number().min(1).max(5_000).optional(),
  nightCapable: z.boolean().optional(),
  medicalCrew: z.boolean().optional(),
  litters: z.number().int().min(0).max(60).optional(),
  validUntil: instantSchema.optional(),
  remark: textSchema.optional(),
});
