import { z } from 'zod';
import {
  extraSchema,
  gradingSchema,
  identifierSchema,
  instantSchema,
  nameSchema,
  placePrecisionSchema,
  positionSchema,
  textSchema,
  timePrecisionSchema,
} from '../vocabulary.ts';

/** Taxonomy: family codes with their sub-codes. Attack, crime, unrest, early warning, close call, freedom of movement. */
export const incidentTypes = [
  'ATK.DF',
  'ATK.IDF',
  'ATK.IED',
  'ATK.MIN',
  'ATK.CPX',
  'ATK.AMB',
  'ATK.UAS',
  'ATK.AIR',
  'ATK.OTHER',
  'CRM.ABD',
  'CRM.ROB',
  'CRM.ASS',
  'CRM.OTHER',
  'UNR.DEM',
  'UNR.BLK',
  'UNR.OTHER',
  'EWS.SUS',
  'EWS.UAS',
  'EWS.JAM',
  'EWS.OTHER',
  'NEG.CLOSE',
  'ACC.ROAD',
  'ACC.OTHER',
  'CON.STATE',
  'CON.NONSTATE',
  'CON.ONESIDED',
  'CON.OTHER',
] as const;
export type IncidentType = (typeof incidentTypes)[number];

const casualtySchema = z.strictObject({
  outcome: z.enum(['killed', 'injured', 'missing', 'abducted']),
  group: z.enum(['peacekeeper', 'un-civilian', 'civilian', 'armed', 'unknown']),
  count: z.number().int().min(0).max(1_000_000),
});

export const incidentReportSchema = z.strictObject({
  incidentId: identifierSchema.optional(),
  type: z.enum(incidentTypes),
  /** The incident of which this one is a part: an explosion, an ambush on the way there, of one complex attack. */
  partOf: identifierSchema.optional(),
  /** Absent when no place is known; none is invented. */
  position: positionSchema.optional(),
  precision: placePrecisionSchema.default('exact'),
  place: nameSchema.optional(),
  occurredAt: instantSchema,
  endedAt: instantSchema.optional(),
  timePrecision: timePrecisionSchema.default('minute'),
  title: z.string().min(1).max(300),
  narrative: textSchema.optional(),
  casualties: z.array(casualtySchema).max(50).default([]),
  actors: z.array(z.string().max(300)).max(20).default([]),
  grading: gradingSchema.optional(),
  verification: z.enum(['unverified', 'partly', 'verified', 'disputed']).default('unverified'),
  extra: extraSchema.optional(),
});
export type IncidentReport = z.infer<typeof incidentReportSchema>;
