import { z } from 'zod';
import { identifierSchema, nameSchema, positionSchema } from '../vocabulary.ts';

export const trackTypes = [
  'vehicle',
  'foot',
  'helicopter',
  'fixed-wing',
  'uas',
  'radar',
  'vessel',
  'ambulance',
  'voice',
  'unknown',
] as const;
export type TrackType = (typeof trackTypes)[number];

/**
 * Whose a track is, in neutral words: of this mission, of a partner or the host state, civilian, or a contact that
 * surveillance sees and nobody has vouched for.
 */
export const affiliations = ['own', 'partner', 'civilian', 'contact'] as const;
export type Affiliation = (typeof affiliations)[number];

/** What a track counts as when its reports do not say: seen by a sensor and of no unit, it is nobody's until vouched for. */
export function affiliationOf({ affiliation, trackType, unit }: TrackBody): Affiliation {
  if (affiliation) return affiliation;
  return !unit && (trackType === 'radar' || trackType === 'uas' || trackType === 'unknown') ? 'contact' : 'own';
}

/** One fix of a moving object. Keyed by (source, trackId, observedAt). */
export const positionReportSchema = z.strictObject({
  trackId: identifierSchema,
  position: positionSchema,
  accuracyMetres: z.number().min(0).max(65_000).optional(),
  altitudeMetres: z.number().min(-1_000).max(30_000).optional(),
  courseDegrees: z.number().min(0).max(360).optional(),
  speedMetresPerSecond: z.number().min(0).max(1_500).optional(),
  callSign: nameSchema.optional(),
  trackType: z.enum(trackTypes).optional(),
  unit: identifierSchema.optional(),
  affiliation: z.enum(affiliations).optional(),
});

/** What is known of a track besides where it is. */
export type TrackBody = {
  callSign?: string;
  trackType: TrackType;
  unit?: string;
  affiliation?: Affiliation;
  /** Expected interval between fixes; decides freshness. */
  intervalMs: number;
};
