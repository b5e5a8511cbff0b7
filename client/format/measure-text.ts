import { bearingDegrees, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { formatCourse, formatDistance } from './motion-text.ts';

const metresPerNauticalMile = 1852;

/** `12.4 km · 6.7 NM`: the units of road and of air. */
export function formatBothDistances(metres: number): string {
  return `${formatDistance(metres)} · ${formatNauticalMiles(metres)}`;
}

function formatNauticalMiles(metres: number): string {
  const miles = metres / metresPerNauticalMile;
  return `${miles.toFixed(miles < 1 ? 2 : miles < 100 ? 1 : 0)} NM`;
}

export type Leg = { from: Position; to: Position; metres: number; bearing: number };

/** The great-circle legs of a line; bearings are true, at the start of each leg. */
export function legsOf(points: readonly Position[]): Leg[] {
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return { from, to, metres: distanceMetres(from, to), bearing: bearingDegrees(from, to) };
  });
}

/** `12.4 km · 6.7 NM · 074°` */
export function formatLeg({ metres, bearing }: Leg): string {
  return `${formatBothDistances(metres)} · ${formatCourse(bearing)}`;
}
