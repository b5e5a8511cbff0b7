import { z } from 'zod';
import { instantSchema, positionSchema } from '../schema/vocabulary.ts';
import { trackTypes } from '../schema/watch/track.ts';

/** Limits of `POST /api/v1/passages`. */
const defaultPassages = 1_000;
const mostPassages = 10_000;
const mostPassageCorners = 500;
/** More fixes than this are not looked at for one answer: a smaller span or fewer types have to do. */
export const mostPassageFixes = 2_000_000;

/** One ring, closed as GeoJSON asks. Each edge goes the shorter way round, so that an area may cross the antimeridian. */
const areaSchema = z.strictObject({
  type: z.literal('Polygon'),
  coordinates: z.tuple([
    z
      .array(positionSchema)
      .min(4)
      .max(mostPassageCorners + 1),
  ]),
});

export const passagesRequestSchema = z.strictObject({
  area: areaSchema,
  from: instantSchema,
  to: instantSchema,
  trackTypes: z.array(z.enum(trackTypes)).min(1).max(trackTypes.length).optional(),
  limit: z.int().min(1).max(mostPassages).default(defaultPassages),
});
export type PassagesRequest = z.output<typeof passagesRequestSchema>;
/** As it travels: times are ISO 8601. */
export type PassagesRequestWire = z.input<typeof passagesRequestSchema>;

/** What a schema cannot say of a request; undefined when nothing is wrong. */
export function findPassagesFault({ area, from, to }: PassagesRequest): string | undefined {
  const ring = area.coordinates[0];
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) return 'area: the ring is not closed';
  return from > to ? 'from lies after to' : undefined;
}

/** One stay of a track in the area. Times are ISO 8601. */
export type TrackPassage = {
  /** `source/trackId` */
  track: string;
  callSign?: string;
  trackType?: string;
  unit?: string;
  enteredAt: string;
  leftAt: string;
  /** The time was found between two fixes, on the straight line from one to the other. */
  isEntryInterpolated: boolean;
  isExitInterpolated: boolean;
  /** Inside already: at its first fix, at the first after a gap, or when the span began. */
  startsInside: boolean;
  /** Inside still: at its last fix, at the last before a gap, or when the span ended. */
  endsInside: boolean;
  /** 0 where it went through between two fixes. */
  fixesInside: number;
};

/** Answer of `POST /api/v1/passages`, the earliest entry first. */
export type PassagesAnswer = {
  passages: TrackPassage[];
  /** How many tracks passed, also those that the limit left out. */
  tracks: number;
  /** How many fixes of the span were looked at. */
  fixesRead: number;
  /** The limit left passages out. */
  truncated: boolean;
};
