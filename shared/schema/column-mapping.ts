import { z } from 'zod';

/** Kinds that a file with columns of its own can become. */
export const mappedKinds = ['incident', 'site', 'facility', 'position'] as const;
export type MappedKind = (typeof mappedKinds)[number];

/**
 * Which column of a file fills which field of a report, and what fills the fields that no column does. Fields are those
 * of the report (`title`, `occurredAt`, `trackId` …), with `longitude` and `latitude` standing for `position`.
 * A GeoJSON property is a column; its geometry gives the place by itself.
 */
export const columnMappingSchema = z.strictObject({
  name: z.string().min(1).max(80),
  kind: z.enum(mappedKinds),
  columns: z.record(z.string().min(1).max(64), z.string().min(1).max(200)),
  constants: z.record(z.string().min(1).max(64), z.string().max(500)).default({}),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;
