/**
 * The box around an area, in degrees. `west` ≤ `east`; one of them lies beyond ±180 where the area crosses the
 * antimeridian.
 */
export type AreaBox = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** The longitude among those of one meridian that is nearest to another; the same number when it is near already. */
export function nearLongitude(longitude: number, other: number): number {
  const apart = longitude - other;
  return Math.abs(apart) <= 180 ? longitude : longitude - 360 * Math.round(apart / 360);
}

/** Degrees, well below the last digit that the log keeps: what lies this close to an edge is on it. */
export const edgeTolerance = 1e-9;

/**
 * The sides of the box beyond which a position lies, as bits; 0 within it. Two positions with a side in common have a
 * straight line between them, the shorter way round, that does not touch the box.
 */
export function sidesOf({ west, south, east, north }: AreaBox, longitude: number, latitude: number): number {
  const [middle, half] = [(west + east) / 2, (east - west) / 2 + edgeTolerance];
  const aside = nearLongitude(longitude, middle) - middle;
  return (
    (aside > half ? 1 : aside < -half ? 2 : 0) |
    (latitude > north + edgeTolerance ? 4 : latitude < south - edgeTolerance ? 8 : 0)
  );
}
