import { z } from 'zod';
import { type PictureRecord, type RecordKind, recordKey, trackName } from '../picture/record.ts';
import { type FactKind, type KindDefinition, kinds } from '../schema/kinds.ts';
import { markingSchema } from '../schema/marking.ts';
import { casevacReportSchema } from '../schema/medical/casevac.ts';
import { caseOutcomes, clearanceStates } from '../schema/medical/casevac-terms.ts';
import { identifierSchema, textSchema } from '../schema/vocabulary.ts';
import { patrolMarkLimit, patrolPlanSchema } from '../schema/watch/patrol.ts';
import { affiliations, trackTypes } from '../schema/watch/track.ts';

/**
 * What a record in a package may be: its envelope, and for each kind of record what the picture holds of it. Derived from
 * the schemas of the reports where the body is that of a report.
 */

/** What a `Date` can say. */
const timeSchema = z.number().min(-8.64e15).max(8.64e15);
/** `source/messageId` or `source/trackId`; of overtaken messages nothing remains but their number. */
const nameSchema = z.string().max(260);
/** A fold keeps fewer. */
const mostSuperseded = 100;
/** Longer than any source may wait for. */
const mostIntervalMs = 1e9;

type Shape = Record<string, z.ZodType>;

/** What a schema of reports makes of what it takes: times are numbers, and what has a default may be left out. */
function outputOf(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return outputOf(schema.def.innerType as z.ZodType).optional();
  if (schema instanceof z.ZodDefault) {
    const { innerType, defaultValue } = schema.def;
    return outputOf(innerType as z.ZodType).default(defaultValue as never);
  }
  // The only thing that a report says in another form than it is kept.
  if (schema instanceof z.ZodPipe && schema.def.in instanceof z.ZodString) return timeSchema;
  if (schema instanceof z.ZodObject) return z.strictObject(outputsOf(schema.shape as Shape));
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: outputOf(schema.element as z.ZodType) });
  if (schema instanceof z.ZodTuple)
    return schema.clone({ ...schema.def, items: schema.def.items.map((item) => outputOf(item as z.ZodType)) as never });
  if (schema instanceof z.ZodUnion)
    return schema.clone({ ...schema.def, options: schema.def.options.map((each) => outputOf(each as z.ZodType)) });
  if (schema instanceof z.ZodRecord)
    return schema.clone({ ...schema.def, valueType: outputOf(schema.def.valueType as z.ZodType) });
  const isPlain = [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodEnum, z.ZodLiteral].some(
    (each) => schema instanceof each,
  );
  if (!isPlain) throw new Error(`a schema of reports is of a type that no record was derived from: ${schema.def.type}`);
  return schema;
}

function outputsOf(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, outputOf(field)]));
}

function without(shape: Shape, ...names: string[]): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)));
}

const patrolBodySchema = z.strictObject({
  status: z.enum(['planned', 'under-way', 'completed', 'aborted', 'removed', 'unplanned']),
  plan: outputOf(patrolPlanSchema).optional(),
  planObservedAt: timeSchema.optional(),
  planMessageId: nameSchema.optional(),
  unit: identifierSchema.optional(),
  marks: z
    .array(
      z.strictObject({
        at: timeSchema,
        action: z.enum(['start', 'check-in', 'hand-over', 'close', 'remove']),
        detail: textSchema.optional(),
        messageId: nameSchema,
      }),
    )
    .max(patrolMarkLimit),
});

const sayings = casevacReportSchema.options.map(({ shape }) => outputsOf(without(shape, 'caseId')));
const sayingOf = (action: string) => sayings.find((each) => each['action']!.safeParse(action).success)!;

const casevacBodySchema = z.strictObject({
  ...without(sayingOf('update'), 'action'),
  status: z.enum(['unopened', 'open', 'assigned', 'closed']),
  outcome: z.enum(caseOutcomes).optional(),
  times: sayingOf('times')['times']!,
  tasks: z.array(
    z.strictObject({
      assetId: identifierSchema.optional(),
      facilityId: identifierSchema.optional(),
      at: timeSchema,
      state: z.enum(['assigned', 'relieved', 'cancelled']),
      reason: textSchema.optional(),
    }),
  ),
  clearances: z.array(
    z.strictObject({
      ...{ state: z.enum(clearanceStates), at: timeSchema },
      ...{ by: textSchema.optional(), reason: textSchema.optional() },
    }),
  ),
  patients: z.array(z.strictObject(without(sayingOf('patient'), 'action'))),
  entries: z.array(
    z.strictObject({
      ...{ at: timeSchema, saidAt: timeSchema.optional(), messageId: nameSchema },
      says: z.union(sayings.map((shape) => z.strictObject(shape))),
    }),
  ),
});

const trackBodySchema = z.strictObject({
  callSign: z.string().max(400).optional(),
  trackType: z.enum(trackTypes),
  unit: z.string().max(256).optional(),
  affiliation: z.enum(affiliations).optional(),
  intervalMs: z.number().min(1).max(mostIntervalMs),
});

/** Kinds whose record is not the body of their latest report, and those that become no record. */
const ownBodies: Partial<Record<FactKind | 'track', z.ZodObject | undefined>> = {
  patrol: patrolBodySchema,
  casevac: casevacBodySchema,
  track: trackBodySchema,
  freshness: undefined,
  retire: undefined,
};

const envelopeSchema = z.strictObject({
  key: z.string().max(600),
  kind: z.string(),
  id: z.string().min(1).max(260),
  source: z.string().min(1).max(128),
  messageId: z.string().max(128),
  actor: z.string().max(600),
  observedAt: timeSchema,
  knownAt: timeSchema,
  sequence: z.int().min(0),
  version: z.int().min(1),
  marking: markingSchema,
  superseded: z.array(nameSchema).max(mostSuperseded).optional(),
  retracted: z.literal(true).optional(),
  body: z.looseObject({}),
});

/**
 * A reader of records that somebody else wrote: unknown JSON → a record, or undefined for what is none. Only registered
 * kinds, under the key that is their own, with a body that their reports can lead to. `mayLack` names the fields that are
 * kept from some viewers. What has a default and is missing is filled in, in what was given: a clip may be older than the
 * field.
 */
export function makeRecordParser(
  mayLack: (kind: RecordKind) => readonly string[],
): (value: unknown) => PictureRecord | undefined {
  const bodies = new Map<string, z.ZodType>();
  for (const kind of [...Object.keys(kinds), 'track'] as (FactKind | 'track')[]) {
    const schema = Object.hasOwn(ownBodies, kind) ? ownBodies[kind] : outputOf(kinds[kind as FactKind].schema);
    if (schema) bodies.set(kind, lacking(schema as z.ZodObject, mayLack(kind as RecordKind)));
  }
  return (value) => {
    const envelope = envelopeSchema.safeParse(value);
    if (!envelope.success) return undefined;
    const { body: held, ...frame } = envelope.data;
    const { key, kind, id, source } = frame;
    const body = bodies.get(kind)?.safeParse(held);
    if (!body?.success || key !== recordKey(kind as RecordKind, id)) return undefined;
    if (kind === 'track' ? !id.startsWith(trackName(source, '')) : !isOf(kind as FactKind, id, body.data))
      return undefined;
    complete(value as object, frame);
    complete((value as PictureRecord).body, body.data as object);
    return value as PictureRecord;
  };
}

function lacking(schema: z.ZodObject, names: readonly string[]): z.ZodObject {
  const shape = Object.entries(schema.shape as Shape).map(([name, field]) => {
    const inner = field instanceof z.ZodDefault ? (field.def.innerType as z.ZodType) : field;
    return [name, names.includes(name) ? inner.optional() : field];
  });
  return z.strictObject(Object.fromEntries(shape) as Shape);
}

/** Whether it is the body of this entity, and keeps the rules that no schema can say. */
function isOf(kind: FactKind, id: string, body: unknown): boolean {
  if (Object.hasOwn(ownBodies, kind)) return true;
  const { entityOf, findFault } = kinds[kind] as unknown as KindDefinition<z.ZodType>;
  return (entityOf(body) ?? id) === id && findFault?.(body) === undefined;
}

/** Adds what only the parsed one has: the order of the fields that are there is part of the hash. */
function complete(given: object, parsed: object): void {
  const into = given as Record<string, unknown>;
  for (const [name, value] of Object.entries(parsed)) {
    if (!Object.hasOwn(into, name)) into[name] = value;
    else if (typeof value === 'object' && value !== null) complete(into[name] as object, value);
  }
}
