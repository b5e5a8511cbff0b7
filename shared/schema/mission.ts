import { z } from 'zod';
import { groundCellSizes } from './ground.ts';
import { identifierSchema, nameSchema, polygonSchema, positionSchema } from './vocabulary.ts';
import { siteTypes } from './watch/site.ts';

const groundFileSchema = z.string().min(1).max(300);

/** The mission pack (`--mission FILE`): everything about one mission that is configuration, not report. */
export const missionSchema = z.strictObject({
  missionId: identifierSchema,
  name: nameSchema,
  /** True for an exercise: marked on every screen, and its data folder never becomes a real one. */
  isExercise: z.boolean().default(false),
  /** IANA name, for local time beside UTC. */
  timeZone: z.string().refine(isTimeZone, 'is not a known IANA time zone'),
  languages: z
    .array(z.enum(['en', 'fr', 'ar']))
    .min(1)
    .default(['en']),
  area: polygonSchema,
  sectors: z
    .array(z.strictObject({ sectorId: identifierSchema, name: nameSchema, area: polygonSchema }))
    .max(50)
    .default([]),
  units: z
    .array(
      z.strictObject({
        unitId: identifierSchema,
        name: nameSchema,
        contributor: nameSchema.optional(),
        strength: z.number().int().min(0).optional(),
      }),
    )
    .max(500)
    .default([]),
  sites: z
    .array(
      z.strictObject({
        siteId: identifierSchema,
        name: nameSchema,
        type: z.enum(siteTypes),
        position: positionSchema,
        unit: identifierSchema.optional(),
      }),
    )
    .max(2_000)
    .default([]),
  sources: z
    .array(
      z.strictObject({
        sourceId: identifierSchema,
        name: nameSchema,
        intervalSeconds: z.number().min(0.1).max(604_800).optional(),
      }),
    )
    .max(200)
    .default([]),
  /** Files of roads, land cover and barriers (GeoJSON), named from the folder of the mission pack. */
  ground: z
    .strictObject({
      roads: groundFileSchema.optional(),
      landcover: groundFileSchema.optional(),
      barriers: groundFileSchema.optional(),
      /** `schematic`: straight links between towns, of which every screen says so. */
      detail: z.enum(['surveyed', 'schematic']).default('surveyed'),
      /** How finely ground is crossed. */
      cellMetres: z.literal(groundCellSizes).optional(),
    })
    .optional(),
  gazetteer: z
    .array(
      z.strictObject({
        name: nameSchema,
        names: z.record(z.string().length(2), nameSchema).optional(),
        type: z.enum(['town', 'village', 'airfield', 'landmark']).default('town'),
        position: positionSchema,
        population: z.number().int().min(0).optional(),
      }),
    )
    .max(200_000)
    .default([]),
});
export type Mission = z.infer<typeof missionSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
