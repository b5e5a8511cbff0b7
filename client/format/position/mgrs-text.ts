import type { Position } from '#shared/geo/position.ts';
import { mgrs } from './mgrs-library.ts';

/** Where the grid of MGRS ends; the poles have a grid of their own (UPS), which is not supported. */
const mgrsSouth = -80;
const mgrsNorth = 84;

/**
 * `30QZD 16385 01092`: the square of one metre that holds the position, as NATO STANAG 2211 writes it; fewer `digits`
 * name larger squares. Undefined in the polar regions.
 */
export function formatMgrs([longitude, latitude]: Position, digits: 0 | 1 | 2 | 3 | 4 | 5 = 5): string | undefined {
  if (!(latitude >= mgrsSouth && latitude <= mgrsNorth && Math.abs(longitude) <= 180)) return undefined;
  // The grid ends at 84° and begins at 180°: both edges belong to the squares inside, where the library looks further.
  const inside: [number, number] = [longitude === 180 ? -180 : longitude, Math.min(latitude, mgrsNorth - 1e-9)];
  return spaceMgrs(mgrs.forward(inside, digits).padStart(5 + 2 * digits, '0'));
}

/** Zone and square, easting and northing apart, so that they can be read aloud. */
export function spaceMgrs(reference: string): string {
  const digits = (reference.length - 5) / 2;
  return digits <= 0
    ? reference
    : `${reference.slice(0, 5)} ${reference.slice(5, 5 + digits)} ${reference.slice(5 + digits)}`;
}
