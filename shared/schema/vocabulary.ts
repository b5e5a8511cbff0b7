import { z } from 'zod';
import { isPosition } from '../geo/position.ts';

/** Field types shared by the reports of every kind. */

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** ISO 8601 with a zone as written by a reporter. */
export const isoInstantSchema = z
  .string()
  .max(40)
  .regex(isoInstant, 'expected an ISO 8601 time with a zone, like 2026-11-12T06:10:31Z');

/** No report is older than the United Nations; an earlier time is a clock that was never set. */
export const earliestInstant = Date.UTC(1945, 9, 24);

/** Epoch milliseconds of an instant of the form above; NaN for a day that no calendar has, such as 30 February. */
export function parseInstant(text: string): number {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number) as [
    number,
    number,
    number,
  ];
  const isDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return isDay ? Date.parse(text) : Number.NaN;
}

/** ISO 8601 at the edge, epoch milliseconds inside. */
export const instantSchema = isoInstantSchema.transform((text, context) => {
  const at = parseInstant(text);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'no such date' });
  return at;
});

export const positionSchema = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .describe('[longitude, latitude] in degrees, WGS 84');

export const identifierSchema = z.string().min(1).max(128);
export const nameSchema = z.string().min(1).max(200);
export const textSchema = z.string().max(20_000);

/** Columns of an imported row that have no field of their own, as they were written. */
export const extraSchema = z.record(z.string().max(64), z.string().max(2_000));

/** Source reliability A–F and information credibility 1–6, independent of each other. */
export const gradingSchema = z.strictObject({
  reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
  credibility: z.enum(['1', '2', '3', '4', '5', '6']),
});
export type Grading = z.infer<typeof gradingSchema>;

export const placePrecisions = ['exact', 'locality', 'district', 'region', 'country'] as const;
export const placePrecisionSchema = z.enum(placePrecisions);
export type PlacePrecision = (typeof placePrecisions)[number];

/** Radius in metres of the halo that says how precisely a place is known. Source: planning guideline. */
export const placePrecisionMetres: Record<PlacePrecision, number> = {
  exact: 0,
  locality: 5_000,
  district: 25_000,
  region: 75_000,
  country: 250_000,
};

export const timePrecisions = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export const timePrecisionSchema = z.enum(timePrecisions);
export type TimePrecision = (typeof timePrecisions)[number];

const ringSchema = z.array(positionSchema).min(4).max(2_000);

/** GeoJSON polygon: closed rings, outer first. */
export const polygonSchema = z.strictObject({
  type: z.literal('Polygon'),
  coordinates: z.array(ringSchema).min(1).max(20),
});
export type Polygon = z.infer<typeof polygonSchema>;

const mostCorners = 10_000;

/**
 * Rules a JSON schema cannot say: each ring is closed, every corner lies on the globe, none spans more than half of it
 * (an area across the antimeridian is split there, as GeoJSON asks), and a screen can draw it.
 */
export function findPolygonFault(polygon: Polygon): string | undefined {
  const corners = polygon.coordinates.reduce((sum, ring) => sum + ring.length, 0);
  if (corners > mostCorners) return `an area may have at most ${mostCorners} corners, not ${corners}`;
  for (const ring of polygon.coordinates) {
    const first = ring[0]!;
    const last = ring.at(-1)!;
    if (first[0] !== last[0] || first[1] !== last[1]) return 'a ring of the polygon is not closed';
    if (ring.some(([longitude, latitude]) => !isPosition(longitude, latitude)))
      return 'a corner lies outside the globe';
    const longitudes = ring.map(([longitude]) => longitude);
    // A band around the whole globe is no area across the antimeridian.
    const isBand = longitudes.every((longitude) => Math.abs(longitude) === 180);
    if (!isBand && Math.max(...longitudes) - Math.min(...longitudes) > 180)
      return 'an area across the antimeridian has to be split there';
  }
  return undefined;
}
