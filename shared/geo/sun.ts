import type { Position } from './position.ts';

const radians = Math.PI / 180;
const j2000Ms = Date.UTC(2000, 0, 1, 12);
const dayMs = 86_400_000;

/**
 * Elevation of the sun's centre above the horizon in degrees, refraction left out, at epoch milliseconds. Low-precision
 * solar coordinates of the Astronomical Almanac: within 0.02° between 1950 and 2050.
 */
export function sunElevationDegrees([longitude, latitude]: Position, at: number): number {
  const days = (at - j2000Ms) / dayMs;
  const meanLongitude = 280.46 + 0.9856474 * days;
  const anomaly = (357.528 + 0.9856003 * days) * radians;
  const ecliptic = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * radians;
  const obliquity = (23.439 - 4e-7 * days) * radians;
  const rightAscension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
  const siderealDegrees = 280.46062 + 360.98564737 * days + longitude;
  const hourAngle = siderealDegrees * radians - rightAscension;
  const height =
    Math.sin(latitude * radians) * Math.sin(declination) +
    Math.cos(latitude * radians) * Math.cos(declination) * Math.cos(hourAngle);
  return Math.asin(Math.max(-1, Math.min(1, height))) / radians;
}

/** Darker than civil twilight: the sun is more than 6° below the horizon. */
export function isNightAt(position: Position, at: number): boolean {
  return sunElevationDegrees(position, at) < -6;
}
