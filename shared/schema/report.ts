import { z } from 'zod';
import type { FactKind, KindBodies } from './kinds.ts';
import { type Marking, markingSchema } from './marking.ts';
import { identifierSchema, instantSchema, isoInstantSchema } from './vocabulary.ts';
import { positionReportSchema } from './watch/track.ts';

/** A later report may correct or retract an earlier one of the same entity; both stay in the log. */
export const amendsSchema = z.strictObject({
  messageId: identifierSchema,
  source: identifierSchema.optional(),
  as: z.enum(['correction', 'retraction']),
  reason: z.string().max(500).optional(),
});
export type Amends = z.infer<typeof amendsSchema>;

const envelopeShape = {
  messageId: identifierSchema.optional(),
  source: identifierSchema.optional(),
  marking: markingSchema.optional(),
};

/** What every report of a fact carries besides the fields of its kind. */
export const envelopeSchema = z.strictObject({
  ...envelopeShape,
  amends: amendsSchema.optional(),
  kind: z.string(),
  observedAt: instantSchema,
  /** When an imported or generated report was first known, if not now. */
  knownAt: instantSchema.optional(),
});

/** The whole position report as it travels; flat, because it is checked 25,000 times a second. */
export const positionWireSchema = z.strictObject({
  kind: z.literal('position'),
  ...envelopeShape,
  observedAt: isoInstantSchema,
  knownAt: isoInstantSchema.optional(),
  ...positionReportSchema.shape,
});
export type PositionWire = z.infer<typeof positionWireSchema>;

/** A checked report of a fact (everything but a position). Times are epoch milliseconds. */
export type FactReport<K extends FactKind = FactKind> = {
  [Kind in K]: {
    kind: Kind;
    source: string;
    messageId: string;
    observedAt: number;
    knownAt?: number;
    actor: string;
    marking: Marking;
    amends?: Amends;
    /** Id of the thing the fact is about, unique within its kind. */
    entity: string;
    body: KindBodies[Kind];
  };
}[K];

/** A fact in the log. `sequence` is dense over facts and fixes together; `recordedAt` never decreases with it. */
export type FactEvent<K extends FactKind = FactKind> = FactReport<K> & { sequence: number; recordedAt: number };

/** For validators that are compiled once and called often. */
export const positionJsonSchema = z.toJSONSchema(positionWireSchema, { io: 'input' });
