import { z } from 'zod';
import { identifierSchema, nameSchema, positionSchema, textSchema } from '../vocabulary.ts';
import { assetReportSchema } from './asset.ts';
import { conditionsReportSchema } from './conditions.ts';
import { facilityReportSchema } from './facility.ts';

type Some<Shape extends z.ZodRawShape> = {
  [Name in keyof Shape]: z.ZodOptional<Shape[Name] extends z.ZodDefault<infer Inner> ? Inner : Shape[Name]>;
};

/** Some of the fields, and no more than were given: what is not said stays what it is and takes no default. */
function someOf<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>): z.ZodObject<Some<Shape>, z.core.$strict> {
  const fields = Object.entries(schema.shape).map(([name, field]) => [
    name,
    ((field instanceof z.ZodDefault ? field.unwrap() : field) as z.ZodType).optional(),
  ]);
  return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodObject<Some<Shape>, z.core.$strict>;
}

/** A change that nobody made: what cover would be if. Later ones of the same thing stand over earlier ones. */
export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('asset'), key: identifierSchema, set: someOf(assetReportSchema) }),
  z.strictObject({ kind: z.literal('facility'), key: identifierSchema, set: someOf(facilityReportSchema) }),
  z.strictObject({ kind: z.literal('place'), key: identifierSchema, position: positionSchema }),
  z.strictObject({ kind: z.literal('road'), roadId: identifierSchema, state: z.enum(['open', 'closed']) }),
  z.strictObject({ kind: z.literal('conditions'), set: someOf(conditionsReportSchema) }),
  z.strictObject({ kind: z.literal('light'), light: z.enum(['day', 'night']) }),
]);
export type Edit = z.infer<typeof editSchema>;

/** A named what-if that others can open. It never changes what is known. */
export const scenarioReportSchema = z.strictObject({
  scenarioId: identifierSchema,
  name: nameSchema,
  edits: z.array(editSchema).max(200),
  /** Withdrawn: no longer offered. */
  isWithdrawn: z.boolean().default(false),
  remark: textSchema.optional(),
});
