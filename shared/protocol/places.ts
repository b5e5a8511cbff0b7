import type { Position } from '../geo/position.ts';

/** A named place: of the mission's own gazetteer, or of GeoNames (CC BY 4.0). */
export type Place = {
  name: string;
  /** The same in other languages, by two-letter code. */
  names?: Record<string, string>;
  type: string;
  position: Position;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** The first level below the country. */
  admin?: string;
  source: 'mission' | 'geonames';
};

/** Answer of `GET /api/v1/places`; the best first. */
export type PlacesAnswer = { places: Place[]; attribution: string };

/** Limits of `GET /api/v1/places`. */
export const defaultPlaces = 10;
export const maxPlaces = 50;
export const maxPlaceQueryLength = 100;
