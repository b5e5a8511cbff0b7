import { z } from 'zod';
import { identifierSchema, instantSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';
import {
  type CaseTimeName,
  caseOutcomes,
  caseTimeNames,
  clearanceStates,
  contaminations,
  equipments,
  patientGroups,
  precedences,
  securities,
  severities,
  siteMarkings,
  surgeryNeeds,
} from './casevac-terms.ts';

const countSchema = z.number().int().min(0).max(1_000);
const countsBy = <Name extends string>(names: readonly Name[]) => z.partialRecord(z.enum(names), countSchema);

/** Lines of a 4-line and a 9-line. What nobody said is absent; each line may be said again. */
const lineShape = {
  position: positionSchema.optional(),
  place: nameSchema.optional(),
  callSign: nameSchema.optional(),
  casualties: countSchema.optional(),
  severity: z.enum(severities).optional(),
  security: z.enum(securities).optional(),
  landingZone: textSchema.optional(),
  frequency: nameSchema.optional(),
  precedence: countsBy(precedences).optional(),
  equipment: z.array(z.enum(equipments)).max(equipments.length).optional(),
  litter: countSchema.optional(),
  ambulatory: countSchema.optional(),
  siteMarking: z.enum(siteMarkings).optional(),
  groups: countsBy(patientGroups).optional(),
  nationality: nameSchema.optional(),
  contamination: z.enum(contaminations).optional(),
  terrain: textSchema.optional(),
  needsSurgery: z.enum(surgeryNeeds).optional(),
  patrolId: identifierSchema.optional(),
  incidentId: identifierSchema.optional(),
  remark: textSchema.optional(),
};
const linesSchema = z.strictObject(lineShape);
export type CasevacLines = z.infer<typeof linesSchema>;

/** A time that was asked for and is not known stays `unknown`, which is more than not said. */
const timeSchema = z.union([instantSchema, z.literal('unknown')]);
export type CaseTime = z.infer<typeof timeSchema>;

const timesSchema = z.strictObject({
  ...(Object.fromEntries(caseTimeNames.map((name) => [name, timeSchema.optional()])) as Record<
    CaseTimeName,
    z.ZodOptional<typeof timeSchema>
  >),
  /** The injury may have been so many minutes earlier or later. */
  injuryToleranceMinutes: z.number().min(0).max(1_440).optional(),
});
export type CaseTimes = z.infer<typeof timesSchema>;

/** AT-MIST: age, time of injury, mechanism, injuries, signs, treatment. No names. */
const patientShape = {
  age: nameSchema.optional(),
  injuryAt: timeSchema.optional(),
  mechanism: textSchema.optional(),
  injuries: textSchema.optional(),
  signs: textSchema.optional(),
  treatment: textSchema.optional(),
  precedence: z.enum(precedences).optional(),
  needsSurgery: z.enum(surgeryNeeds).optional(),
  group: z.enum(patientGroups).optional(),
  facilityId: identifierSchema.optional(),
  surgeryAt: timeSchema.optional(),
};
const patientSchema = z.strictObject({ patientId: identifierSchema, ...patientShape });
export type CasevacPatient = z.infer<typeof patientSchema>;

const caseId = identifierSchema;
const reasonSchema = z.string().min(3).max(500);
/** Absent asset: the unit drives itself. */
const taskShape = { assetId: identifierSchema.optional(), facilityId: identifierSchema.optional() };

/** Small reports about one case, from the first call to its end. They may come in any order. */
export const casevacReportSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('open'), caseId, ...lineShape, position: positionSchema }),
  z.strictObject({ action: z.literal('update'), caseId, ...lineShape }),
  z.strictObject({ action: z.literal('times'), caseId, times: timesSchema }),
  z.strictObject({ action: z.literal('patient'), caseId, ...patientSchema.shape }),
  z.strictObject({ action: z.literal('assign'), caseId, ...taskShape, remark: textSchema.optional() }),
  z.strictObject({
    action: z.literal('retask'),
    caseId,
    ...taskShape,
    /** The asset that is relieved; absent: whatever is assigned. */
    insteadOf: identifierSchema.optional(),
    reason: reasonSchema,
  }),
  z.strictObject({
    action: z.literal('cancel'),
    caseId,
    /** Absent: every asset that is assigned. */
    assetId: identifierSchema.optional(),
    reason: reasonSchema,
  }),
  z.strictObject({
    action: z.literal('clearance'),
    caseId,
    state: z.enum(clearanceStates),
    /** Who asked, allowed or refused. */
    by: nameSchema.optional(),
    reason: textSchema.optional(),
  }),
  z.strictObject({
    action: z.literal('close'),
    caseId,
    outcome: z.enum(caseOutcomes),
    ...taskShape,
    remark: textSchema.optional(),
  }),
]);
export type CasevacReport = z.infer<typeof casevacReportSchema>;

/** Rules a JSON schema cannot say; the fault in words. */
export function findCasevacFault(report: CasevacReport): string | undefined {
  if (report.action === 'clearance' && report.state === 'refused' && !report.by)
    return 'a refused clearance says by whom';
  if (report.action === 'assign' && report.assetId === undefined && report.facilityId === undefined)
    return 'an assignment names an asset or a facility';
  return undefined;
}

/** One report as the record keeps it; sorted by time. */
export type CasevacEntry = {
  at: number;
  /** What its sender's clock said, where that was ahead of when it became known. */
  saidAt?: number;
  /** `source/messageId` */
  messageId: string;
  says: CasevacSaying;
};
type WithoutId<Report> = Report extends unknown ? Omit<Report, 'caseId'> : never;
export type CasevacSaying = WithoutId<CasevacReport>;

export type CasevacTask = {
  assetId?: string;
  facilityId?: string;
  at: number;
  state: 'assigned' | 'relieved' | 'cancelled';
  /** Why it was relieved or cancelled. */
  reason?: string;
};
export type CasevacClearance = { state: (typeof clearanceStates)[number]; at: number; by?: string; reason?: string };

export type CasevacBody = CasevacLines & {
  /** `unopened`: something was said of it, but not yet where it is. */
  status: 'unopened' | 'open' | 'assigned' | 'closed';
  outcome?: (typeof caseOutcomes)[number];
  times: CaseTimes;
  tasks: CasevacTask[];
  clearances: CasevacClearance[];
  patients: CasevacPatient[];
  /** The reports, oldest first; beyond `casevacEntryLimit` without those that later ones say again. All else follows. */
  entries: CasevacEntry[];
};
