import { z } from 'zod';
import { type Parsed, refuse } from '../problem.ts';

/** Kinds that a file with columns of its own can become. A zone has an area, which only GeoJSON can carry. */
export const mappedKinds = ['incident', 'site', 'facility', 'zone', 'position'] as const;
export type MappedKind = (typeof mappedKinds)[number];

/** How a column writes a time. `iso` also covers a date alone; without a zone a time is UTC. */
export const timeFormats = ['iso', 'epoch-seconds', 'epoch-milliseconds', 'day-month-year', 'month-day-year'] as const;
export type TimeFormat = (typeof timeFormats)[number];

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const fieldSchema = z.string().min(1).max(64);

/**
 * Which column of a file fills which field of a report, and what fills the fields that no column does. Fields are those
 * of `mapping-fields.ts`: those of the report (`title`, `occurredAt`, `trackId` …), with `longitude` and `latitude`
 * standing for `position` and `id` for the id of the row. A GeoJSON property is a column; its geometry gives the place.
 */
export const columnMappingSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  kind: z.enum(mappedKinds),
  columns: z.record(fieldSchema, z.string().min(1).max(200)),
  constants: z.record(fieldSchema, z.string().max(500)).default({}),
  /** By field: what the cells of its column stand for, such as `{ type: { "Attack": "ATK.DF" } }`. */
  values: z.record(fieldSchema, z.record(z.string().max(200), z.string().max(200))).default({}),
  /** By field that holds a time. Without an entry it is `iso`. */
  times: z.record(fieldSchema, z.enum(timeFormats)).default({}),
  /** Between the cells of a CSV file. With any but the comma, `8,5` is a number too. */
  delimiter: z.enum(delimiters).default(','),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** Unknown JSON → a mapping. */
export function parseColumnMapping(raw: unknown): Parsed<ColumnMapping> {
  const parsed = columnMappingSchema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0]!;
  const path = issue.path.map(String).join('.');
  return refuse('mapping-needed', `the mapping is not valid: ${path ? `${path}: ` : ''}${issue.message}`);
}
