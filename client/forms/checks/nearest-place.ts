import { bearingDegrees, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';

/** `reachMetres`: further away than this nobody would name it. */
export type NamedPlace = {
  name: string;
  names?: Record<string, string> | undefined;
  position: Position;
  reachMetres?: number;
};
export const compassPoints = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type NearestPlace = { name: string; metres: number; point: (typeof compassPoints)[number] };

/** Further away than this no place says anything about where something happened. */
const farthestMetres = 150_000;

/** The nearest named place and on which side of it the position lies; the name in this language where there is one. */
export function findNearestPlace(
  places: readonly NamedPlace[],
  position: Position,
  language: string,
): NearestPlace | undefined {
  let nearest: NamedPlace | undefined;
  let metres = farthestMetres;
  for (const place of places) {
    const away = distanceMetres(place.position, position);
    if (away >= metres || away > (place.reachMetres ?? farthestMetres)) continue;
    nearest = place;
    metres = away;
  }
  if (!nearest) return undefined;
  const eighth = Math.round(bearingDegrees(nearest.position, position) / 45) % 8;
  return { name: nearest.names?.[language] ?? nearest.name, metres, point: compassPoints[eighth]! };
}
